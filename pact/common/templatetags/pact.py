"""Tags and filters of every template (a builtin library): the look, and how things are shown."""

from datetime import date, datetime
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.loader import get_template
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from pact.common import controls, shown
from pact.common.charts import Chart, Meter
from pact.common.icons import PATHS

register = template.Library()

ALERTS = {"fine": "ok", "warn": "warning", "bad": "error", "info": "info"}
ICONS = {"fine": "ok", "warn": "warn", "bad": "error", "info": "info"}
LEVELS = {"success": "fine", "warning": "warn", "error": "bad"}


# How things are written


@register.filter
def dutch_date(value: date | datetime | None) -> str:
    """12 november 2026"""
    return shown.day_in_words(value)


@register.filter
def short_date(value: date | datetime | None) -> str:
    """12 nov 2026"""
    return shown.day_in_words(value, "j M Y")


@register.filter
def weekday_date(value: date | datetime | None) -> str:
    """vrijdag 27 november"""
    return shown.day_in_words(value, "l j F")


@register.filter
def month_year(value: date | datetime | None) -> str:
    """november 2026"""
    return shown.day_in_words(value, "F Y")


@register.filter
def moment(value: datetime | None) -> str:
    """12 november 2026, 14:05"""
    return shown.moment_in_words(value)


@register.filter
def months_in_words(months: int) -> str:
    """half a year · 8 months"""
    return shown.months_in_words(months)


@register.filter
def euro(value: Decimal | float | None) -> str:
    """€ 612,40"""
    return shown.amount_in_euros(value)


@register.filter
def days_late(due: date | datetime | None, today: date | None = None) -> str:
    """3 days late · today · in 4 days"""
    return shown.term_in_words(due, today or timezone.localdate())


@register.filter
def urgency(due: date | datetime | None, today: date | None = None) -> str:
    """The tone for a term: bad, warn or plain"""
    return shown.urgency_of(due, today or timezone.localdate())


@register.filter
def one_of(value: object, choices: str) -> bool:
    """{% if step.state|one_of:"done now" %}"""
    return str(value) in choices.split()


@register.filter
def tone(level: str) -> str:
    """The tone of a Django message level, for a note"""
    return LEVELS.get(level, "info")


# Small parts


@register.simple_tag
def icon(name: str, size: int = 20) -> SafeString:
    """{% icon "eye" %}: a drawing that says nothing by itself; words stand beside it.

    The size is in sixteenths of the letter, so that it grows on a wall.
    """
    return format_html(
        '<svg class="icon" width="{0}rem" height="{0}rem" viewBox="0 0 20 20" fill="none"'
        ' stroke="currentColor" stroke-width="1.8" stroke-linecap="round"'
        ' stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="{1}"/></svg>',
        size / 16,
        PATHS[name],
    )


@register.simple_tag
def tag(tone: str, text: str) -> SafeString:
    """{% tag "ok" _("fits the income") %}: tone is ok, warn, bad or plain."""
    return format_html(
        '<span class="utrecht-data-badge tag tag--{}">{}</span>', tone or "plain", text
    )


@register.simple_tag
def fact(label: str, value: Any = None) -> SafeString:
    """A row of <dl class="facts">. What is not known is called unknown, never left blank."""
    if value is None or value == "":
        return format_html('<dt>{}</dt><dd class="unknown">{}</dd>', label, gettext("unknown"))
    return format_html("<dt>{}</dt><dd>{}</dd>", label, value)


@register.simple_tag(takes_context=True)
def again(context: template.Context, name: str) -> str:
    """Show a block a second time: the title of a page is also its heading."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks and blocks.get_block(name)
    return block.render(context) if block else ""


@register.inclusion_tag("components/crumbs.html")
def crumbs(*parts: str) -> dict[str, Any]:
    """{% crumbs _("Placements") list_url "K-7HQ2MX" %}: label, address, …, this page."""
    return {"steps": list(zip_longest(parts[::2], parts[1::2]))}


# Parts with something inside


@register.simple_block_tag
def card(
    content: SafeString,
    title: str = "",
    *,
    link: str = "",
    link_label: str = "",
    anchor: str = "",
) -> str:
    """{% card _("Dwelling") %}…{% endcard %}"""
    given = {
        "content": content,
        "title": title,
        "link": link,
        "link_label": link_label,
        "anchor": anchor,
    }
    return get_template("components/card.html").render(given)


@register.simple_block_tag
def note(content: SafeString, tone: str, title: str = "") -> str:
    """{% note "warn" _("What happened") %}what it means, what to do{% endnote %}"""
    look = {"alert": ALERTS[tone], "icon": ICONS[tone], "tone": tone}
    return get_template("components/note.html").render(
        {"content": content.strip() and content, "title": title, **look}
    )


# Figures


@register.inclusion_tag("components/meter.html")
def meter(*, of: int, solid: int, striped: int = 0, mark: int | None = None, **words: str) -> dict:
    """One big bar. Words: solid_label, striped_label, rest_label, mark_label, remark, remark_tone"""
    return {"meter": Meter(of=of, solid=solid, striped=striped, mark=mark), **words}


@register.inclusion_tag("components/mini_meter.html")
def mini_meter(*, of: int, solid: int, striped: int = 0) -> dict[str, Meter]:
    """A small bar beside numbers that already stand in the row."""
    return {"meter": Meter(of=of, solid=solid, striped=striped)}


@register.simple_tag
def chart(chart: Chart) -> str:
    """{% chart homes_per_month %}: the drawing, and its table."""
    return get_template(chart.template).render({"chart": chart})


# Forms


@register.filter
def field_kind(field: BoundField) -> str:
    """group, checkbox or plain"""
    return controls.kind_of(field)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """A field's input alone, in our look."""
    return controls.control(field)


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, list[controls.Fault]]:
    """What is wrong, above the form; {{ form }} has it by itself."""
    return {"faults": controls.faults_of(form) if form.is_bound else []}
