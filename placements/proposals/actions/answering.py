"""The answers that a proposal waits for. A yes goes on; a no with its reason closes."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.agreement.models import ReasonKind
from pact.agreement.norms import check_reason
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from placements.candidates.models import Care
from placements.proposals import news
from placements.proposals.actions.answerable import check_past, check_theirs, locked_proposed
from placements.proposals.actions.asking import ask
from placements.proposals.actions.closing import close
from placements.proposals.locks import Locked
from placements.proposals.models import Placement, Question, QuestionKind
from placements.proposals.states import PlacementStatus
from placements.proposals.terms import AFTER_RELEASE, CHECKS, lease_due

WHY_NOT: dict[str, ReasonKind] = {
    QuestionKind.CARE: ReasonKind.CARE_REFUSAL,
    QuestionKind.CANDIDATE: ReasonKind.CANDIDATE_REFUSAL,
}
"""Of every other question the no is the corporation's."""


@transaction.atomic
def answer_profile(
    *, placement: Placement, yes: bool, by: Actor, at: datetime, code: str = ""
) -> Placement:
    """The corporation agrees in principle on the profile, without knowing who it is."""
    return _answer(placement, QuestionKind.PROFILE, yes=yes, code=code, by=by, at=at)


@transaction.atomic
def answer_care(
    *, placement: Placement, yes: bool, by: Actor, at: datetime, code: str = ""
) -> Placement:
    """The care party agrees that it will guide this candidate in this home."""
    return _answer(placement, QuestionKind.CARE, yes=yes, code=code, by=by, at=at)


@transaction.atomic
def answer_candidate(
    *,
    placement: Placement,
    yes: bool,
    spoke_on: date,
    by: Actor,
    at: datetime,
    code: str = "",
) -> Placement:
    """The candidate's own answer; ``by`` spoke with them on ``spoke_on``."""
    check_past(spoke_on, at)
    return _answer(placement, QuestionKind.CANDIDATE, yes=yes, code=code, on=spoke_on, by=by, at=at)


@transaction.atomic
def answer_check(
    *,
    placement: Placement,
    kind: str,
    yes: bool,
    on: date,
    by: Actor,
    at: datetime,
    code: str = "",
) -> Placement:
    """The outcome of the viewing, the income test or the permit: yes or no, and its date."""
    if kind not in CHECKS:
        raise Refused(_("Only the viewing, the income test and the permit are recorded here."))
    check_past(on, at)
    return _answer(placement, kind, yes=yes, code=code, on=on, by=by, at=at)


@transaction.atomic
def answer_definite(
    *, placement: Placement, yes: bool, by: Actor, at: datetime, code: str = ""
) -> Placement:
    """The corporation's definite yes: after the checks, and after the question who pays guidance."""
    locked = locked_proposed(placement, by=by)
    if yes:
        _check_ready(locked, by=by)
    return _answer(placement, QuestionKind.DEFINITE, yes=yes, code=code, by=by, at=at)


@transaction.atomic
def agree_payment(*, placement: Placement, paid: bool, by: Actor, at: datetime) -> Placement:
    """Record whether the municipalities agree on who pays guidance after a move across a border."""
    locked = locked_proposed(placement, by=by)
    with acting_as(by.consequence()):
        locked.placement.save_with(guidance_paid=paid)
    record("agree_payment", locked.placement, at=at, fields=["guidance_paid"])
    return locked.placement


def _answer(
    placement: Placement,
    kind: str,
    *,
    yes: bool,
    by: Actor,
    at: datetime,
    code: str = "",
    on: date | None = None,
) -> Placement:
    locked = locked_proposed(placement, by=by)
    question = _open_question(locked.placement, kind, by=by)
    if not yes and not code:
        raise Refused(_("Choose the reason for this no, so that the others can go on from it."))
    if not yes:
        check_reason(WHY_NOT.get(kind, ReasonKind.CORPORATION_REFUSAL), code, on=local_date(at))
    question.answer, question.code, question.on = yes, "" if yes else code, on
    question.answered_at, question.answered_by_id = at, by.membership_id
    question.save(update_fields=["answer", "code", "on", "answered_at", "answered_by"])
    record(f"answer_{kind}", locked.placement, at=at, code=question.code)
    if not yes:
        return close(locked, PlacementStatus.DECLINED, code=code, by=by, at=at)
    return _go_on(locked, kind, by=by, at=at)


def _go_on(locked: Locked, kind: str, *, by: Actor, at: datetime) -> Placement:
    placement = locked.placement
    with acting_as(by.consequence()):
        if kind == QuestionKind.DEFINITE:
            lease_by = lease_due(local_date(at))
            placement.move_to(PlacementStatus.AGREED, at=at, agreed_at=at, lease_by=lease_by)
            news.announce(placement, at=at)
        elif placement.released_at is None and _both_want_it(placement):
            # From here on the named letting agent knows who it is: to ring, to show the home.
            placement.save_with(released_at=at)
            ask(placement, kinds=AFTER_RELEASE, answer_by=locked.dwelling.answer_by, at=at)
            news.tell_released(placement, at=at)
    return placement


def _both_want_it(placement: Placement) -> bool:
    wanted = [QuestionKind.PROFILE, QuestionKind.CANDIDATE]
    yes = Question.objects.filter(placement=placement, kind__in=wanted, answer=True)
    return yes.count() == len(wanted)


def _check_ready(locked: Locked, *, by: Actor) -> None:
    answers = dict(
        Question.objects.filter(placement=locked.placement).values_list("kind", "answer")
    )
    waiting = [kind for kind in [*CHECKS, QuestionKind.CARE] if not answers.get(kind)]
    if waiting:
        names = ", ".join(str(QuestionKind(kind).label) for kind in waiting)
        raise Refused(
            _("Before the definite yes, these answers are needed: %(names)s.") % {"names": names}
        )
    if locked.placement.guidance_paid is None and _crosses_a_border(locked, by=by):
        raise Refused(
            _(
                "The candidate moves to another municipality. First the care party records whether "
                "it is agreed who pays the guidance."
            )
        )


def _crosses_a_border(locked: Locked, *, by: Actor) -> bool:
    with acting_as(by.consequence()):
        care = Care.objects.filter(candidate=locked.candidate).first()
    return care is not None and care.crosses_a_border_to(locked.dwelling.municipality_id)


def _open_question(placement: Placement, kind: str, *, by: Actor) -> Question:
    """The question, if it is this actor's to answer and still open."""
    question = Question.objects.filter(placement=placement, kind=kind).first()
    if question is None:
        raise Refused(_("This can be answered once both sides have said yes to the proposal."))
    check_theirs(question, placement, by=by)
    # The placement is locked, so that the answer cannot have come in between.
    if question.answer is not None:
        raise Refused(_("This was answered before. Open the page again to see the answer."))
    return question
