"""What the parties ask of each other about a year: decisions, an exchange; and a refused look."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from municipalities.decisions import actions as decisions
from municipalities.exchanges import actions as exchanges
from municipalities.models import Decision, DecisionKind, Exchange, Share
from pact.access.actor import acting_as
from pact.accounts.models import Membership
from pact.accounts.roles import Role
from pact.agreement.models import Municipality
from pact.audit.models import Outcome
from pact.audit.record import looked
from placements.management.region.staff import Staff, actor, at_noon
from placements.proposals.models import Placement
from placements.proposals.states import HOLDS

DOCUMENT = "Verslag van de stuurgroep (fictief)"
ASKED = "Haarlem"
"""Whoever signs in for a municipality is of this one, and has a question to answer."""


class Steering:
    """Asks, decides and answers, each in the name of who may."""

    def __init__(self, staff: Staff, *, today: date) -> None:
        self.staff, self.today = staff, today

    def by(self, member: Membership, verb: Callable, *, ago: int, **arguments: Any) -> Any:
        who = actor(member)
        with acting_as(who):
            return verb(by=who, at=at_noon(self.today - timedelta(days=ago)), **arguments)

    def asked(self, kind: DecisionKind, *, ago: int, value: int = 0, **about: Any) -> Decision:
        of_what = {"year": self.today.year, "municipality": None, "reason": ""} | about
        paper = {"kind": kind, "value": value, "document": DOCUMENT}
        return self.by(self.staff.coordinator, decisions.ask, ago=ago, **paper, **of_what)

    def decided(self, verb: Callable, decision: Decision, *, ago: int) -> None:
        self.by(self.staff.of(Role.OVERSIGHT)[0], verb, ago=ago, decision=decision)

    def exchange(self, asking: Municipality, giving: Municipality, *, ago: int) -> Exchange:
        between = {"year": self.today.year, "asking": asking, "giving": giving}
        return self.by(self.officer(asking), exchanges.ask, ago=ago, **between)

    def answered(self, verb: Callable, exchange: Exchange, *, ago: int) -> None:
        self.by(self.officer(exchange.giving), verb, ago=ago, exchange=exchange)

    def officer(self, municipality: Municipality) -> Membership:
        officers = self.staff.of(Role.MUNICIPAL_OFFICER)
        return next(each for each in officers if each.party.municipality_id == municipality.pk)


def tell_steering(staff: Staff, *, today: date) -> None:
    """Of requests and exchanges one with a yes, one with a no and one that waits; and a refused look."""
    steering = Steering(staff, today=today)
    _tell_decisions(steering, today=today)
    _tell_exchanges(steering, year=today.year)
    with acting_as(actor(staff.of(Role.LETTING_AGENT)[0])):
        looked("audit:looks", at=at_noon(today - timedelta(days=1)), outcome=Outcome.REFUSED)


def _tell_decisions(steering: Steering, *, today: date) -> None:
    unused = steering.asked(DecisionKind.UNUSED, ago=200, year=today.year - 2)
    steering.decided(decisions.approve, unused, ago=190)
    more = steering.asked(DecisionKind.EXTRA, ago=40, value=12)
    steering.decided(decisions.refuse, more, ago=33)
    steering.asked(DecisionKind.EXTRA, ago=2, value=4)


def _tell_exchanges(steering: Steering, *, year: int) -> None:
    """Two municipalities have as their limit what they hold already, so that they ask others."""
    with acting_as(actor(steering.staff.coordinator)):
        shares = list(Share.objects.filter(year=year).select_related("municipality"))
        held = Counter(
            Placement.objects.filter(year=year, status__in=HOLDS).values_list(
                "municipality_id", flat=True
            )
        )
    places = {share.municipality.name: share.municipality for share in shares}
    asked = places.pop(ASKED)
    fullest = sorted(places.values(), key=lambda place: held[place.pk], reverse=True)
    other, waiting, answered = fullest[0], fullest[1], fullest[2]
    for place in (waiting, answered):
        limit = steering.asked(
            DecisionKind.HARD_SHARE, ago=30, value=held[place.pk], municipality=place
        )
        steering.decided(decisions.approve, limit, ago=25)
    steering.exchange(waiting, asked, ago=6)
    steering.answered(exchanges.decline, steering.exchange(answered, asked, ago=12), ago=11)
    steering.answered(exchanges.agree, steering.exchange(answered, other, ago=10), ago=9)
