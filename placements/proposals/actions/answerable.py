"""What every answer is checked for: that it is still asked, whose it is, and that it has happened."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.common.dates import local_date
from pact.common.refusals import Refused
from pact.common.shown import day_in_words
from placements.proposals.locks import Locked, lock_placement
from placements.proposals.models import Placement, Question
from placements.proposals.states import PlacementStatus


def locked_proposed(placement: Placement, *, by: Actor) -> Locked:
    """The placement, locked, while it still waits for answers."""
    locked = lock_placement(placement, by=by)
    if locked.placement.status != PlacementStatus.PROPOSED:
        raise not_needed(locked.placement)
    return locked


def not_needed(placement: Placement) -> Refused:
    """There is nothing to answer, because of where the placement stands by now."""
    return Refused(
        _("No answer is needed any more: this placement is “%(status)s”. Open the page again.")
        % {"status": placement.get_status_display()}
    )


def check_theirs(question: Question, placement: Placement, *, by: Actor) -> None:
    is_theirs = question.party_id == by.party_id and (
        by.acts_for(placement.caseworker_id) or question.party_id == placement.corporation_id
    )
    if not is_theirs:
        raise Refused(_("This answer is another party's to give."))


def check_past(on: date, at: datetime) -> None:
    if on > local_date(at):
        raise Refused(
            _("%(day)s is still to come. Fill in the day on which it happened.")
            % {"day": day_in_words(on)}
        )
