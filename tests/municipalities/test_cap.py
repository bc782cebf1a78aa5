"""P1, attacked from below: the cap holds whatever writes, Python or not."""

from datetime import UTC, date, datetime
from itertools import product

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction
from django.db.utils import InternalError

from municipalities.models import POOL, Decision, LedgerEntry, PactYear, Place, Share
from municipalities.places import CapReached, counting_year, lock_free_place
from pact.access.actor import acting_as
from pact.accounts.models import Membership
from pact.agreement.models import Municipality
from pact.common.refusals import Refused
from placements.proposals.models import Placement
from placements.proposals.states import LIVE
from placements.tenancies.models import Lease
from tests.database import arranging
from tests.factories import (
    CandidateFactory,
    DwellingFactory,
    IntroductionFactory,
    PlacementFactory,
)

pytestmark = pytest.mark.both_engines

AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def municipality(name: str = "Haarlem") -> Municipality:
    return Municipality.objects.get(name=name)


def shrink_year_to(places: int, *, year: int = 2026) -> None:
    """A small year, so that its end is near."""
    with arranging(), connection.cursor() as cursor:
        cursor.execute("select municipalities_set_ceiling(%s, %s, 0)", [year, places])


def decide(people, *, kind: str, value: int, year: int = 2026, **details: object) -> Decision:
    with arranging():
        return Decision.objects.create(
            kind=kind,
            year=year,
            value=value,
            document="verzonnen besluit 1",
            asked_by=people.administrator,
            asked_at=AT,
            decided_by=people.coordinator,
            decided_at=AT,
            **details,
        )


def apply(decision: Decision) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select municipalities_apply_decision(%s)", [decision.pk])


def test_a_year_has_as_many_places_as_were_agreed(db):
    assert Place.objects.filter(year=2026).count() == PactYear.objects.get(year=2026).ceiling == 178


def test_a_placement_takes_its_place_and_its_end_gives_it_back(people):
    placement = PlacementFactory()
    place = placement.place
    place.refresh_from_db()
    assert place.taken is True

    with arranging():
        placement.move_to("declined", at=AT, code="rent", place=None)

    place.refresh_from_db()
    assert place.taken is False


def test_the_last_place_is_found_and_then_the_year_is_full(people, actor_of):
    shrink_year_to(1)
    with acting_as(actor_of(people.coordinator)):
        assert lock_free_place(year=2026, municipality_id=municipality().pk).number == 1
    PlacementFactory()

    with acting_as(actor_of(people.coordinator)), pytest.raises(CapReached) as refusal:
        lock_free_place(year=2026, municipality_id=municipality().pk)

    assert "2026" in str(refusal.value)
    assert "2027" in str(refusal.value)


def test_bulk_writes_cannot_share_a_place(people):
    shrink_year_to(1)
    first = PlacementFactory()
    second = PlacementFactory.build(
        candidate=CandidateFactory(),
        dwelling=DwellingFactory(status="reserved"),
        place=first.place,
        holder=POOL,
    )
    with pytest.raises(IntegrityError, match="place_id"), arranging():
        Placement.objects.bulk_create([_filled(second, first)])


def test_bulk_writes_cannot_count_without_a_place(people):
    first = PlacementFactory()
    second = PlacementFactory.build(
        candidate=CandidateFactory(), dwelling=DwellingFactory(status="reserved"), holder=POOL
    )
    second.place = None
    with pytest.raises(IntegrityError, match="what_counts_holds_a_place"), arranging():
        Placement.objects.bulk_create([_filled(second, first)])


def test_an_update_cannot_revive_what_was_declined_without_a_place(people):
    placement = PlacementFactory(status="declined", status_code="rent")
    with pytest.raises((IntegrityError, InternalError)), arranging():
        Placement.objects.filter(pk=placement.pk).update(status="moved_in")


def test_raw_sql_cannot_move_a_placement_to_another_year(people):
    placement = PlacementFactory()
    with pytest.raises(IntegrityError, match="agree"), arranging(), connection.cursor() as cursor:
        cursor.execute("update placements_placement set year = 2027 where id = %s", [placement.pk])


# Nobody says of a home that it does not count


