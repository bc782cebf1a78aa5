"""How dates, amounts and terms are shown, in the language the reader chose."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext, ngettext

NO_BREAK = "\u00a0"
SOON = 7


def local_day(value: date | datetime) -> date:
    """The day in Amsterdam on which a moment falls; a date is its own day."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def day_in_words(value: date | datetime | None, shape: str = "j F Y") -> str:
    """Write a day in a Django date shape; nothing known gives nothing."""
    if not value:
        return ""
    words = date_format(local_day(value), shape)
    return words.lower() if get_language() == "nl" else words  # 1 mrt: no capitals in Dutch


def day_near(value: date | datetime | None, shape: str, *, today: date) -> str:
    """Write a day in a shape without a year, with the year where it is not this one."""
    is_this_year = not value or local_day(value).year == today.year
    return day_in_words(value, shape if is_this_year else f"{shape} Y")


def moment_in_words(value: datetime | None) -> str:
    """Write a day and its time: 21 november 2026, 14:05."""
    if not value:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{date_format(local, 'j F Y')}, {local:%H:%M}"


def amount_in_euros(value: Decimal | float | None) -> str:
    """Write an amount as people here do: € 612,40 in Dutch, €612.40 in English."""
    if value is None or value == "":
        return ""
    number = number_format(value, decimal_pos=2, use_l10n=True, force_grouping=True)
    return f"€{number}" if get_language() == "en" else f"€{NO_BREAK}{number}"


def months_in_words(months: int) -> str:
    """Write a number of months as people say it: half a year, a year and a half, 8 months."""
    said = {6: gettext("half a year"), 12: gettext("a year"), 18: gettext("a year and a half")}
    if months in said:
        return said[months]
    years, rest = divmod(months, 12)
    if rest:
        return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
    return ngettext("%(n)s year", "%(n)s years", years) % {"n": years}


def term_in_words(due: date | datetime | None, today: date) -> str:
    """Say how far away a term is, or by how much it has passed."""
    if not due:
        return ""
    days = (local_day(due) - today).days
    if days == 0:
        return gettext("today")
    if days > 0:
        return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}
    return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}


def urgency_of(due: date | datetime | None, today: date) -> str:
    """The tone of a term: bad when it has passed, warn when it is near, plain otherwise."""
    if not due:
        return "plain"
    days = (local_day(due) - today).days
    if days < 0:
        return "bad"
    return "warn" if days <= SOON else "plain"
