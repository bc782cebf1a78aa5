"""A home moves between municipalities after a yes of the one that gives it, and none is made."""

from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from municipalities.exchanges import actions
from municipalities.exchanges.tasks import chase_exchanges
from municipalities.models import POOL, Exchange, PactYear, Place, Share
from municipalities.places import CapReached, lock_free_place
from pact.access.actor import acting_as
from pact.accounts.models import Membership
from pact.accounts.roles import Role
from pact.agreement.norms import norm
from pact.common.dates import working_days_after
from pact.common.refusals import Refused
from pact.outbox.models import Message
from tests.database import arranging
from tests.factories import MembershipFactory, party
from tests.municipalities.test_cap import apply, decide, municipality

YEAR = 2028
HAARLEM, VELSEN = 80, 2


@pytest.fixture
def velsen(people):
    """An officer of Velsen, whose share is a limit of two: both are taken."""
    officer = MembershipFactory(
        user__name="Ambtenaar Velsen",
        role=Role.MUNICIPAL_OFFICER,
        party=party("Gemeente Velsen"),
    )
    with arranging():
        apply(decide_share(people, "Velsen", VELSEN))
        Place.objects.filter(year=YEAR, holder=municipality("Velsen").pk).update(taken=True)
    return officer


def decide_share(people, name: str, value: int):
    return decide(
        people, kind="hard_share", value=value, year=YEAR, municipality=municipality(name)
    )


@pytest.fixture
def haarlem_is_a_limit(people):
    with arranging():
        apply(decide_share(people, "Haarlem", HAARLEM))


@pytest.fixture
def asks(actor_of, velsen):
    def asks(giving: str = "Haarlem", *, by=None, asking: str = "Velsen") -> Exchange:
        with acting_as(actor_of(by or velsen)) as actor:
            return actions.ask(
                year=YEAR,
                asking=municipality(asking),
                giving=municipality(giving),
                by=actor,
                at=timezone.now(),
            )

    return asks


@pytest.fixture
def agrees(people, actor_of):
    def agrees(exchange: Exchange, *, by=None) -> Exchange:
        with acting_as(actor_of(by or people.municipal_officer)) as actor:
            return actions.agree(exchange=exchange, by=actor, at=timezone.now())

    return agrees


def share(name: str) -> tuple[int, int]:
    """What is agreed, and how many places there are of its own."""
    found = Share.objects.get(year=YEAR, municipality__name=name)
    own = Place.objects.filter(year=YEAR, holder=found.municipality_id)
    return found.agreed, own.count()


def free_for_velsen(actor) -> int:
    with acting_as(actor):
        return lock_free_place(year=YEAR, municipality_id=municipality("Velsen").pk).number


# What moves


def test_a_yes_moves_one_home_between_two_limits(
    haarlem_is_a_limit, asks, agrees, people, actor_of
):
    coordinator = actor_of(people.coordinator)
    with pytest.raises(CapReached):
        free_for_velsen(coordinator)
    exchange = agrees(asks())

    assert share("Haarlem") == (HAARLEM - 1, HAARLEM - 1)
    assert share("Velsen") == (VELSEN + 1, VELSEN + 1)
    assert free_for_velsen(coordinator) == exchange.place_number
    year = PactYear.objects.get(year=YEAR)
    assert Place.objects.filter(year=YEAR).count() == year.ceiling == 178


def test_a_yes_of_who_shares_the_pool_moves_one_of_its_homes(asks, agrees):
    agrees(asks())

    assert share("Haarlem") == (83, 0)
    assert share("Velsen") == (VELSEN + 1, VELSEN + 1)
    assert Place.objects.filter(year=YEAR, holder=POOL).count() == 178 - VELSEN - 1


def test_a_no_moves_nothing(haarlem_is_a_limit, asks, people, actor_of):
    exchange = asks()
    with acting_as(actor_of(people.municipal_officer)) as actor:
        actions.decline(exchange=exchange, by=actor, at=timezone.now())
        with pytest.raises(DatabaseError, match="No yes"), transaction.atomic():
            carry_out(exchange)

    assert share("Haarlem") == (HAARLEM, HAARLEM)


def test_the_last_home_is_gone_when_the_yes_comes(haarlem_is_a_limit, asks, agrees):
    exchange = asks()
    with arranging():
        Place.objects.filter(year=YEAR, holder=municipality().pk).update(taken=True)
    with pytest.raises(Refused, match="geen woning van 2028 meer"):
        agrees(exchange)

    exchange.refresh_from_db()
    assert (exchange.answer, share("Velsen")) == (None, (VELSEN, VELSEN))