def let(people, status: str, **lease: object) -> Placement:
    """A home of our agent for a case of our caseworker; with a lease on its introduction once it is let."""
    candidate = CandidateFactory(caseworker=people.caseworker)
    home = DwellingFactory(offered_by=people.agent, status="reserved")
    is_let = status in ("leased", "moved_in")
    placement = PlacementFactory(
        candidate=candidate, dwelling=home, status=status, released_at=AT if is_let else None
    )
    if is_let:
        dates = {"signed_on": date(2026, 11, 20), "starts_on": date(2026, 12, 15)} | lease
        introduction = IntroductionFactory(candidate=candidate)
        with arranging():
            Lease.objects.create(
                placement=placement, form="regular", introduction=introduction, **dates
            )
    return placement


def stop_counting(placement: Placement, why: str, *, year: int = 2026) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "update placements_placement set place_id = null, counts = false, not_counting = %s,"
            " year = %s where id = %s",
            [why, year, placement.pk],
        )
        assert cursor.rowcount == 1  # a wall that hid the row would prove nothing about the cap


WHY = ["x", "decision_needed", "outside_pact"]
REFUSED = (
    "a_home_counts_until_it_is_let|known_why_a_home|counts in the year its lease starts in"
    "|outside the pact by a decision"
)


def test_nobody_frees_a_place_by_saying_that_a_home_does_not_count(people, actor_of):
    homes = [let(people, status) for status in ("proposed", "agreed", "leased", "moved_in")]
    shrink_year_to(len(homes))
    for member in (people.agent, people.caseworker, people.coordinator):
        with acting_as(actor_of(member)):
            for home, why in product(homes, WHY):
                with pytest.raises(DatabaseError, match=REFUSED):
                    stop_counting(home, why)
            with pytest.raises(CapReached):
                lock_free_place(year=2026, municipality_id=municipality().pk)


def test_a_lease_waits_only_for_a_year_that_has_no_place(people, actor_of):
    """Its start in another year frees its place; that year has to be full, or it counts there."""
    home = let(people, "leased", starts_on=date(2027, 1, 15))
    not_so = pytest.raises(IntegrityError, match="unless that year is full")
    with acting_as(actor_of(people.agent)):
        for year in (2026, 2027, 2028):
            with not_so:
                stop_counting(home, "decision_needed", year=year)
        elsewhere = Place.objects.filter(year=2028, taken=False).first()
        with not_so, transaction.atomic():
            Placement.objects.filter(pk=home.pk).update(year=2028, place=elsewhere)
    shrink_year_to(0, year=2027)
    with acting_as(actor_of(people.agent)):
        stop_counting(home, "decision_needed", year=2027)


