"""An end of guidance that was recorded by mistake is taken back: the track goes on without a gap."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.accounts.models import Membership
from pact.accounts.roles import Role
from pact.accounts.staying import is_there_to_stay
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from pact.outbox.queue import About, drop, tell
from placements.candidates.models import Candidate
from placements.guidance.actions.tracks import end_of_all
from placements.guidance.models import Guidance, Responsibility
from placements.guidance.querysets import GuidanceQuerySet
from placements.guidance.states import GuidanceStatus


@transaction.atomic
def resume(*, guidance: Guidance, code: str, by: Actor, at: datetime) -> Guidance:
    """Let guidance go on that ended by mistake: by the same person, as if it had not ended.

    Whose track it is, is asked by whoever calls this: the end of a lease ended it too.
    """
    with acting_as(by.consequence()):
        guidance = Guidance.objects.select_for_update().get(pk=guidance.pk)
        if guidance.status != GuidanceStatus.ENDED:
            raise Refused(_("This guidance runs, so there is no end to take back."))
        _name_somebody(guidance, at=at)
        guidance.moments.filter(held_on=None, dropped_at=guidance.status_at).update(dropped_at=None)
        guidance.move_to(GuidanceStatus.RUNNING, at=at, code=code, ended_on=None)
        record("guidance_resumed", guidance, at=at, code=code)
        drop(guidance.public_id, ["guidance_ended"])
        _tell(guidance, at=at)
    return guidance


def resume_all(
    *, candidate: Candidate, ended_at: datetime | None, code: str, by: Actor, at: datetime
) -> list[Guidance]:
    """Let go on what ended at that moment, and no other."""
    with acting_as(by.consequence()):
        return [
            resume(guidance=guidance, code=code, by=by, at=at)
            for guidance in _closed(candidate, ended_at)
        ]


def change_end(*, candidate: Candidate, ended_at: datetime | None, code: str, by: Actor) -> None:
    """What ended at that moment, ended for another reason."""
    with acting_as(by.consequence()):
        closed = list(_closed(candidate, ended_at))
        for guidance in closed:
            guidance.save_with(status_code=end_of_all(code, len(closed)))


def _closed(candidate: Candidate, ended_at: datetime | None) -> GuidanceQuerySet:
    ended = Guidance.objects.filter(candidate=candidate, status=GuidanceStatus.ENDED)
    return ended.filter(status_at=ended_at).order_by("pk")


def _name_somebody(guidance: Guidance, *, at: datetime) -> None:
    """The person who was responsible; where they no longer work there, whoever handles the case."""
    last = guidance.responsibilities.order_by("from_day", "pk").last()
    colleagues = Membership.objects.open(local_date(at)).of(Role.CASEWORKER)
    here = colleagues.filter(party_id=guidance.care_party_id)
    for member in [last.member_id, guidance.caseworker_id]:
        if is_there_to_stay(here, member):
            _be_responsible(guidance, last, member)
            return
    raise Refused(
        _(
            "Whoever guided and whoever handled the case no longer work there. Ring the care party: "
            "it enters the candidate again."
        )
    )


def _be_responsible(guidance: Guidance, last: Responsibility, member: int) -> None:
    if member == last.member_id:
        last.to_day = None
        last.save(update_fields=["to_day"])
        return
    Responsibility.objects.create(guidance=guidance, member_id=member, from_day=last.to_day)
    guidance.save_with(responsible_id=member)


def _tell(guidance: Guidance, *, at: datetime) -> None:
    tell(
        "guidance_resumed",
        about=About("guidance", guidance.public_id, guidance.candidate.reference),
        path=reverse("guidance:track", args=[guidance.public_id]),
        recipients=[guidance.responsible_id],
        due_on=local_date(at),
        at=at,
    )