def test_a_home_moves_once(haarlem_is_a_limit, asks, agrees):
    exchange = agrees(asks())
    with pytest.raises(Refused, match="Voorbeeld Ambtenaar heeft al"):
        agrees(exchange)
    with arranging(), pytest.raises(DatabaseError, match="No yes"), transaction.atomic():
        carry_out(exchange)

    assert share("Velsen") == (VELSEN + 1, VELSEN + 1)


# What cannot be asked


def test_who_has_homes_left_asks_for_none(haarlem_is_a_limit, asks, people):
    with pytest.raises(Refused, match="nog 80 woningen vrij"):
        asks("Velsen", asking="Haarlem", by=people.coordinator)


def test_two_who_share_the_pool_have_nothing_to_exchange(asks, people):
    with pytest.raises(Refused, match="dezelfde woningen"):
        asks("Zandvoort", asking="Haarlem", by=people.coordinator)


def test_who_has_nothing_left_is_not_asked(haarlem_is_a_limit, asks):
    with arranging():
        Place.objects.filter(year=YEAR).update(taken=True)
    with pytest.raises(Refused, match="geen woning van 2028 meer"):
        asks()


def test_the_same_is_asked_once_at_a_time(haarlem_is_a_limit, asks):
    asks()
    with pytest.raises(Refused, match="al gevraagd"):
        asks()


def test_an_officer_asks_for_their_own_municipality_only(asks, people):
    with pytest.raises(Refused, match="eigen gemeente"):
        asks("Zandvoort", by=people.municipal_officer)


# Below Python


def carry_out(exchange: Exchange) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select municipalities_apply_exchange(%s)", [exchange.pk])


def answer_in_sql(exchange: Exchange, actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update municipalities_exchange set answer = true, answered_by_id = %s,"
            " answered_at = now() where id = %s",
            [actor.membership_id, exchange.pk],
        )


@pytest.mark.parametrize("who", ["coordinator", "administrator", "oversight", "agent"])
def test_the_database_lets_only_the_giver_answer(asks, people, actor_of, who):
    exchange = asks()
    refused = pytest.raises(DatabaseError, match="giving municipality")
    with acting_as(actor_of(getattr(people, who))) as actor, refused, transaction.atomic():
        answer_in_sql(exchange, actor)


def test_the_asker_does_not_answer(asks, actor_of, velsen):
    exchange = asks()
    with acting_as(actor_of(velsen)) as actor:
        with pytest.raises(DatabaseError, match="giving municipality"), transaction.atomic():
            answer_in_sql(exchange, actor)
        with pytest.raises(Refused, match="Een ambtenaar van Haarlem"):
            actions.agree(exchange=exchange, by=actor, at=timezone.now())


def test_the_database_lets_nobody_ask_for_another(people, actor_of, velsen):
    asked = {
        "year_id": YEAR,
        "asking": municipality("Velsen"),
        "giving": municipality(),
        "asked_at": timezone.now(),
        "answer_by": timezone.localdate(),
    }
    for member, given in (
        (people.municipal_officer, {}),
        (people.administrator, {}),
        (velsen, {"asked_by": people.coordinator}),
        (velsen, {"answer": True, "answered_by": velsen, "answered_at": timezone.now()}),
    ):
        refused = pytest.raises(DatabaseError, match="one's own")
        with acting_as(actor_of(member)), refused, transaction.atomic():
            Exchange.objects.create(**asked | {"asked_by": member} | given)


ATTACKS = [
    "update municipalities_exchange set asking_id = giving_id",
    "update municipalities_exchange set applied_at = null",
    "update municipalities_exchange set place_number = 1",
    "delete from municipalities_exchange",
    "update municipalities_place set holder = 1",
]


@pytest.mark.parametrize("statement", ATTACKS)
def test_what_was_asked_is_not_rewritten(asks, people, actor_of, statement):
    asks()
    refused = pytest.raises(DatabaseError, match="permission denied")
    officer = acting_as(actor_of(people.municipal_officer))
    with officer, refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


# Who hears of it, and the pages


def told(kind: str) -> dict[str, object]:
    with arranging():
        found = Message.objects.filter(kind=kind)
        return dict(found.values_list("recipient__user__name", "act_by"))


def test_both_sides_hear_of_it_within_its_term(asks, agrees, people):
    people.municipal_officer, people.coordinator  # noqa: B018 (come into being)
    exchange = asks()
    today = timezone.localdate()
    assert exchange.answer_by == working_days_after(today, norm("term_exchange", today))
    assert told("exchange_asked") == {"Voorbeeld Ambtenaar": exchange.answer_by}

    agrees(exchange)
    assert set(told("exchange_answered")) == {"Ambtenaar Velsen", "Voorbeeld Coördinator"}