@pytest.mark.parametrize("status", ["proposed", "leased"])
def test_without_the_guards_one_home_too_many_is_held(people, actor_of, status):
    """The control: what they refuse would oversell the year."""
    home = let(people, status)
    shrink_year_to(1)
    with arranging(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("drop trigger guard_the_year on placements_placement")
        for rule in ("a_home_counts_until_it_is_let", "known_why_a_home_does_not_count"):
            cursor.execute(f"alter table placements_placement drop constraint {rule}")
    with acting_as(actor_of(people.agent)):
        stop_counting(home, "x")
    PlacementFactory()

    with arranging():
        assert Placement.objects.filter(year=2026, status__in=LIVE).count() == 2


def test_no_place_above_the_ceiling_even_for_the_owner(db):
    with pytest.raises(IntegrityError), arranging(), connection.cursor() as cursor:
        cursor.execute(
            "insert into municipalities_place (year, number, ceiling, holder, taken)"
            " values (2026, 179, 178, 0, false)"
        )


def test_no_place_with_a_ceiling_that_its_year_does_not_have(db):
    refused = pytest.raises(IntegrityError, match="ceiling")
    with refused, arranging(), connection.cursor() as cursor:
        cursor.execute(
            "insert into municipalities_place (year, number, ceiling, holder, taken)"
            " values (2026, 179, 500, 0, false)"
        )


A_PLACE_IS_TAKEN = "update municipalities_place set taken = true where number = 178"
A_LINE_IS_WRITTEN = """
    insert into municipalities_ledgerentry
        (at, "on", year, municipality_id, corporation_id, movement, reserved, realised, placement, code)
    select now(), '2026-01-01', 2026, m.id, p.id, 'release', -1, 0, gen_random_uuid(), ''
    from agreement_municipality m, agreement_party p where p.kind = 'corporation' limit 1
"""


@pytest.mark.parametrize(
    "statement",
    [
        (
            "insert into municipalities_place (year, number, ceiling, holder, taken)"
            " values (2026, 1, 178, 0, false)"
        ),
        "delete from municipalities_place",
        "truncate municipalities_place",
        "update municipalities_place set number = number + 1000",
        "update municipalities_place set holder = 1",
        A_PLACE_IS_TAKEN,
        "update municipalities_pactyear set cap = 500",
        "update municipalities_share set holder = municipality_id",
        "update municipalities_ledgerentry set reserved = 0",
        "delete from municipalities_ledgerentry",
        A_LINE_IS_WRITTEN,
        "select municipalities_set_ceiling(2026, 500, 0)",
        "alter table municipalities_place drop constraint place_number_within_the_ceiling",
        "set session_replication_role = replica",
    ],
)
def test_the_runtime_role_cannot(db, statement):
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("unguarded", "statement"),
    [
        (
            "alter table municipalities_place disable trigger taken_by_a_home",
            A_PLACE_IS_TAKEN,
        ),
        (
            "grant insert on municipalities_ledgerentry to pact_app",
            A_LINE_IS_WRITTEN,
        ),
    ],
)
def test_without_its_guard_it_could(db, unguarded, statement):
    """The control."""
    with arranging(), connection.cursor() as cursor:
        cursor.execute(unguarded)
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount > 0


def test_extra_homes_need_a_decision_by_a_second_person(people, actor_of):
    with acting_as(actor_of(people.administrator)):
        asked = Decision.objects.create(
            kind="extra",
            year=2026,
            value=4,
            document="verzonnen besluit 2",
            asked_by=people.administrator,
            asked_at=AT,
        )
        with pytest.raises(ProgrammingError, match="No decision"), transaction.atomic():
            apply(asked)
        with pytest.raises(IntegrityError, match="another"), transaction.atomic():
            Decision.objects.filter(pk=asked.pk).update(
                decided_by=people.administrator, decided_at=AT
            )
    assert PactYear.objects.get(year=2026).ceiling == 178


def test_extra_homes_stand_apart_and_make_places(people, actor_of):
    decision = decide(people, kind="extra", value=4)
    with acting_as(actor_of(people.coordinator)):
        apply(decision)

    year = PactYear.objects.get(year=2026)
    assert (year.cap, year.extra, year.ceiling) == (178, 4, 182)
    assert Place.objects.filter(year=2026).count() == 182


def test_a_decision_is_carried_out_once(people, actor_of):
    decision = decide(people, kind="extra", value=4)
    with acting_as(actor_of(people.coordinator)):
        apply(decision)
        with pytest.raises(ProgrammingError, match="carried out before"), transaction.atomic():
            apply(decision)


def test_lowering_the_cap_moves_high_numbers_to_free_low_ones(people, actor_of):
    shrink_year_to(3)
    kept = [PlacementFactory() for _home in range(3)]
    with arranging():
        kept[0].move_to("withdrawn", at=AT, code="by_coordinator", place=None)
    decision = decide(people, kind="cap", value=2)
    with acting_as(actor_of(people.coordinator)):
        apply(decision)

    with arranging():
        numbers = Placement.objects.filter(place__isnull=False).values_list("place__number")
        assert sorted(number for (number,) in numbers) == [1, 2]
    assert Place.objects.filter(year=2026).count() == 2


def test_lowering_the_cap_below_what_is_held_is_refused(people, actor_of):
    shrink_year_to(3)
    for _home in range(3):
        PlacementFactory()
    decision = decide(people, kind="cap", value=2)
    refused = pytest.raises(IntegrityError, match="Too few")
    with acting_as(actor_of(people.coordinator)), refused, transaction.atomic():
        apply(decision)
    assert Place.objects.filter(year=2026).count() == 3


