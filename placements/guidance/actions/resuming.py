"""Guidance that ended along with its case runs again with it, as if it had never stopped."""

from datetime import datetime, timedelta

from django.db import transaction

from pact.access.actor import Actor, acting_as
from pact.accounts.models import Membership
from pact.accounts.roles import Role
from pact.audit.record import record
from pact.common.dates import local_date
from placements.candidates.models import Candidate
from placements.guidance.actions.people import give_running_tracks
from placements.guidance.models import Guidance
from placements.guidance.states import CASE_CLOSED, GuidanceStatus


@transaction.atomic
def run_again(
    *, candidate: Candidate, closed_at: datetime, code: str, by: Actor, at: datetime
) -> list[Guidance]:
    """The tracks that were closed at that moment, each by the person who was named.

    Whoever left in the meantime is followed by who handles the case.
    """
    with acting_as(by.consequence()):
        closed = Guidance.objects.select_for_update().filter(
            candidate=candidate,
            status=GuidanceStatus.ENDED,
            status_code=CASE_CLOSED,
            status_at=closed_at,
        )
        tracks = list(closed.order_by("pk"))
        for guidance in tracks:
            _run(guidance, code=code, at=at)
            if not _works_there(guidance, at=at):
                give_running_tracks(candidate, candidate.caseworker, at=at, pk=guidance.pk)
    return tracks


def _run(guidance: Guidance, *, code: str, at: datetime) -> None:
    day_after = guidance.ended_on + timedelta(days=1)
    last = guidance.responsibilities.filter(member=guidance.responsible_id, to_day=day_after)
    last.update(to_day=None)
    guidance.moments.filter(dropped_at=guidance.status_at).update(dropped_at=None)
    guidance.move_to(GuidanceStatus.RUNNING, at=at, code=code, ended_on=None)
    record("guidance_runs_again", guidance, at=at, code=code)


def _works_there(guidance: Guidance, *, at: datetime) -> bool:
    here = Membership.objects.open(local_date(at)).of(Role.CASEWORKER)
    return here.filter(pk=guidance.responsible_id, party_id=guidance.care_party_id).exists()
