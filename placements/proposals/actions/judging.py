"""The coordinator says how they see a candidate's refusal. Nothing follows from it by itself."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.accounts.roles import Role
from pact.agreement.models import ReasonKind
from pact.agreement.norms import check_reason
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from placements.proposals.models import Placement, Question, QuestionKind


@transaction.atomic
def judge_refusal(*, placement: Placement, code: str, by: Actor, at: datetime) -> Question:
    """Record it with a code, once; home, candidate and waiting time stay as they are."""
    if not by.is_a(Role.COORDINATOR):
        raise Refused(_("Only the coordinator says how a refusal is seen."))
    asked = Question.objects.select_for_update(of=["self"]).filter(placement=placement)
    question = asked.filter(kind=QuestionKind.CANDIDATE, answer=False).first()
    if question is None:
        raise Refused(_("The candidate did not refuse this home, so there is nothing to judge."))
    if question.judgement:
        raise Refused(_("This refusal was judged before. Open the page again to see how."))
    check_reason(ReasonKind.REFUSAL_VIEW, code, on=local_date(at))
    question.judgement = code
    question.save(update_fields=["judgement"])
    record("judge_refusal", placement, at=at, code=code)
    return question
