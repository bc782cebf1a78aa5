"""Agreements are dates in Amsterdam: calendar months are clipped, terms count working days."""

from datetime import date, datetime, timedelta
from functools import cache

import holidays
from dateutil.relativedelta import relativedelta
from django.utils import timezone

SATURDAY = 5


def local_date(at: datetime) -> date:
    """The date in Amsterdam of a moment; 31 December 23:30 UTC is in the next year."""
    return timezone.localtime(at).date()


def months_after(day: date, months: int) -> date:
    """The same day so many calendar months on, clipped to the last day of a short month."""
    return day + relativedelta(months=months)


def months_before(day: date, months: int) -> date:
    """The latest date from which ``months`` full calendar months end no later than ``day``.

    Clipping may land a day early, never late: 31 August less six months is 28 February.
    """
    return day - relativedelta(months=months)


@cache
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NL", years=year))


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in _public_holidays(day.year)


def working_days_after(day: date, days: int) -> date:
    """The date on which a term of so many working days ends; the first day does not count."""
    left = days
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return day
