"""A person entered twice: asked before a submission, and not passed over without a telephone call."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.accounts.office import whom_to_ring
from pact.audit.record import looked
from pact.common.refusals import Refused
from placements.candidates.actions.locks import locked, refuse_what_is_incomplete
from placements.candidates.doubles import coordinator_was_rung, entered_elsewhere
from placements.candidates.models import Candidate

QUESTION = "candidates:double"


class RingFirst(Refused):
    """Somebody may have been entered already, and only the coordinator can tell."""

    def __init__(self, candidate: Candidate, *, on: date) -> None:
        happened = _(
            "Somebody in this application may have been entered already, by another party or your "
            "own. Nothing was submitted yet, and nothing is lost."
        )
        to_do = _(
            "Ring the coordinator (%(numbers)s) and mention %(reference)s. Then tick below that "
            "you rang, and submit again."
        ) % {"numbers": numbers_of_the_office(on), "reference": candidate.reference}
        super().__init__(f"{happened} {to_do}")


class LookFirst(Refused):
    """Whoever decides has not said yet that this is nobody's second application."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody in this application may have been entered already, so it was not "
                "admitted. Look for others with the same initials and year of birth, tick that "
                "you did, and admit again."
            )
        )


@transaction.atomic
def ask_about_double(*, candidate: Candidate, by: Actor, at: datetime) -> bool:
    """Whether the coordinator is to be rung before this is submitted. The answer is written down.

    It is asked of a whole application only, and not again once the coordinator was rung.
    """
    candidate = locked(candidate, by=by)
    refuse_what_is_incomplete(candidate)
    if coordinator_was_rung(candidate):
        return False
    maybe = entered_elsewhere(candidate)
    looked(QUESTION, candidate, at=at, rows=int(maybe))
    return maybe


def numbers_of_the_office(on: date) -> str:
    return ", ".join(f"{member.user.name} {member.telephone}" for member in whom_to_ring(on)) or _(
        "telephone number unknown"
    )