def test_who_does_not_answer_in_time_is_asked_again_and_the_coordinator_hears_of_it(
    asks, agrees, people, time_machine
):
    people.municipal_officer, people.coordinator  # noqa: B018 (come into being)
    exchange = asks()
    time_machine.move_to(datetime.combine(exchange.answer_by, time(12), tzinfo=UTC), tick=False)
    assert chase_exchanges() == 0
    time_machine.shift(timedelta(days=1))
    assert chase_exchanges() == 1
    assert set(told("exchange_overdue")) == {"Voorbeeld Ambtenaar", "Voorbeeld Coördinator"}

    agrees(exchange)
    assert chase_exchanges() == 0


def test_it_is_work_for_the_one_and_waiting_for_the_other(asks, people, signed_in, velsen):
    asks()
    sentence = "Velsen vraagt Haarlem om een woning van 2028"
    giver = signed_in(people.municipal_officer).get("/").context["work"]
    asker = signed_in(velsen).get("/").context["work"]

    assert [item.title for item in giver.own] == [sentence]
    assert [item.title for item in asker.awaited] == [sentence]


def test_from_the_full_year_to_the_home(haarlem_is_a_limit, people, signed_in, velsen):
    coordinator, officer = signed_in(people.coordinator), signed_in(people.municipal_officer)
    address = f"/besluiten/ruilen/vragen/?year={YEAR}&municipality=Velsen"
    form = coordinator.get(address).context["form"]
    typed = {
        "year": form["year"].value(),
        "asking": form["asking"].value(),
        "giving": municipality().pk,
        "form_key": uuid4(),
    }
    for _time in range(2):
        page = coordinator.post(address, typed, follow=True)
        assert "wacht op een antwoord" in page.content.decode()
    exchange = Exchange.objects.get()

    detail = f"/besluiten/ruilen/{exchange.public_id}/"
    assert "De woning geven" not in coordinator.get(detail).content.decode()
    assert "De woning geven" in officer.get(detail).content.decode()
    answer = officer.post(f"{detail}geven/", {"form_key": uuid4()}, follow=True)
    assert "er is een woning overgegaan" in answer.content.decode()
    assert share("Velsen") == (VELSEN + 1, VELSEN + 1)


def test_a_refused_question_keeps_what_was_chosen(people, signed_in, velsen):
    typed = {
        "year": YEAR,
        "asking": municipality().pk,
        "giving": municipality("Zandvoort").pk,
        "form_key": uuid4(),
    }
    answer = signed_in(people.coordinator).post("/besluiten/ruilen/vragen/", typed)

    assert answer.status_code == 409
    assert answer.context["form"]["giving"].value() == str(municipality("Zandvoort").pk)


def test_who_asked_for_one_municipality_does_not_answer_for_another(
    people, velsen, asks, agrees, signed_in
):
    """Once: an officer of both saw the buttons, and each of them ended in an error."""
    with arranging():
        Membership.objects.filter(pk=velsen.pk).update(
            user=people.municipal_officer.user, is_current=False
        )
    exchange = asks(by=Membership.objects.get(pk=velsen.pk))
    with pytest.raises(Refused, match="zelf gevraagd"):
        agrees(exchange)

    address = f"/besluiten/ruilen/{exchange.public_id}/"
    page = signed_in(people.municipal_officer).get(address)
    assert (page.status_code, page.context["may_answer"]) == (200, False)


def test_a_new_year_begins_with_what_was_agreed_before_a_limit_and_an_exchange(
    people, asks, agrees
):
    agreed = advised_in(YEAR)
    agrees(asks())
    assert share("Velsen")[0] == VELSEN + 1

    with arranging():
        apply(decide(people, kind="cap", value=178, year=YEAR + 1))

    begins = Share.objects.filter(year=YEAR + 1).values_list("municipality__name", "agreed")
    assert dict(begins) == agreed
    assert sum(agreed.values()) == 178


def advised_in(year: int) -> dict[str, int]:
    """What each municipality agreed, before anything was decided on for one year."""
    rows = Share.objects.filter(year=year)
    return dict(rows.values_list("municipality__name", "advised"))


def test_what_the_parties_agree_anew_is_what_the_next_year_begins_with(people, actor_of):
    with arranging():
        apply(decide(people, kind="cap", value=178, year=YEAR + 1))
    with acting_as(actor_of(people.administrator)):
        Share.objects.filter(year=YEAR + 1, municipality=municipality("Velsen")).update(agreed=29)
    with arranging():
        apply(decide(people, kind="cap", value=178, year=YEAR + 2))

    assert Share.objects.get(year=YEAR + 2, municipality__name="Velsen").agreed == 29
