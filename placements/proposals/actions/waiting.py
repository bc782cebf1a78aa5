"""The corporation waits longer: a proposal that runs gets the time it needs."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from pact.common.shown import day_in_words
from placements.proposals import news
from placements.proposals.actions.answerable import locked_proposed
from placements.proposals.locks import Locked
from placements.proposals.models import Placement, Question
from placements.proposals.terms import due_dates


@transaction.atomic
def wait_longer(*, placement: Placement, answer_by: date, by: Actor, at: datetime) -> Placement:
    """Let the corporation's own date be later; answers that were cut short by it get their term.

    Whoever was warned that the proposal would lapse is warned anew before the new date.
    """
    locked = locked_proposed(placement, by=by)
    _check_later(locked, answer_by, at=at)
    with acting_as(by.consequence()):
        locked.dwelling.save_with(answer_by=answer_by)
        locked.placement.save_with(warned_on=None)
        _stretch(locked.placement, answer_by=answer_by)
        news.tell_waits_longer(locked.placement, answer_by=answer_by, at=at)
    record("wait_longer", locked.placement, at=at, fields=["answer_by"])
    return locked.placement


def _check_later(locked: Locked, answer_by: date, *, at: datetime) -> None:
    before = locked.dwelling.answer_by
    if answer_by <= before or answer_by < local_date(at):
        raise Refused(
            _("Choose a date after %(old)s, and not before today.") % {"old": day_in_words(before)}
        )


def _stretch(placement: Placement, *, answer_by: date) -> None:
    """What the norms give an answer, counted from when it was asked; what is longer stays so."""
    for question in Question.objects.filter(placement=placement, answer=None):
        asked_on = local_date(question.asked_at)
        due = due_dates([question.kind], asked_on=asked_on, answer_by=answer_by)[question.kind]
        if due > question.due_on:
            question.due_on = due
            question.save(update_fields=["due_on"])