def test_a_hard_share_is_a_limit_of_its_own(people, actor_of):
    PlacementFactory()
    haarlem = municipality()
    decision = decide(people, kind="hard_share", value=2, municipality=haarlem)
    with acting_as(actor_of(people.coordinator)):
        apply(decision)

    share = Share.objects.get(year=2026, municipality=haarlem)
    assert (share.holder, share.agreed) == (haarlem.pk, 2)
    assert Place.objects.filter(year=2026, holder=haarlem.pk).count() == 2
    PlacementFactory()
    with acting_as(actor_of(people.coordinator)), pytest.raises(CapReached) as refusal:
        lock_free_place(year=2026, municipality_id=haarlem.pk)
    assert "Haarlem" in str(refusal.value)
    with acting_as(actor_of(people.coordinator)):
        velsen = lock_free_place(year=2026, municipality_id=municipality("Velsen").pk)
        assert velsen.holder == POOL


def test_a_hard_share_below_what_is_held_is_refused(people, actor_of):
    for _home in range(3):
        PlacementFactory()
    decision = decide(people, kind="hard_share", value=2, municipality=municipality())
    refused = pytest.raises(IntegrityError, match="holds 3")
    with acting_as(actor_of(people.coordinator)), refused, transaction.atomic():
        apply(decision)


def test_a_hard_share_can_turn_soft_again(people, actor_of):
    haarlem = municipality()
    PlacementFactory()
    with acting_as(actor_of(people.coordinator)):
        apply(decide(people, kind="hard_share", value=2, municipality=haarlem))
        apply(decide(people, kind="soft_share", value=0, municipality=haarlem))

    assert Place.objects.filter(year=2026, holder=POOL).count() == 178


def test_a_home_under_a_soft_share_cannot_draw_a_municipalitys_own_place(people, actor_of):
    haarlem = municipality()
    with acting_as(actor_of(people.coordinator)):
        apply(decide(people, kind="hard_share", value=2, municipality=municipality("Velsen")))
    own = Place.objects.filter(year=2026, holder=municipality("Velsen").pk).first()
    with pytest.raises(IntegrityError, match="agree"):
        PlacementFactory(place=own, municipality=haarlem)


def test_the_ledger_tells_every_movement(people):
    placement = PlacementFactory()
    with arranging():
        placement.move_to("agreed", at=AT, lease_by=AT.date())
        placement.move_to("leased", at=AT)
        placement.move_to("moved_in", at=AT)

    lines = LedgerEntry.objects.filter(placement=placement.public_id).order_by("pk")
    assert [(line.movement, line.reserved, line.realised) for line in lines] == [
        ("reserve", 1, 0),
        ("realise", -1, 1),
    ]
    assert lines[0].place_number == placement.place.number


def test_the_ledger_follows_a_home_to_another_year(people):
    placement = PlacementFactory()
    with arranging():
        other = Place.objects.filter(year=2027, taken=False).first()
        placement.save_with(year_id=2027, place=other)

    lines = LedgerEntry.objects.filter(placement=placement.public_id).order_by("pk")
    assert [(line.year, line.reserved) for line in lines] == [(2026, 1), (2026, -1), (2027, 1)]
    assert Place.objects.filter(year=2026, taken=True).count() == 0


def test_a_year_without_places_is_refused_in_words(people, actor_of):
    with acting_as(actor_of(people.coordinator)), pytest.raises(Refused, match="2040"):
        lock_free_place(year=2040, municipality_id=municipality().pk)


def test_the_year_is_that_of_the_start_of_the_lease(db):
    assert counting_year(datetime(2026, 12, 31, tzinfo=UTC).date()) == 2026
    assert counting_year(datetime(2027, 1, 1, tzinfo=UTC).date()) == 2027


def _filled(placement: Placement, like: Placement) -> Placement:
    """A built placement with the columns that the factory would have derived."""
    placement.caseworker, placement.care_party = (
        placement.candidate.caseworker,
        placement.candidate.care_party,
    )
    placement.corporation, placement.municipality = (
        placement.dwelling.corporation,
        placement.dwelling.municipality,
    )
    placement.agent = placement.dwelling.offered_by
    placement.proposed_by = Membership.objects.get(pk=like.proposed_by_id)
    return placement
