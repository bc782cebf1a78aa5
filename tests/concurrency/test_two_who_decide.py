"""Two people decide in the same second: one of them is first, and no home is made or lost."""

import threading
import time
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.utils import timezone

from municipalities.decisions import actions as decisions
from municipalities.exchanges import actions as exchanges
from municipalities.models import Decision, Exchange, PactYear, Place, Share
from municipalities.parties import actions as parties
from municipalities.reasons import actions as reasons
from pact.access.actor import Actor, acting_as
from pact.accounts.roles import Role
from pact.agreement.models import Municipality, Party
from pact.common.refusals import Refused
from tests.database import arranging
from tests.factories import MembershipFactory, party

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_engines]

YEAR, ROUNDS = 2028, 4


def at_once(*deeds: tuple[Actor, Callable[[Actor], object]]) -> list[str]:
    """What each of them heard, when all of them pressed the button together."""
    start, heard = threading.Barrier(len(deeds)), []

    def press(actor: Actor, deed: Callable[[Actor], object]) -> None:
        start.wait()
        try:
            with acting_as(actor):
                deed(actor)
            heard.append("done")
        except Refused:
            heard.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=each) for each in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(heard)


def test_one_of_two_who_decide_is_first(people, actor_of):
    deciders = [actor_of(people.oversight), actor_of(people.administrator)]
    for extra in range(1, ROUNDS + 1):
        with arranging():
            asked = Decision.objects.create(
                kind="extra",
                year=YEAR,
                value=extra,
                document="verzonnen besluit",
                asked_by=people.coordinator,
                asked_at=timezone.now(),
            )

        def agree(actor: Actor, asked: Decision = asked) -> None:
            decisions.approve(decision=asked, by=actor, at=timezone.now())

        def refuse(actor: Actor, asked: Decision = asked) -> None:
            decisions.refuse(decision=asked, by=actor, at=timezone.now())

        heard = at_once((deciders[0], agree), (deciders[1], refuse))
        asked.refresh_from_db()
        assert heard == ["done", "refused"]
        assert asked.is_refused == (asked.applied_at is None)

    assert Place.objects.filter(year=YEAR).count() == PactYear.objects.get(year=YEAR).ceiling


def test_one_of_two_who_answer_is_first(people, actor_of):
    haarlem = Municipality.objects.get(name="Haarlem")
    asked = _asked_for(people, "Velsen", haarlem)
    second = MembershipFactory(role=Role.MUNICIPAL_OFFICER, party=party("Gemeente Haarlem"))
    heard = at_once(
        (
            actor_of(people.municipal_officer),
            lambda actor: exchanges.agree(exchange=asked, by=actor, at=timezone.now()),
        ),
        (
            actor_of(second),
            lambda actor: exchanges.decline(exchange=asked, by=actor, at=timezone.now()),
        ),
    )

    asked.refresh_from_db()
    assert heard == ["done", "refused"]
    assert asked.answer == (asked.applied_at is not None)


def test_one_code_is_added_once(people, actor_of):
    def add(actor: Actor) -> None:
        reasons.add(
            kind="hold",
            code="verzonnen",
            dutch="verzonnen reden",
            english="invented reason",
            valid_from=timezone.localdate(),
            by=actor,
            at=timezone.now(),
        )

    administrator = actor_of(people.administrator)
    assert at_once((administrator, add), (administrator, add)) == ["done", "refused"]


def test_one_name_leads_to_one_party(people, actor_of):
    """One enters it as a party, the other as another name of a party: no index covers both."""
    administrator = actor_of(people.administrator)
    for turn in range(ROUNDS):
        name, of = f"Verzonnen Wonen {turn}", party("Ymere")
        version = parties.version_of(of)

        def enter(actor: Actor, name: str = name) -> None:
            how = {"by": actor, "at": timezone.now()}
            parties.enter_party(name=name, kind="corporation", municipality=None, **how)
            time.sleep(0.1)

        def call(
            actor: Actor, name: str = name.upper(), of: Party = of, seen: int = version
        ) -> None:
            how = {"by": actor, "at": timezone.now(), "version": seen}
            told = {"valid_from": date(2026, 3, 2), "source": "verzonnen krant"}
            parties.name_also(party=of, name=name, **told, **how)
            time.sleep(0.1)

        assert at_once((administrator, enter), (administrator, call)) == ["done", "refused"]


def test_the_last_home_of_a_giver_goes_to_one_of_two(people, actor_of):
    haarlem = Municipality.objects.get(name="Haarlem")
    asked = [_asked_for(people, name, haarlem) for name in ("Velsen", "Beverwijk")]
    _leave_one_home(haarlem)
    second = MembershipFactory(role=Role.MUNICIPAL_OFFICER, party=party("Gemeente Haarlem"))

    def gives(exchange: Exchange) -> Callable[[Actor], object]:
        return lambda actor: exchanges.agree(exchange=exchange, by=actor, at=timezone.now())

    heard = at_once(
        (actor_of(people.municipal_officer), gives(asked[0])), (actor_of(second), gives(asked[1]))
    )

    assert heard == ["done", "refused"]
    assert Exchange.objects.filter(applied_at__isnull=False).count() == 1
    assert Share.objects.get(year=YEAR, municipality=haarlem).agreed == 0
    assert Place.objects.filter(year=YEAR).count() == 178


def _asked_for(people, name: str, giving: Municipality) -> Exchange:
    """A municipality without any home of its own that year."""
    asking = Municipality.objects.get(name=name)
    with arranging():
        Share.objects.filter(year=YEAR, municipality=asking).update(holder=asking.pk, agreed=0)
        return Exchange.objects.create(
            year_id=YEAR,
            asking=asking,
            giving=giving,
            asked_by=people.coordinator,
            asked_at=timezone.now(),
            answer_by=timezone.localdate(),
        )


def _leave_one_home(giving: Municipality) -> None:
    with arranging():
        Share.objects.filter(year=YEAR, municipality=giving).update(holder=giving.pk, agreed=1)
        Place.objects.filter(year=YEAR, number=1).update(holder=giving.pk)
