"""An answer that does not stay: a yes by mistake is asked again, and a candidate says no after all."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.agreement.models import ReasonKind
from pact.agreement.norms import check_reason
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from placements.proposals import news
from placements.proposals.actions.answerable import (
    check_past,
    check_theirs,
    locked_proposed,
    not_needed,
)
from placements.proposals.actions.closing import close
from placements.proposals.locks import Locked, lock_placement
from placements.proposals.models import Placement, Question, QuestionKind
from placements.proposals.states import BEFORE_THE_LEASE, PlacementStatus
from placements.proposals.terms import due_dates, may_take_back, who_answers

ANSWER = ["answer", "code", "on", "answered_at", "answered_by"]


@transaction.atomic
def take_back_answer(
    *, placement: Placement, kind: str, code: str, by: Actor, at: datetime
) -> Question:
    """Take a yes back that was recorded by mistake, while nothing was built on it.

    It is asked again from today on: the old term may be over, and nobody was late.
    """
    locked = locked_proposed(placement, by=by)
    question = Question.objects.filter(placement=locked.placement, kind=kind).first()
    if question is None or question.answer is None:
        raise Refused(_("There is no answer to take back. Open the page again to see it."))
    check_theirs(question, locked.placement, by=by)
    if not may_take_back(locked.placement, kind):
        raise Refused(
            _("Both sides said yes by now, and the letting agent knows who it is. This stays.")
        )
    check_reason(ReasonKind.CORRECTION, code, on=local_date(at))
    question.answer = question.on = question.answered_at = question.answered_by = None
    question.due_on = _asked_from_today(question, locked, at=at)
    question.save(update_fields=[*ANSWER, "due_on"])
    with acting_as(by.consequence()):
        answers = who_answers(locked.placement, kind)
        news.ask(locked.placement, member=answers, due_on=question.due_on, at=at)
    record("take_back_answer", locked.placement, at=at, code=code, fields=[kind])
    return question


def _asked_from_today(question: Question, locked: Locked, *, at: datetime) -> date:
    kind, answer_by = question.kind, locked.dwelling.answer_by
    term = due_dates([kind], asked_on=local_date(at), answer_by=answer_by)
    return max(question.due_on, term[kind])


@transaction.atomic
def refuse_after_all(
    *, placement: Placement, code: str, spoke_on: date, by: Actor, at: datetime
) -> Placement:
    """The candidate had said yes and says no after all: at the viewing, or when it was agreed.

    It is a refusal like another: everything is free again, and the coordinator says how they see
    it. That there was a yes, and since when, stays on record.
    """
    check_past(spoke_on, at)
    locked = lock_placement(placement, by=by)
    question = _said_yes(locked.placement, by=by)
    check_reason(ReasonKind.CANDIDATE_REFUSAL, code, on=local_date(at))
    question.said_yes_at, question.party_id = question.answered_at, locked.placement.care_party_id
    question.answer, question.code, question.on = False, code, spoke_on
    question.answered_at, question.answered_by_id = at, by.membership_id
    question.save(update_fields=[*ANSWER, "said_yes_at", "party"])
    record("answer_candidate", locked.placement, at=at, code=code)
    return close(locked, PlacementStatus.DECLINED, code=code, by=by, at=at)


def _said_yes(placement: Placement, *, by: Actor) -> Question:
    """The candidate's yes, for whoever speaks with them now; the case may have changed hands since."""
    if not by.acts_for(placement.caseworker_id):
        raise Refused(_("This answer is another party's to give."))
    if placement.status not in BEFORE_THE_LEASE:
        raise not_needed(placement)
    asked = Question.objects.filter(placement=placement, kind=QuestionKind.CANDIDATE, answer=True)
    question = asked.first()
    if question is None:
        raise Refused(_("The candidate did not say yes. Record the candidate's answer instead."))
    return question
