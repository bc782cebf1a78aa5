"""Who is responsible for a track: one person at every moment, and never a day without."""

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
from pact.outbox.queue import About, tell
from placements.candidates.actions import hand_over
from placements.candidates.actions.news import tell_about
from placements.candidates.models import Candidate
from placements.guidance.actions.locks import lock_running
from placements.guidance.models import Guidance, Responsibility, Takeover
from placements.guidance.states import GuidanceStatus

PROPOSED = "proposed"
"""Status of a placement, as a word: it comes later on the road."""


@transaction.atomic
def transfer(*, guidance: Guidance, to: Membership, by: Actor, at: datetime) -> Guidance:
    """Name another responsible person: the day one stops is the day the other begins.

    A consequence, because the track may leave the sight of whoever gives it away.
    """
    guidance = lock_running(guidance, by=by)
    check_coach(to, guidance.care_party_id, at)
    if to.pk == guidance.responsible_id:
        raise Refused(_("This person is responsible already. Choose somebody else."))
    with acting_as(by.consequence()):
        _give(guidance, to, at=at)
    return guidance


@transaction.atomic
def hand_over_case(*, candidate: Candidate, to: Membership, by: Actor, at: datetime) -> Candidate:
    """Give a whole case to a colleague, and the guidance too where its giver was responsible.

    What was asked of another party goes along: its answer is for who handles the case.
    """
    giver = candidate.caseworker_id
    candidate = hand_over(candidate=candidate, to=to, by=by, at=at)
    with acting_as(by.consequence()):
        give_running_tracks(candidate, to, at=at, responsible_id=giver)
        Takeover.objects.asked().filter(candidate=candidate).update(asked_by=to)
        tell_about(candidate, "case_handed_over", [to.pk], at=at)
        _ask_again(candidate, to, at=at)
    return candidate


def _ask_again(candidate: Candidate, to: Membership, *, at: datetime) -> None:
    """The open answers of the care party are theirs to give now; they hear until when."""
    placements = candidate.placements.filter(
        status=PROPOSED, questions__party=candidate.care_party_id, questions__answer=None
    )
    asked = placements.order_by("questions__due_on").values_list("public_id", "questions__due_on")
    for public_id, due_on in asked[:1]:
        tell(
            "answer_wanted",
            about=About("placement", public_id, candidate.reference),
            path=reverse("proposals:placement", args=[public_id]),
            recipients=[to.pk],
            due_on=local_date(at),
            act_by=due_on,
            at=at,
        )


def give_running_tracks(
    candidate: Candidate, to: Membership, *, at: datetime, **which: object
) -> None:
    running = Guidance.objects.select_for_update().filter(
        candidate=candidate, status=GuidanceStatus.RUNNING, **which
    )
    for guidance in running:
        _give(guidance, to, at=at)


def check_coach(coach: Membership, care_party_id: int, at: datetime) -> None:
    colleagues = Membership.objects.open(local_date(at)).of(Role.CASEWORKER)
    if not is_there_to_stay(colleagues.filter(party_id=care_party_id), coach.pk):
        raise Refused(
            _(
                "This person cannot be responsible: it must be a caseworker of the same party who "
                "works there today. Choose somebody else."
            )
        )


def _give(guidance: Guidance, to: Membership, *, at: datetime) -> None:
    today = local_date(at)
    guidance.responsibilities.filter(to_day=None).update(to_day=today)
    Responsibility.objects.create(guidance=guidance, member=to, from_day=today)
    guidance.save_with(responsible=to)
    record("guidance_transferred", guidance, at=at)
    tell(
        "guidance_transferred",
        about=About("guidance", guidance.public_id, guidance.candidate.reference),
        path=reverse("guidance:track", args=[guidance.public_id]),
        recipients=[to.pk],
        due_on=today,
        at=at,
    )
