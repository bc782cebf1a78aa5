"""Every night, what was promised is counted once more from the rows, in another way than it is held.

The database holds the cap and the actions hold the guidance. This looks whether they did, and tells
the coordinators where something does not agree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import connection
from django.urls import reverse

from municipalities.opening.actions import missing_years
from pact.outbox.queue import About
from placements.guidance.promises import gaps_in_guidance
from placements.introductions.verification import verify_reminders
from placements.reporting.frozen import fingerprint
from placements.reporting.models import Report

HOMES_AGREE = """
with ledger as (
    select year, sum(reserved) as reserved, sum(realised) as realised
    from municipalities_ledgerentry group by year
),
held as (
    select year, count(*) filter (where status in ('proposed', 'agreed', 'leased')) as reserved,
           count(*) filter (where status in ('moved_in', 'completed', 'ended')) as realised
    from placements_placement where place_id is not null group by year
),
place as (
    select year, count(*) filter (where taken) as taken, count(*) as places
    from municipalities_place group by year
)
select y.year
from municipalities_pactyear y
left join ledger l using (year) left join held h using (year) left join place p using (year)
where coalesce(l.reserved, 0) <> coalesce(h.reserved, 0)
   or coalesce(l.realised, 0) <> coalesce(h.realised, 0)
   or coalesce(p.taken, 0) <> coalesce(h.reserved, 0) + coalesce(h.realised, 0)
   or coalesce(p.places, 0) <> y.ceiling
   or coalesce(h.reserved, 0) + coalesce(h.realised, 0) > y.ceiling
order by y.year
"""


@dataclass(frozen=True)
class Broken:
    """A promise that does not hold, and the page where somebody looks at it."""

    about: About
    path: str


def broken_promises(today: date) -> Iterator[Broken]:
    yield from homes_that_do_not_agree()
    yield from years_without_places(today)
    yield from nobody_responsible(today)
    yield from reminders_not_made(today)
    yield from reports_that_changed()


def homes_that_do_not_agree() -> Iterator[Broken]:
    """Years in which ledger, places and placements do not tell the same, or tell too much."""
    with connection.cursor() as cursor:
        cursor.execute(HOMES_AGREE)
        years = [year for (year,) in cursor.fetchall()]
    for year in years:
        yield _about_year(year)


def years_without_places(today: date) -> Iterator[Broken]:
    """Years that should be open by now, so that nobody finds out on 1 January."""
    for year in missing_years(today):
        yield _about_year(year)


def _about_year(year: int) -> Broken:
    about = About("year", _always_the_same(f"homes:{year}"), str(year))
    return Broken(about, reverse("reporting:quota"))


def nobody_responsible(today: date) -> Iterator[Broken]:
    """Cases in hand without running guidance, or with a day nobody is named for."""
    for case in gaps_in_guidance(today):
        about = About("candidate", case.public_id, case.reference)
        yield Broken(about, reverse("candidates:file", args=[case.public_id]))


def reminders_not_made(today: date) -> Iterator[Broken]:
    """Objects for which the facts call for a reminder that no row tells of."""
    for object_id in sorted({missing.object_id for missing in verify_reminders(today)}):
        about = About("reminder", object_id, "")
        yield Broken(about, reverse("introductions:list"))


def reports_that_changed() -> Iterator[Broken]:
    """Final reports whose figures do not have the hash with which they were published."""
    final = Report.objects.filter(is_final=True, figures__isnull=False)
    for report in final.only("public_id", "year", "figures", "figures_hash").order_by("year"):
        if fingerprint(report.figures) != report.figures_hash:
            about = About("report", report.public_id, str(report.year))
            yield Broken(about, reverse("reporting:made", args=[report.public_id]))


def _always_the_same(name: str) -> UUID:
    """One public id for what has none of its own, so that it is told once a day."""
    return uuid5(NAMESPACE_URL, name)
