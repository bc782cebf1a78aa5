"""The figures in words: the sentence on top, the four small numbers, the line through the year."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pact.common.shown import day_in_words
from placements.reporting.charts import YearChart
from placements.reporting.definitions import DEFINITIONS
from placements.reporting.figures import MonthFigures, YearFigures
from placements.reporting.people import Part, PeopleFigures


@dataclass(frozen=True, kw_only=True)
class SmallNumber:
    """One figure in a card: with what it means, and of which day."""

    value: str
    label: str
    definition: str
    day: str
    change: str = ""
    tone: str = ""


def headline(figures: YearFigures) -> str:
    """The one sentence that says how a year stands."""
    year = figures.year.year
    if figures.on >= figures.year.last_day:
        text = ngettext(
            "%(count)s home was housed in %(year)s",
            "%(count)s homes were housed in %(year)s",
            figures.homes.realised,
        )
        return text % {"count": figures.homes.realised, "year": year}
    if figures.free <= 0:
        return _("All homes of %(year)s are taken") % {"year": year}
    text = ngettext(
        "%(count)s home still free in %(year)s",
        "%(count)s homes still free in %(year)s",
        figures.free,
    )
    return text % {"count": figures.free, "year": year}


def at_most(figures: YearFigures) -> str:
    """178, or 178 + 4 extra: what was agreed and what came on top are never one number."""
    if not figures.year.extra:
        return str(figures.year.cap)
    return _("%(cap)s + %(extra)s extra") % {
        "cap": figures.year.cap,
        "extra": figures.year.extra,
    }


def pace_label(figures: YearFigures) -> str:
    return _("pace: %(count)s on %(day)s") % {
        "count": figures.pace,
        "day": day_in_words(figures.on, "j F"),
    }


def pace_remark(figures: YearFigures) -> str:
    """How far the year is from an even pace."""
    if figures.ahead < 0:
        text = ngettext(
            "%(count)s home fewer than the pace asks",
            "%(count)s homes fewer than the pace asks",
            -figures.ahead,
        )
        return text % {"count": -figures.ahead}
    text = ngettext(
        "%(count)s home more than the pace asks",
        "%(count)s homes more than the pace asks",
        figures.ahead,
    )
    return text % {"count": figures.ahead} if figures.ahead else _("as much as the pace asks")


def small_numbers(people: PeopleFigures, on: date) -> list[SmallNumber]:
    """The four about people, with what is too small to show left out."""
    day = day_in_words(on)
    few = people.threshold
    return [
        SmallNumber(
            value=_few_or(people.waiting, few),
            label=_("candidates wait"),
            definition=str(DEFINITIONS["waiting"]),
            day=day,
        ),
        SmallNumber(
            value=_months(people, few),
            label=_("waited since the admission (median)"),
            definition=str(DEFINITIONS["waiting_time"]),
            day=day,
        ),
        _share(people.introduced_in_time, few, day, **_introductions()),
        _share(people.guided_on_schedule, few, day, **_guidance()),
    ]


def _introductions() -> dict[str, str]:
    return {
        "key": "introduced_in_time",
        "label": _("introduced in time"),
        "short": _("%(count)s moved before the introduction was long enough"),
    }


def _guidance() -> dict[str, str]:
    return {
        "key": "guided_on_schedule",
        "label": _("guidance on schedule"),
        "short": _("%(count)s with a contact moment that is late"),
    }


def _few_or(count: int, few: int) -> str:
    return _("fewer than %(few)s") % {"few": few} if 0 < count < few else str(count)


def _months(people: PeopleFigures, few: int) -> str:
    if people.median_months is None:
        return "–"
    if people.waiting < few:
        return _("not shown")
    return _("%(months)s months") % {"months": number_format(people.median_months, 1)}


def _share(part: Part, few: int, day: str, *, key: str, label: str, short: str) -> SmallNumber:
    """A percentage that does not tell how many when it is a handful."""
    change, tone = "", ""
    if part.percentage is None:
        value, change = "–", _("nothing to count yet")
    elif part.of < few or 0 < part.well < few:
        value, change = _("not shown"), _("too few to show")
    elif 0 < part.short < few:
        least = 100 * (part.of - few + 1) // part.of
        value = _("at least %(percentage)s%%") % {"percentage": least}
        change, tone = short % {"count": _few_or(part.short, few)}, "warn"
    else:
        value = f"{part.percentage}%"
        if part.short:
            change, tone = short % {"count": part.short}, "warn"
    return SmallNumber(
        value=value,
        label=label,
        definition=str(DEFINITIONS[key]),
        day=day,
        change=change,
        tone=tone,
    )


def year_chart(figures: YearFigures) -> YearChart:
    """Housed and reserved together, added up through the year: for the region, never smaller."""
    return YearChart(
        title=_("Housed and reserved in %(year)s, added up per month")
        % {"year": figures.year.year},
        heading=_("Month"),
        value_headings=(_("Housed"), _("Reserved"), _("Together")),
        ceiling=figures.year.ceiling,
        ceiling_label=_("at most %(count)s") % {"count": at_most(figures)},
        points=[
            (_short(month), month.homes.held if month.homes else None) for month in figures.months
        ],
        table=[(date_format(month.month, "F"), _numbers(month)) for month in figures.months],
        year=figures.year,
        on=figures.on,
        forecast=figures.forecast,
        forecast_label=forecast_label(figures),
    )


def _short(month: MonthFigures) -> str:
    return date_format(month.month, "M").lower().rstrip(".")


def _numbers(month: MonthFigures) -> tuple[int | None, ...]:
    if month.homes is None:
        return (None, None, None)
    return month.homes.realised, month.homes.reserved, month.homes.held


def forecast_label(figures: YearFigures) -> str:
    if figures.forecast is None:
        return ""
    return _("expected: %(low)s to %(high)s") % {
        "low": figures.forecast.low,
        "high": figures.forecast.high,
    }
