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

WITHOUT_GROUND = """
select p.public_id, c.reference
from placements_placement p
join placements_candidate c on c.id = p.candidate_id
left join placements_lease l on l.placement_id = p.id
left join placements_exemption e on e.id = l.exemption_id
left join placements_introduction i on i.id = l.introduction_id
left join placements_dwelling d on d.id = p.dwelling_id
where p.status in ('leased', 'moved_in') and (
    l.placement_id is null
    or (p.status = 'moved_in') <> (l.started_on is not null)
    or l.exemption_id is not null
       and (e.verdict <> 'granted' or e.candidate_id <> p.candidate_id)
    or l.exemption_id is null and (
       i.id is null or i.candidate_id <> p.candidate_id
       or i.first_contact_on is null or l.months_required < 1
       or i.first_contact_on + make_interval(months => l.months_required) > l.starts_on
       or l.contacts_required > (
           select count(*) from placements_contact held
           where held.introduction_id = i.id and held.is_held and held.dropped_at is null
             and held."on" <= l.starts_on)
       or not exists (
           select from municipalities_areadistrict part
           where part.area_id = i.area_id and part.district_id = d.district_id)))
order by p.id
"""

# Of who lives there, whoever is guided; of what was completed, whoever was guided to the end.
TOO_SHORT = """
select p.public_id, c.reference
from placements_placement p
join placements_candidate c on c.id = p.candidate_id
join placements_lease l on l.placement_id = p.id
cross join lateral (select greatest(l.started_on, l.keys_on) as on_day) moved
join agreement_norm n on n.key = 'guidance_months' and n.valid_from <= moved.on_day
    and (n.valid_to is null or n.valid_to > moved.on_day)
cross join lateral (select (moved.on_day + make_interval(months => n.value))::date as at_least) term
where exists (
    select from placements_guidance g
    where g.candidate_id = p.candidate_id
      and (g.runs_until is null or g.runs_until < term.at_least or g.ended_on < term.at_least)
      and (p.status = 'moved_in' and g.status = 'running'
           or p.status = 'completed' and g.status_code not in (
               select code from agreement_reason where kind = 'guidance_end' and ends_early)))
order by p.id
"""


@dataclass(frozen=True)
class Broken:
    """A promise that does not hold, and the page where somebody looks at it."""

    about: About
    path: str


def broken_promises(today: date) -> Iterator[Broken]:
    yield from homes_that_do_not_agree()
    yield from years_without_places(today)
    yield from leases_without_ground()
    yield from guidance_that_is_too_short()
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


def leases_without_ground() -> Iterator[Broken]:
    """Homes that are let without a lease, or on neither half a year of introduction nor an exception.

    Of an area only whether the district was ever its own: what is redrawn later changes no lease.
    """
    return _placements_in(WITHOUT_GROUND)


def guidance_that_is_too_short() -> Iterator[Broken]:
    """Homes whose guidance ends before the agreed time after the move is over, or has no last day."""
    return _placements_in(TOO_SHORT)


def _placements_in(question: str) -> Iterator[Broken]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        homes = cursor.fetchall()
    for public_id, reference in homes:
        about = About("placement", public_id, reference)
        yield Broken(about, reverse("proposals:placement", args=[public_id]))


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
