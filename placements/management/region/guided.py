"""The guidance of somebody who moved in the past, held on its days but for a few."""

from datetime import date, timedelta

from django.utils import timezone

from placements.candidates.models import Candidate, Uitstromer
from placements.guidance.models import ContactMoment, Guidance, Responsibility
from placements.guidance.plan import plan_from

LATELY = timedelta(days=45)


def guide(candidate: Candidate, person: Uitstromer, *, moved_on: date) -> Guidance:
    """A person's track by the caseworker, from the submission on, with its moments."""
    plan = plan_from(moved_on)
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
        light="green",
    )
    Responsibility.objects.create(
        guidance=guidance, member=candidate.caseworker, from_day=guidance.opened_on
    )
    ContactMoment.objects.bulk_create(
        _moment(guidance, planned.kind, planned.on, index)
        for index, planned in enumerate(plan.moments)
    )
    return guidance


def _moment(guidance: Guidance, kind: str, planned_on: date, index: int) -> ContactMoment:
    """Held on its day, but for a few of late, and for those still to come."""
    today = timezone.localdate()
    is_missed = planned_on > today - LATELY and (guidance.candidate_id + index) % 5 == 0
    is_held = planned_on < today and not is_missed
    return ContactMoment(
        guidance=guidance,
        kind=kind,
        planned_on=planned_on,
        from_norm=True,
        held_on=planned_on if is_held else None,
        held_by=guidance.caseworker if is_held else None,
        light="green" if is_held else "unknown",
    )
