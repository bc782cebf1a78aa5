"""What every deed on an introduction asks first."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.common.dates import local_date
from pact.common.refusals import Refused
from pact.common.shown import day_in_words
from pact.common.waiting import patiently
from placements.candidates.models import Candidate
from placements.introductions.models import Introduction
from placements.introductions.states import OPEN, IntroductionStatus


def locked(introduction: Introduction) -> Introduction:
    """The row as it is now, locked. Whoever may no longer see it hears that, from an open page."""
    rows = Introduction.objects.select_for_update(of=["self"])
    fresh = rows.select_related("candidate", "area").filter(pk=introduction.pk).first()
    if fresh is None:
        raise Refused(
            _("This introduction has stopped or went to somebody else. Look at your list.")
        )
    return fresh


def locked_with_case(introduction: Introduction, *, by: Actor) -> Introduction:
    """The row, locked after its candidate: the placement that follows it is locked in that order.

    The candidate as a consequence, because a neighbourhood worker may not write the row they lock.
    """
    with patiently(), acting_as(by.consequence()):
        Candidate.objects.select_for_update().get(pk=introduction.candidate_id)
    return locked(introduction)


def check_introduces(introduction: Introduction, by: Actor) -> None:
    if not introduction.is_introduced_by(by):
        raise Refused(
            _(
                "Another party introduces this candidate, so that only they record the contacts. "
                "Ask them to do it."
            )
        )


def check_after_submission(introduction: Introduction, on: date) -> None:
    submitted = introduction.candidate.submitted_at
    if submitted is None or on < local_date(submitted):
        raise Refused(
            _(
                "This date lies before the application was submitted. Contact before that does "
                "not count; fill in the date of the first contact after it."
            )
        )


def check_to_come(planned_on: date, today: date) -> None:
    if planned_on < today:
        raise Refused(
            _("The first contact is planned in the past. Choose today or a later date for it.")
        )


def check_open(introduction: Introduction) -> None:
    if introduction.status not in OPEN:
        raise Refused(
            _(
                "This introduction is “%(status)s” and can no longer be changed. Plan a new one "
                "if one is needed."
            )
            % {"status": introduction.get_status_display()}
        )


def check_takes_contacts(introduction: Introduction, on: date) -> None:
    """While it runs; after the move only what makes up for an exception, until its plan is done."""
    if introduction.status == IntroductionStatus.STARTED:
        return
    if not introduction.makes_up():
        raise Refused(
            _(
                "This introduction is not running. Record the first contact first; after that you "
                "can add others. After the move they are for a plan that is not done yet."
            )
        )
    if introduction.move_on and on <= introduction.move_on:
        raise Refused(
            _("They moved on %(day)s. What makes up for the introduction comes after that day.")
            % {"day": day_in_words(introduction.move_on)}
        )


def check_goes_on(introduction: Introduction) -> None:
    """Open, or over because somebody moved and is still met in their new home."""
    if not introduction.is_met_at_home():
        check_open(introduction)


def check_held(on: date, at: datetime) -> None:
    if on > local_date(at):
        raise Refused(
            _(
                "This date lies in the future. Only what has happened is recorded; choose an earlier date."
            )
        )
