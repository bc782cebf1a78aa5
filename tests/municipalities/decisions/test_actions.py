"""P1: the homes of a year change by two people and a document, whatever one of them tries."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from municipalities.decisions import actions
from municipalities.models import POOL, Decision, PactYear, Place, Share
from municipalities.places import CapReached, lock_free_place
from pact.access.actor import Actor, acting_as
from pact.accounts.roles import Role
from pact.agreement.models import Municipality
from pact.common.refusals import Refused
from pact.outbox.models import Message
from placements.proposals.models import Placement
from placements.reporting.models import Report
from tests.database import arranging
from tests.factories import MembershipFactory, PlacementFactory
from tests.municipalities.test_cap import shrink_year_to

YEAR = 2027
LAST_YEAR = timezone.localdate().year - 1


def municipality(name: str = "Haarlem") -> Municipality:
    return Municipality.objects.get(name=name)


@pytest.fixture
def asks(people, actor_of):
    """Somebody asks for a change of 2027."""

    def asks(
        kind: str, value: int = 0, *, by: str = "coordinator", year: int = YEAR, of: str = ""
    ) -> Decision:
        with acting_as(actor_of(getattr(people, by))) as actor:
            return actions.ask(
                kind=kind,
                year=year,
                municipality=municipality(of) if of else None,
                value=value,
                document="verzonnen besluit 8",
                reason="meer uitstromers",
                by=actor,
                at=timezone.now(),
            )

    return asks


@pytest.fixture
def approves(people, actor_of):
    def approves(decision: Decision, *, by: str = "oversight") -> Decision:
        with acting_as(actor_of(getattr(people, by))) as actor:
            return actions.approve(decision=decision, by=actor, at=timezone.now())

    return approves


def numbers(year: int = YEAR) -> tuple[int, int, int]:
    found = PactYear.objects.get(year=year)
    return found.cap, found.extra, Place.objects.filter(year=year).count()


# Asking and deciding


def test_the_agreement_tells_what_was_decided_for_this_year(people, signed_in, asks, approves):
    client, year = signed_in(people.caseworker), timezone.localdate().year
    assert "besloten de partijen" not in client.get("/afspraken/").content.decode()

    approves(asks("extra", 4, year=year))

    page = client.get("/afspraken/").content.decode()
    assert f"Voor {year} besloten de partijen tot 178 + 4." in page


def test_asking_changes_nothing(asks):
    asks("extra", 4)

    assert numbers() == (178, 0, 178)


def test_agreeing_changes_the_year_at_once(asks, approves):
    decision = approves(asks("extra", 4))

    assert numbers() == (178, 4, 182)
    assert decision.applied_at is not None


def test_refusing_changes_nothing_for_ever(asks, people, actor_of):
    decision = asks("cap", 200)
    with acting_as(actor_of(people.oversight)) as actor:
        actions.refuse(decision=decision, by=actor, at=timezone.now())
        with pytest.raises(DatabaseError, match="No decision"), transaction.atomic():
            carry_out(decision)
        with pytest.raises(Refused, match="al beslist"):
            actions.approve(decision=decision, by=actor, at=timezone.now())

    assert numbers() == (178, 0, 178)


def test_who_asks_never_decides(asks, approves):
    decision = asks("cap", 200, by="administrator")
    with pytest.raises(Refused, match="zelf gevraagd"):
        approves(decision, by="administrator")

    assert numbers() == (178, 0, 178)


def test_another_administrator_may_decide(asks, people, actor_of):
    decision = asks("cap", 200, by="administrator")
    other = MembershipFactory(role=Role.ADMINISTRATOR, party=people.administrator.party)
    with acting_as(actor_of(other)) as actor:
        actions.approve(decision=decision, by=actor, at=timezone.now())

    assert numbers() == (200, 0, 200)


def test_the_same_person_in_another_role_does_not_decide_either(asks, people, actor_of):
    decision = asks("cap", 200)
    hat = MembershipFactory(
        user=people.coordinator.user,
        role=Role.OVERSIGHT,
        party=people.oversight.party,
        is_current=False,
    )
    with acting_as(actor_of(hat)) as actor:
        with pytest.raises(Refused, match="zelf gevraagd"):
            actions.approve(decision=decision, by=actor, at=timezone.now())
        with pytest.raises(IntegrityError, match="another"), transaction.atomic():
            decide_in_sql(decision, actor)


def test_the_second_to_decide_hears_who_was_first(asks, approves):
    decision = approves(asks("extra", 2))
    with pytest.raises(Refused, match="Voorbeeld Toezicht"):
        approves(decision, by="administrator")


def test_the_same_is_asked_once_at_a_time(asks, approves):
    first = asks("extra", 4)
    with pytest.raises(Refused, match="al gevraagd"):
        asks("extra", 6, by="administrator")

    approves(first)
    asks("extra", 6, by="administrator")


# Below Python


def decide_in_sql(decision: Decision, actor: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update municipalities_decision set decided_by_id = %s, decided_at = now()"
            " where id = %s",
            [actor.membership_id, decision.pk],
        )


def carry_out(decision: Decision) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select municipalities_apply_decision(%s)", [decision.pk])


@pytest.mark.parametrize("who", ["coordinator", "caseworker", "municipal_officer", "agent"])
def test_the_database_lets_only_oversight_and_administrators_decide(asks, people, actor_of, who):
    decision = asks("cap", 200, by="administrator")
    refused = pytest.raises(DatabaseError, match="Oversight or another")
    with acting_as(actor_of(getattr(people, who))) as actor, refused, transaction.atomic():
        decide_in_sql(decision, actor)


def test_nobody_decides_in_the_name_of_another(asks, people, actor_of):
    decision = asks("cap", 200)
    oversight = actor_of(people.oversight)
    refused = pytest.raises(DatabaseError, match="in their own name")
    with acting_as(actor_of(people.administrator)), refused, transaction.atomic():
        decide_in_sql(decision, oversight)


@pytest.mark.parametrize("who", ["oversight", "caseworker", "municipal_officer"])
def test_the_database_lets_nobody_else_ask(people, actor_of, who):
    member = getattr(people, who)
    with acting_as(actor_of(member)), pytest.raises(DatabaseError, match="first asked"):
        Decision.objects.create(
            kind="cap", year=YEAR, value=500, document="x", asked_by=member, asked_at=timezone.now()
        )


def test_nothing_is_asked_in_the_name_of_another_nor_decided_in_one_go(people, actor_of):
    asked = {"kind": "cap", "year": YEAR, "value": 500, "document": "x", "asked_at": timezone.now()}
    decided = {"decided_by": people.administrator, "decided_at": timezone.now()}
    with acting_as(actor_of(people.administrator)):
        for attempt in (
            {"asked_by": people.coordinator},
            {"asked_by": people.coordinator, **decided},
            {"asked_by": people.administrator, "is_refused": True},
        ):
            with pytest.raises(DatabaseError, match="first asked"), transaction.atomic():
                Decision.objects.create(**asked, **attempt)


ATTACKS = [
    "update municipalities_decision set value = 500",
    "update municipalities_decision set asked_by_id = decided_by_id",
    "update municipalities_decision set applied_at = null",
    "delete from municipalities_decision",
    "select municipalities_advise_shares(2027)",
    "select municipalities_harden_share(2027, 1, 5)",
    "update municipalities_share set holder = municipality_id",
]


@pytest.mark.parametrize("statement", ATTACKS)
def test_what_was_asked_is_not_rewritten(asks, approves, people, actor_of, statement):
    approves(asks("extra", 4))
    refused = pytest.raises(DatabaseError, match="permission denied")
    administrator = acting_as(actor_of(people.administrator))
    with administrator, refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_what_was_decided_stays_decided(asks, approves, people, actor_of):
    decision = approves(asks("extra", 4))
    refused = pytest.raises(IntegrityError, match="decided before")
    with acting_as(actor_of(people.administrator)) as actor, refused, transaction.atomic():
        decide_in_sql(decision, actor)


# What cannot be


def test_the_number_does_not_go_below_what_is_held(asks, approves):
    shrink_year_to(6)
    decision = asks("cap", 3, year=2026)
    for _home in range(4):
        PlacementFactory()
    with pytest.raises(Refused, match="4 worden voor iemand vastgehouden"):
        approves(decision)

    decision.refresh_from_db()
    assert (decision.decided_by_id, numbers(2026)) == (None, (6, 0, 6))


def test_what_cannot_be_is_not_asked_either(asks):
    shrink_year_to(6)
    for _home in range(4):
        PlacementFactory()
    with pytest.raises(Refused, match="niet omlaag naar 2 woningen: 4 worden"):
        asks("cap", 2, year=2026)


def test_a_lower_number_leaves_a_municipality_its_own(asks, approves):
    """Once: the places of a hard share had high numbers, and went with them."""
    shrink_year_to(10)
    with arranging():
        high = Place.objects.filter(year=2026, number__gt=7)
        haarlem = municipality()
        Share.objects.filter(year=2026, municipality=haarlem).update(holder=haarlem.pk, agreed=3)
        high.update(holder=haarlem.pk)
    approves(asks("cap", 5, year=2026))

    own = Place.objects.filter(year=2026, holder=haarlem.pk)
    assert (own.count(), numbers(2026)) == (3, (5, 0, 5))


def test_a_share_becomes_a_limit_and_advice_again(asks, approves):
    approves(asks("hard_share", 5, of="Velsen"))
    share = Share.objects.get(year=YEAR, municipality__name="Velsen")
    assert (share.holder, share.agreed, share.document) == (
        share.municipality_id,
        5,
        "verzonnen besluit 8",
    )
    with pytest.raises(Refused, match="al een grens"):
        asks("hard_share", 6, of="Velsen")

    approves(asks("soft_share", of="Velsen"))
    share.refresh_from_db()
    assert share.holder == POOL
    with pytest.raises(Refused, match="al een advies"):
        asks("soft_share", of="Velsen")


def test_a_share_below_what_is_held_is_refused_in_words(asks, approves):
    for _home in range(3):
        PlacementFactory()
    with pytest.raises(Refused, match="Haarlem houdt al 3 woningen vast"):
        approves(asks("hard_share", 2, of="Haarlem", year=2026))


def test_a_share_above_what_is_free_is_refused_in_words(asks, approves):
    with pytest.raises(Refused, match="nog maar 178 woningen vrij"):
        approves(asks("hard_share", 500, of="Haarlem"))


def test_a_new_year_can_be_used_at_once(asks, approves, people, actor_of):
    approves(asks("cap", 150, year=2029))

    assert numbers(2029) == (150, 0, 150)
    agreed = dict(Share.objects.filter(year=2029).values_list("municipality__name", "agreed"))
    assert (agreed["Haarlem"], len(agreed)) == (84, 7)
    with acting_as(actor_of(people.coordinator)):
        assert lock_free_place(year=2029, municipality_id=municipality().pk).number == 1


def test_extras_need_a_year_that_is_there(asks):
    with pytest.raises(Refused, match="nog geen woningen"):
        asks("extra", 4, year=2040)


def test_a_number_that_is_so_already_is_not_asked(asks):
    with pytest.raises(Refused, match="al 178"):
        asks("cap", 178)


@pytest.fixture
def final_report(people):
    """Last year's report, published."""

    def publish() -> None:
        with arranging():
            Report.objects.create(
                year=LAST_YEAR,
                figures_on=date(LAST_YEAR, 12, 31),
                is_final=True,
                asked_by=people.coordinator,
                asked_at=timezone.now(),
            )

    return publish


