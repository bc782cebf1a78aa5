"""The answers that a placement waits for: asked of the party whose they are, and given more time."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.agreement.norms import norm
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from pact.common.shown import day_in_words
from placements.proposals import news
from placements.proposals.actions.answerable import locked_proposed
from placements.proposals.models import Placement, Question
from placements.proposals.terms import OF_THE_CORPORATION, due_dates, who_answers


def ask(placement: Placement, *, kinds: list, answer_by: date, at: datetime) -> None:
    """Ask these answers, each of the party whose it is, and tell whoever has to give it."""
    due = due_dates(kinds, asked_on=local_date(at), answer_by=answer_by)
    Question.objects.bulk_create(
        Question(
            placement=placement,
            kind=kind,
            party_id=placement.corporation_id
            if kind in OF_THE_CORPORATION
            else placement.care_party_id,
            asked_at=at,
            due_on=due[kind],
        )
        for kind in kinds
    )
    for member in sorted({who_answers(placement, kind) for kind in kinds}):
        news.ask(placement, member=member, due_on=min(due.values()), at=at)


@transaction.atomic
def extend_term(
    *, placement: Placement, kind: str, due_on: date, by: Actor, at: datetime
) -> Question:
    """Give an answer more time: as often as was agreed, and not past the corporation's own date."""
    locked = locked_proposed(placement, by=by)
    question = Question.objects.select_for_update().get(placement=placement, kind=kind)
    _check_extendable(question, due_on, last=locked.dwelling.answer_by, today=local_date(at))
    question.due_on, question.times_extended = due_on, question.times_extended + 1
    question.save(update_fields=["due_on", "times_extended"])
    record("extend_term", locked.placement, at=at, fields=[kind])
    with acting_as(by.consequence()):
        news.ask(locked.placement, member=who_answers(locked.placement, kind), due_on=due_on, at=at)
    return question


def _check_extendable(question: Question, due_on: date, *, last: date, today: date) -> None:
    if question.answer is not None:
        raise Refused(_("This answer is already there. Open the page again to see it."))
    if question.times_extended >= norm("term_extensions", local_date(question.asked_at)):
        raise Refused(
            _(
                "This term was extended as often as was agreed. Ring the party, or release the home "
                "and candidate."
            )
        )
    first = max(question.due_on + timedelta(days=1), today)
    words = {"first": day_in_words(first), "last": day_in_words(last)}
    if first > last:
        raise Refused(
            _(
                "The corporation waits until %(last)s, so no later day is left. Ask it to wait "
                "longer on the page of this placement, or release the home and candidate."
            )
            % words
        )
    if not first <= due_on <= last:
        raise Refused(
            _("Choose a date from %(first)s to %(last)s, the corporation's own date.") % words
        )
