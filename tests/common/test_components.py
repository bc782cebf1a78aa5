"""The shared parts of the look: what they show, in both languages, and what they weigh."""

import gzip
import hashlib
import re
from datetime import date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import engines
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from pact.common.charts import LineChart, Meter, grid_step
from pact.common.fields import DutchDateField, PlainTextField

ROOT = Path(__file__).resolve().parents[2]
STATIC, TEMPLATES = ROOT / "static", ROOT / "templates"
MOST_BYTES = 60 * 1024
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TODAY = date(2026, 11, 21)


def shown(source, language="nl", **context):
    """Render a piece of template as a page would, in one language."""
    with translation.override(language):
        return engines["django"].from_string(source).render(context)


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# How things are written


@pytest.mark.parametrize(
    ("source", "dutch", "english"),
    [
        ("{{ day|dutch_date }}", "1 maart 2026", "1 March 2026"),
        ("{{ day|short_date }}", "1 mrt 2026", "1 Mar 2026"),
        ("{{ day|weekday_date }}", "zondag 1 maart", "Sunday 1 March"),
        ("{{ day|month_year }}", "maart 2026", "March 2026"),
        ("{{ rent|euro }}", "€\u00a01.612,40", "€1,612.40"),
        ("{{ 1|months_in_words }}", "1 maand", "1 month"),
        ("{{ 6|months_in_words }}", "een half jaar", "half a year"),
        ("{{ 8|months_in_words }}", "8 maanden", "8 months"),
        ("{{ 12|months_in_words }}", "een jaar", "a year"),
        ("{{ 18|months_in_words }}", "anderhalf jaar", "a year and a half"),
        ("{{ 24|months_in_words }}", "2 jaar", "2 years"),
        ("{{ day|days_late:day }}", "vandaag", "today"),
        ("{{ day|days_late:before }}", "over 1 dag", "in 1 day"),
        ("{{ before|days_late:day }}", "1 dag te laat", "1 day late"),
        ("{{ day|days_late:today }}", "265 dagen te laat", "265 days late"),
    ],
)
def test_things_are_written_in_the_language_of_the_reader(source, dutch, english):
    context = {
        "day": date(2026, 3, 1),
        "before": date(2026, 2, 28),
        "today": TODAY,
        "rent": Decimal("1612.4"),
    }

    assert (shown(source, "nl", **context), shown(source, "en", **context)) == (dutch, english)


@pytest.mark.parametrize(
    "name",
    ["dutch_date", "short_date", "month_year", "moment", "euro", "days_late"],
)
def test_nothing_known_is_shown_as_nothing(name):
    assert shown(f"{{{{ value|{name} }}}}", value=None) == ""


def test_a_moment_late_in_the_evening_falls_on_the_day_in_amsterdam():
    at = datetime(2026, 12, 31, 23, 30, tzinfo=ZoneInfo("UTC"))

    assert shown("{{ at|dutch_date }}", at=at) == "1 januari 2027"
    assert shown("{{ at|moment }}", at=at) == "1 januari 2027, 00:30"


@pytest.mark.parametrize(
    ("due", "tone"),
    [
        (date(2026, 11, 20), "bad"),
        (TODAY, "warn"),
        (date(2026, 11, 28), "warn"),
        (date(2026, 11, 29), "plain"),
        (None, "plain"),
    ],
)
def test_a_term_gets_the_tone_of_its_distance(due, tone):
    assert shown("{{ due|urgency:today }}", due=due, today=TODAY) == tone


# Small parts


def test_a_fact_that_is_not_known_is_called_unknown():
    html = shown('<dl>{% fact "Load" %}{% fact "Rooms" 0 %}</dl>')

    assert words(html) == "Load onbekend Rooms 0"


def test_parts_escape_what_they_are_given():
    source = '{% card t %}{% fact t t %}{% tag "ok" t %}{% note "bad" t %}{{ t }}{% endnote %}{% endcard %}'

    assert "<script>" not in shown(source, t="<script>")


def test_a_note_says_its_tone_by_more_than_its_colour():
    assert "<svg" in shown('{% note "warn" "Nearly full" %}{% endnote %}')


def test_a_road_is_heard_as_well_as_seen():
    steps = [
        {"label": "Toegelaten", "when": "3 maart 2026", "state": "done"},
        {"label": "Huurcontract", "when": "", "state": "now"},
        {"label": "Sleutels", "when": "", "state": "todo"},
    ]

    html = shown('{% include "components/road.html" with steps=steps only %}', steps=steps)

    assert words(html) == "Toegelaten 3 maart 2026 gedaan Huurcontract nu Sleutels moet nog"
    assert html.count('aria-current="step"') == 1