CHANGES = [("cap", 180, ""), ("extra", 4, ""), ("hard_share", 5, "Velsen")]


@pytest.mark.parametrize(("kind", "value", "of"), CHANGES)
def test_a_year_with_a_final_report_stays_as_it_is(asks, final_report, kind, value, of):
    final_report()
    with pytest.raises(Refused, match="definitief"):
        asks(kind, value, year=LAST_YEAR, of=of)


@pytest.mark.parametrize(("kind", "value", "of"), CHANGES)
def test_a_report_that_became_final_meanwhile_is_said_to_who_decides(
    asks, approves, final_report, kind, value, of
):
    decision = asks(kind, value, year=LAST_YEAR, of=of)
    final_report()
    before = published_numbers()

    with pytest.raises(Refused, match="definitief"):
        approves(decision)
    assert published_numbers() == before


def published_numbers() -> tuple:
    shares = Share.objects.filter(year=LAST_YEAR).order_by("pk")
    return numbers(LAST_YEAR), list(shares.values_list("agreed", "holder"))


def test_a_limit_of_a_published_year_stays_a_limit(asks, approves, final_report):
    approves(asks("hard_share", 5, of="Velsen", year=LAST_YEAR))
    decision = asks("soft_share", of="Velsen", year=LAST_YEAR)
    final_report()

    with pytest.raises(Refused, match="definitief"):
        approves(decision)


