"""The guidance of somebody who moved in the past, held on its days but for a few."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from pact.access.actor import acting_as
from pact.accounts.roles import Role
from placements.candidates.models import Candidate, Uitstromer
from placements.guidance.actions.moments import add_moment
from placements.guidance.models import (
    ContactMoment,
    Guidance,
    Light,
    MomentKind,
    Responsibility,
)
from placements.guidance.plan import Planned, plan_from
from placements.management.region.staff import Staff, actor

LATELY = timedelta(days=45)
G, A, R = Light.GREEN, Light.AMBER, Light.RED
LIGHTS = [G, G, G, A, G, G, G, A, R, A, G]
"""How it went from moment to moment; everybody begins somewhere else in this row."""


def guide(candidate: Candidate, person: Uitstromer, *, moved_on: date) -> Guidance:
    """A person's track by the caseworker, from the submission on, with its moments."""
    plan = plan_from(moved_on)
    moments = [
        _moment(candidate, person, planned, index) for index, planned in enumerate(plan.moments)
    ]
    guidance = Guidance.objects.create(
        uitstromer=person,
        candidate=candidate,
        caseworker=candidate.caseworker,
        care_party_id=candidate.care_party_id,
        responsible=candidate.caseworker,
        status_at=candidate.submitted_at,
        opened_on=candidate.submitted_at.date(),
        moved_on=moved_on,
        runs_until=plan.runs_until,
        light=next((each.light for each in reversed(moments) if each.held_on), Light.UNKNOWN),
    )
    Responsibility.objects.create(
        guidance=guidance, member=candidate.caseworker, from_day=guidance.opened_on
    )
    for moment in moments:
        moment.guidance = guidance
    ContactMoment.objects.bulk_create(moments)
    return guidance


def plan_for_today(staff: Staff, *, today: date) -> None:
    """Whoever signs in as a caseworker meets somebody today, so that one mail is sent at once."""
    coach, at = staff.shown(Role.CASEWORKER), timezone.now()
    by = actor(coach)
    with acting_as(by):
        own = Guidance.objects.running().filter(responsible=coach)
        guidance = own.exclude(moments__planned_on=today).order_by("pk").first()
        add_moment(guidance=guidance, kind=MomentKind.VISIT, planned_on=today, by=by, at=at)


def stop(guidance: Guidance, *, on: date, at: datetime, code: str) -> None:
    """The track ends on a day: what was to come after it falls away."""
    later = guidance.moments.filter(planned_on__gt=on)
    later.update(held_on=None, held_by=None, light=Light.UNKNOWN, dropped_at=at)
    guidance.move_to("ended", at=at, code=code, ended_on=on)


def _moment(
    candidate: Candidate, person: Uitstromer, planned: Planned, index: int
) -> ContactMoment:
    """Held on its day, but for a few of late, and for those still to come."""
    today = timezone.localdate()
    is_missed = planned.on > today - LATELY and (candidate.pk + index) % 5 == 0
    is_held = planned.on < today and not is_missed
    return ContactMoment(
        kind=planned.kind,
        planned_on=planned.on,
        from_norm=True,
        held_on=planned.on if is_held else None,
        held_by=candidate.caseworker if is_held else None,
        light=LIGHTS[(person.pk + index) % len(LIGHTS)] if is_held else Light.UNKNOWN,
    )