def test_an_empty_log_or_list_of_pages_shows_nothing_to_press():
    assert shown('{% include "components/pagination.html" %}').strip() == ""
    assert "<a" not in shown('{% include "components/empty.html" with title="Niets" only %}')


def test_the_last_crumb_is_this_page_and_no_link():
    html = shown('{% crumbs "Plaatsingen" "/plaatsingen/" "K-7HQ2MX" %}')

    assert html.count("<a ") == 1
    assert 'aria-current="page">K-7HQ2MX' in html


def test_work_that_is_finished_no_longer_asks():
    source = '{% include "components/progress.html" with id="r" address="/r" finished=done only %}'

    assert "hx-get" in shown(source, done=False)
    assert "hx-get" not in shown(source, done=True)


# Figures


@given(
    of=st.integers(0, 400),
    solid=st.integers(0, 400),
    striped=st.integers(0, 400),
    mark=st.integers(0, 900),
)
def test_a_meter_never_runs_out_of_its_bar(of, solid, striped, mark):
    meter = Meter(of=of, solid=solid, striped=striped, mark=mark)

    widths = [float(w.rstrip("%")) for w in (meter.solid_width, meter.striped_width, meter.mark_x)]
    assert widths[0] + widths[1] <= 100.02
    assert widths[2] <= 100
    assert meter.rest == max(of - solid - striped, 0)


def test_a_meter_writes_its_numbers_for_the_drawing_and_not_for_the_reader():
    html = shown(
        '{% meter of=178 solid=121 striped=23 solid_label="gehuisvest" rest_label="vrij" %}'
    )

    assert 'width="67.98%"' in html
    assert 'aria-label="121 gehuisvest, 34 vrij"' in html


@given(highest=st.integers(0, 1_000_000))
def test_a_chart_has_a_handful_of_round_grid_lines(highest):
    step = grid_step(highest)

    assert highest / step <= 4
    assert str(step)[0] in "125"


def line(points, ceiling=178):
    return LineChart(
        title="Woningen",
        heading="Maand",
        value_headings=("Woningen",),
        points=points,
        ceiling=ceiling,
    )


def test_a_chart_without_numbers_draws_no_line():
    html = shown("{% chart figure %}", figure=line([("jan", None)]))

    assert "<circle" not in html
    assert "nog niet bekend" in html


def test_a_chart_tells_in_its_table_what_it_draws():
    figure = line([("jan", 11), ("feb", 23), ("mrt", None)])

    html = shown("{% chart figure %}", figure=figure)

    assert "Maand Woningen jan 11 feb 23 mrt nog niet bekend" in words(html)
    assert 'role="img"' in html
    assert figure.last == ("244.7", "211.8", "23")


# Forms


class Visit(forms.Form):
    what = PlainTextField(label="Wat", max_length=20)
    when = DutchDateField(label="Datum")
    note = PlainTextField(label="Toelichting", max_length=90, lines=True, required=False)
    floor = forms.ChoiceField(label="Verdieping", widget=forms.RadioSelect, choices=[("0", "0")])
    told = forms.BooleanField(label="Verteld", required=False)
    row = forms.CharField(widget=forms.HiddenInput)


def test_a_form_with_faults_leads_to_each_of_them():
    html = shown("{{ form }}", form=Visit({"what": "x" * 30, "when": "31-11-2026"}))

    assert "5 dingen kloppen nog niet" not in html
    assert "4 dingen kloppen nog niet" in html
    targets = re.findall(r'href="#([^"]+)"', html)
    assert targets == ["id_what", "id_when", "id_floor_0"]
    assert all(f'id="{target}"' in html for target in targets)
    assert html.index('class="error-summary"') < html.index("<input")
    assert 'tabindex="-1" autofocus' in html


def test_a_field_says_its_fault_between_its_description_and_its_control():
    html = shown("{{ form.when.as_field_group }}", form=Visit({"when": "31-11-2026"}))

    order = ["Datum", 'id="id_when_helptext"', 'id="id_when_error"', '<input type="text"']
    assert [html.index(part) for part in order] == sorted(html.index(part) for part in order)
    assert 'aria-describedby="id_when_helptext id_when_error"' in html
    assert 'aria-invalid="true"' in html
    assert "31 november 2026 bestaat niet" in html