def test_the_database_changes_no_number_of_a_published_year(final_report, people, actor_of):
    final_report()
    owner_does = "select municipalities_set_ceiling(%s, 178, 4)"
    with (
        pytest.raises(IntegrityError, match="is final"),
        arranging(),
        connection.cursor() as cursor,
    ):
        cursor.execute(owner_does, [LAST_YEAR])
    administrator = acting_as(actor_of(people.administrator))
    with administrator, pytest.raises(IntegrityError, match="is final"), transaction.atomic():
        Share.objects.filter(year=LAST_YEAR).update(agreed=1)


def test_a_year_without_a_report_hears_why_it_stays_as_it_is(asks):
    """Once: it said that a report was final that nobody had made."""
    with pytest.raises(Refused, match="langer dan een jaar voorbij"):
        asks("extra", 1, year=LAST_YEAR - 1)


# Who hears of it


def told(kind: str) -> set[str]:
    with arranging():
        return set(
            Message.objects.filter(kind=kind).values_list("recipient__user__name", flat=True)
        )


def test_who_decides_is_told_and_so_is_who_asked(asks, approves, people):
    people.administrator, people.oversight, people.municipal_officer  # noqa: B018 (come into being)
    decision = asks("hard_share", 5, of="Haarlem", by="administrator")
    assert told("decision_asked") == {"Voorbeeld Toezicht"}

    people.coordinator  # noqa: B018 (comes into being)
    approves(decision)
    assert told("decision_taken") == {
        "Voorbeeld Beheerder",
        "Voorbeeld Coördinator",
        "Voorbeeld Ambtenaar",
    }


