"""Giving a year its places, when it is time: from what the parties agreed, without anybody's help."""

from datetime import date, datetime

from django.db import connection, transaction

from municipalities.models import PactYear
from pact.agreement.norms import norm
from pact.audit.record import record
from pact.common.dates import local_date, months_after


def last_year_due(today: date) -> int:
    """The last year that has places: the next comes so many months before it begins."""
    return months_after(today, norm("next_year_opens_months", today)).year


def missing_years(today: date) -> list[int]:
    """The years that should have places by now, and have none."""
    due = range(today.year, last_year_due(today) + 1)
    there = set(PactYear.objects.filter(year__in=due).values_list("year", flat=True))
    return [year for year in due if year not in there]


@transaction.atomic
def open_years(*, at: datetime) -> list[int]:
    """Open every year that is due; the database takes the number from the dated agreement."""
    opened = [year for year in missing_years(local_date(at)) if _open(year)]
    for year in PactYear.objects.filter(year__in=opened):
        record("open_year", year, at=at)
    return opened


def _open(year: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select municipalities_open_year(%s)", [year])
        (is_new,) = cursor.fetchone()
    return is_new
