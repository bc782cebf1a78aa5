"""No party ends with open cases: they are handed over first, or left to the coordinator by name."""

from dataclasses import astuple, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from municipalities.parties import ending
from pact.access.actor import Actor, acting_as
from pact.agreement.models import Party
from pact.common.constraints import broken_constraint
from pact.common.refusals import Refused
from placements.candidates.models import Candidate
from placements.candidates.states import CLOSED
from placements.dwellings.models import Dwelling
from placements.guidance.models import Guidance
from placements.introductions.models import Introduction
from placements.overview.counting import counted
from placements.proposals.models import Placement
from placements.proposals.states import LIVE


@dataclass(frozen=True)
class OpenCases:
    """How many cases of each kind rest on a party: numbers, no cases."""

    introductions: int
    placements: int
    dwellings: int
    candidates: int = 0
    guidance: int = 0

    def __bool__(self) -> bool:
        return any(astuple(self))


def open_cases(party: Party, *, by: Actor, nobody_left: bool = False) -> OpenCases:
    """What rests on a party today, counted around the reader's own walls.

    Where nobody is left there, its own cases wait for the coordinator, and are not counted.
    """
    with acting_as(by.consequence()):
        introductions = Introduction.objects.going_on().filter(party=party)
        placements = Placement.objects.filter(status__in=LIVE)
        if nobody_left:
            introductions = introductions.exclude(care_party=party)
            own, placements = {}, placements.filter(corporation=party)
        else:
            own = _cases_of(party)
            placements = placements.filter(Q(corporation=party) | Q(care_party=party))
        dwellings = Dwelling.objects.open().filter(corporation=party)
        return OpenCases(
            **counted(
                **own, introductions=introductions, placements=placements, dwellings=dwellings
            )
        )


def _cases_of(party: Party) -> dict[str, QuerySet]:
    return {
        "candidates": Candidate.objects.filter(care_party=party).exclude(status__in=CLOSED),
        "guidance": Guidance.objects.running().filter(care_party=party),
    }


@transaction.atomic
def end_party(
    *, party: Party, ended_on: date, nobody_left: bool, version: int, by: Actor, at: datetime
) -> Party:
    """Let a party take part no longer, once what rests on it is in other hands."""
    # Whoever gives this party a new case now waits for us, or we for them.
    Party.objects.select_for_update().get(pk=party.pk)
    if open_cases(party, by=by, nobody_left=nobody_left):
        raise _still_open()
    try:
        with transaction.atomic():
            return ending.end_party(
                party=party,
                ended_on=ended_on,
                nobody_left=nobody_left,
                version=version,
                by=by,
                at=at,
            )
    except IntegrityError as error:
        # What had ended there may go on again, since it was counted.
        if broken_constraint(error) != "party_has_nothing_open":
            raise
        raise _still_open() from error


def _still_open() -> Refused:
    return Refused(
        _(
            "This party still has open cases, so nothing was changed. Let its people hand over "
            "what is listed on this page first, or bring it to an end."
        )
    )