def test_a_message_holds_a_reference_and_no_words(asks, people):
    people.oversight  # noqa: B018 (comes into being)
    decision = asks("extra", 4)
    with arranging():
        message = Message.objects.get(kind="decision_asked")
    assert (message.reference, message.path, message.due_on) == (
        decision.reference,
        f"/besluiten/{decision.public_id}/",
        timezone.localdate(),
    )


# What nobody used


def test_what_nobody_used_lapses_and_nobody_takes_it_any_more(asks, approves, people, actor_of):
    home = PlacementFactory(year_id=LAST_YEAR, status="moved_in")
    decision = approves(asks("unused", year=LAST_YEAR))

    assert (decision.value, decision.applied_at is not None) == (177, True)
    assert numbers(LAST_YEAR) == (178, 0, 178)
    with acting_as(actor_of(people.coordinator)), pytest.raises(CapReached, match="vervallen"):
        lock_free_place(year=LAST_YEAR, municipality_id=home.municipality_id)
    refused = pytest.raises(IntegrityError, match="have lapsed")
    with acting_as(actor_of(people.coordinator)), refused, transaction.atomic():
        Place.objects.filter(year=LAST_YEAR, taken=False).update(taken=True)


def test_a_year_that_goes_on_keeps_its_homes(asks):
    with pytest.raises(Refused, match="loopt nog"):
        asks("unused", year=LAST_YEAR + 1)


def test_nothing_lapses_while_a_home_is_reserved(asks):
    PlacementFactory(year_id=LAST_YEAR)
    with pytest.raises(Refused, match="nog woningen"):
        asks("unused", year=LAST_YEAR)


def test_what_was_all_used_and_what_lapsed_before_cannot_lapse(asks, approves):
    approves(asks("unused", year=LAST_YEAR))
    with pytest.raises(Refused, match="al vervallen"):
        asks("unused", year=LAST_YEAR)
    shrink_year_to(0, year=LAST_YEAR)
    with pytest.raises(Refused, match="niets vervallen"):
        asks("unused", year=LAST_YEAR)


def a_lease_that_waits() -> Placement:
    return PlacementFactory(
        year_id=LAST_YEAR,
        status="moved_in",
        place=None,
        counts=False,
        not_counting="decision_needed",
    )


def test_nothing_lapses_while_a_lease_of_that_year_waits_for_a_decision(asks, approves):
    home = a_lease_that_waits()
    with pytest.raises(Refused, match="nog niet besloten"):
        asks("unused", year=LAST_YEAR)

    with arranging():
        home.save_with(not_counting="outside_pact")
    assert approves(asks("unused", year=LAST_YEAR)).value == 178


def test_the_database_keeps_the_homes_of_a_year_whose_lease_waits(asks, approves):
    decision = asks("unused", year=LAST_YEAR)
    a_lease_that_waits()

    with pytest.raises(Refused, match="nog niet besloten"):
        approves(decision)


def test_who_decides_hears_that_another_number_is_free_by_now(asks, approves):
    decision = asks("unused", year=LAST_YEAR)
    PlacementFactory(year_id=LAST_YEAR, status="moved_in")

    with pytest.raises(Refused, match="meer of minder"):
        approves(decision)


def test_the_database_lets_no_year_lapse_that_goes_on(asks, people, actor_of):
    with acting_as(actor_of(people.coordinator)):
        decision = Decision.objects.create(
            kind="unused",
            year=LAST_YEAR + 1,
            value=178,
            document="x",
            asked_by=people.coordinator,
            asked_at=timezone.now(),
        )
    refused = pytest.raises(IntegrityError, match="not over")
    with acting_as(actor_of(people.oversight)) as actor, refused, transaction.atomic():
        decide_in_sql(decision, actor)
        carry_out(decision)