def test_nothing_typed_is_lost_when_a_form_comes_back():
    html = shown(
        "{{ form }}", form=Visit({"what": "x" * 30, "when": "31-11-2026", "note": "a & b"})
    )

    assert 'value="' + "x" * 30 + '"' in html
    assert 'value="31-11-2026"' in html
    assert "a &amp; b</textarea>" in html


def test_only_what_may_be_left_out_is_marked():
    html = shown("{{ form }}", form=Visit())

    assert html.count("(niet verplicht)") == 1
    assert "error-summary" not in html


def test_a_fresh_form_has_the_look_of_every_kind_of_control():
    html = shown("{{ form }}", form=Visit())

    for part in ("textbox", "textarea", "radio-button", "checkbox"):
        assert f'class="utrecht-{part} ' in html


def test_a_filter_bar_does_not_call_its_fields_optional():
    source = '{% include "components/filter_bar.html" with form=form address="/x" only %}'

    html = shown(source, form=Visit())

    assert "niet verplicht" not in html
    assert html.count("<label") == 5


# What it weighs, and what it may not hold


class Links(HTMLParser):
    """The style sheets and scripts that a page asks for."""

    def __init__(self):
        super().__init__()
        self.addresses = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "script":
            self.addresses.append(attrs["src"])
        if tag == "link" and attrs.get("rel") == "stylesheet":
            self.addresses.append(attrs["href"])


def with_imports(path):
    """A style sheet and the sheets it imports, each once."""
    imported = re.findall(r'@import url\("([^"]+)"\)', path.read_text("utf-8"))
    return {path, *((path.parent / name).resolve() for name in imported)}


def files_of_every_page():
    links = Links()
    links.feed(
        re.sub(r'\{% static "([^"]+)" %\}', r"\1", (TEMPLATES / "base.html").read_text("utf-8"))
    )
    return {file for name in links.addresses for file in with_imports(STATIC / name)}


def test_no_page_carries_more_than_sixty_kilobytes_of_styles_and_scripts():
    files = files_of_every_page()

    assert len(files) > 20
    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) < MOST_BYTES


def test_styles_ask_for_nothing_elsewhere():
    for file in files_of_every_page():
        if file.suffix == ".css":
            assert not re.search(r"url\([\"']?(https?:)?//", file.read_text("utf-8")), file


def test_every_file_a_style_names_is_there():
    for sheet in (STATIC / "css").glob("*.css"):
        for name in re.findall(r'url\("([^"]+)"\)', sheet.read_text("utf-8")):
            # The report's own sheet names files for the PDF, which has no folder to start from.
            named = name.startswith("static:")
            file = STATIC / name.removeprefix("static:") if named else sheet.parent / name
            assert file.exists(), f"{sheet.name} names {name}"


@pytest.mark.parametrize(
    "sums", [STATIC / "vendor/SHA256SUMS", ROOT / "tests/vendor/axe/SHA256SUMS"]
)
def test_files_of_others_are_unchanged_and_have_their_licence(sums):
    names = {line.split()[1] for line in sums.read_text("utf-8").splitlines()}
    there = {file.relative_to(ROOT) for file in sums.parent.rglob("*") if file.is_file()}
    ours = {sums.relative_to(ROOT), sums.with_name("README.md").relative_to(ROOT)}
    assert {str(file) for file in there - ours} == names
    for listed in sums.read_text("utf-8").splitlines():
        digest, name = listed.split()
        file = ROOT / name
        assert hashlib.sha256(file.read_bytes()).hexdigest() == digest, name
        assert list(file.parent.glob("LICENSE*")), name
        assert (file.parent / "VERSION").exists(), name


def test_no_template_holds_what_the_security_policy_refuses():
    for file in TEMPLATES.rglob("*.html"):
        source = file.read_text("utf-8")
        assert not re.search(r"\sstyle=|<style|javascript:|\son[a-z]+=", source), file
        for opening in re.findall(r"<script[^>]*>", source):
            assert "src=" in opening or 'type="application/json"' in opening, file


def test_every_part_says_above_itself_what_it_is_for():
    for file in (TEMPLATES / "components").glob("*.html"):
        assert file.read_text("utf-8").startswith("{# "), file


@pytest.mark.parametrize("file", sorted(TEMPLATES.rglob("*.html")), ids=lambda file: file.stem)
def test_every_template_can_be_read(file):
    assert engines["django"].get_template(str(file.relative_to(TEMPLATES)))
