"""Another care party takes a case over: asked by who gives it, and not before the receiver's yes.

Until then whoever was responsible stays so, and from that day on the receiver is: no day without.
"""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.accounts.models import Membership
from pact.accounts.roles import Role
from pact.agreement.ends import check_takes_on
from pact.agreement.norms import norm
from pact.audit.record import record
from pact.common.dates import local_date, working_days_after
from pact.common.refusals import Refused
from pact.common.waiting import patiently
from pact.outbox.queue import About, drop, tell
from placements.candidates.models import Candidate
from placements.candidates.states import IN_HAND
from placements.guidance.actions.people import check_coach, give_running_tracks
from placements.guidance.disclosure.takeovers import status_of
from placements.guidance.models import Guidance, Takeover
from placements.guidance.states import CASE_CLOSED, TakeoverStatus


@transaction.atomic
def ask_takeover(*, candidate: Candidate, to: Membership, by: Actor, at: datetime) -> Takeover:
    """Ask somebody of another care party to take a case over.

    By its caseworker; by the coordinator once the caseworker's party has ended.
    """
    candidate = Candidate.objects.visible_to(by).select_for_update(of=["self"]).get(pk=candidate.pk)
    _check_may_ask(candidate, by, local_date(at))
    _check_in_hand(candidate)
    if to.party_id == candidate.care_party_id:
        raise Refused(_("This person works in the same party. Hand the case over to a colleague."))
    check_coach(to, to.party_id, at)
    check_takes_on(to.party_id)
    takeover = _asked(candidate, to, by=by, at=at)
    record("takeover_asked", takeover, at=at)
    _tell("takeover_asked", takeover, [to.pk], at=at)
    return takeover


@transaction.atomic
def answer_takeover(*, takeover: Takeover, accepts: bool, by: Actor, at: datetime) -> Takeover:
    """The receiver's yes or no. A yes makes case and guidance theirs, the same day."""
    takeover = _open(takeover, by=by)
    if not by.acts_for(takeover.to_id):
        raise Refused(_("Only the person who was asked can answer."))
    drop(takeover.public_id)
    takeover.move_to(TakeoverStatus.ACCEPTED if accepts else TakeoverStatus.REFUSED, at=at)
    if accepts:
        with acting_as(by.consequence()):
            _become_theirs(takeover, at=at)
    record(f"takeover_{takeover.status}", takeover, at=at)
    _tell("takeover_answered", takeover, [takeover.asked_by_id], at=at)
    return takeover


@transaction.atomic
def take_back_takeover(*, takeover: Takeover, by: Actor, at: datetime) -> Takeover:
    """Whoever asked does not ask any more; the case stays where it is."""
    takeover = _open(takeover, by=by)
    if not (by.acts_for(takeover.caseworker_id) or by.is_a(Role.COORDINATOR)):
        raise Refused(_("Only whoever asked can take the question back."))
    drop(takeover.public_id)
    takeover.move_to(TakeoverStatus.TAKEN_BACK, at=at)
    record("takeover_taken_back", takeover, at=at)
    return takeover


def close_takeover(candidate: Candidate, *, by: Actor, at: datetime) -> None:
    """The case ended, or nobody in it is guided any more: nobody is asked to take it over.

    A consequence of what ended it; whoever was asked hears that no answer is wanted, and whoever
    asked that none comes, unless they ended it themselves.
    """
    asked = Takeover.objects.select_for_update(of=["self"]).asked()
    for takeover in asked.filter(candidate=candidate):
        drop(takeover.public_id)
        takeover.move_to(TakeoverStatus.TAKEN_BACK, at=at, code=CASE_CLOSED)
        record("takeover_closed", takeover, at=at, code=CASE_CLOSED)
        _tell("takeover_closed", takeover, [takeover.to_id], at=at)
        if takeover.asked_by_id != by.membership_id:
            _tell("takeover_unanswered", takeover, [takeover.asked_by_id], at=at)


def _become_theirs(takeover: Takeover, *, at: datetime) -> None:
    candidate = Candidate.objects.select_for_update(of=["self"]).get(pk=takeover.candidate_id)
    _check_in_hand(candidate)
    check_coach(takeover.to, takeover.to_party_id, at)
    check_takes_on(takeover.to_party_id)
    candidate.save_with(care_party=takeover.to_party, caseworker=takeover.to)
    give_running_tracks(candidate, takeover.to, at=at)
    record("case_taken_over", candidate, at=at)


def _asked(candidate: Candidate, to: Membership, *, by: Actor, at: datetime) -> Takeover:
    guidance = Guidance.objects.filter(candidate=candidate).order_by("opened_on").first()
    today = local_date(at)
    try:
        with transaction.atomic():
            return Takeover.objects.create(
                candidate=candidate,
                caseworker_id=candidate.caseworker_id,
                asked_by_id=by.membership_id,
                from_party_id=candidate.care_party_id,
                to_party_id=to.party_id,
                to=to,
                reference=candidate.reference,
                guided_since=guidance.opened_on,
                runs_until=guidance.planned_until,
                asked_at=at,
                answer_by=working_days_after(today, norm("term_takeover", today)),
                status_at=at,
            )
    except IntegrityError:
        raise Refused(
            _("Somebody was asked already and has not answered. Take that question back first.")
        ) from None


def _open(takeover: Takeover, *, by: Actor) -> Takeover:
    # The case first, as whoever ends it does; as a consequence, because it may not be theirs to see.
    with patiently(), acting_as(by.consequence()):
        Candidate.objects.select_for_update(of=["self"]).get(pk=takeover.candidate_id)
    takeover = Takeover.objects.visible_to(by).select_for_update(of=["self"]).get(pk=takeover.pk)
    if takeover.status != TakeoverStatus.ASKED:
        raise Refused(
            _("This question was answered already: %(status)s. Nothing was changed.")
            % {"status": status_of(takeover)}
        )
    return takeover


def _check_may_ask(candidate: Candidate, by: Actor, today: date) -> None:
    if by.acts_for(candidate.caseworker_id):
        return
    if not (by.is_a(Role.COORDINATOR) and candidate.care_party.has_ended(today)):
        raise Refused(_("The care party gives this case away itself, as long as it takes part."))


def _check_in_hand(candidate: Candidate) -> None:
    if candidate.status not in IN_HAND:
        raise Refused(
            _("This application is “%(status)s”, so there is nothing to take over.")
            % {"status": candidate.get_status_display()}
        )


def chase(takeover: Takeover, *, at: datetime) -> None:
    """The receiver has not answered in time; whoever asked hears so, and can ask somebody else."""
    _tell(
        "takeover_overdue",
        takeover,
        [takeover.to_id, takeover.asked_by_id],
        due_on=takeover.answer_by,
        at=at,
    )


def _tell(
    kind: str,
    takeover: Takeover,
    recipients: list[int],
    *,
    at: datetime,
    due_on: date | None = None,
) -> None:
    tell(
        kind,
        about=About("takeover", takeover.public_id, takeover.reference),
        path=reverse("proposals:takeover", args=[takeover.public_id]),
        recipients=recipients,
        due_on=due_on or local_date(at),
        act_by=takeover.answer_by,
        at=at,
    )
