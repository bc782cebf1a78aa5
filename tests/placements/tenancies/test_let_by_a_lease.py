"""P3, attacked by somebody's own SQL: no home is let without its lease, and its ground stays."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from municipalities.models import Place
from pact.access.actor import Actor, acting_as
from placements.introductions.models import Exemption, Introduction
from placements.overview.promises import leases_without_ground
from placements.proposals.models import Placement
from placements.tenancies import actions
from placements.tenancies.introduced import NotIntroduced
from placements.tenancies.models import Lease
from tests.conftest import actor_for
from tests.database import arranging
from tests.factories import CandidateFactory, DwellingFactory, PlacementFactory, area
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import AT, STARTS, TODAY
from tests.placements.tenancies.test_lease_corrected import correct, take_back

MANY = ["agent", "caseworker", "coordinator"]
ENDS = date(2027, 6, 15)
LATER = date(2027, 6, 16)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@contextmanager
def refused(journey: Journey, who: str, rule: str) -> Iterator[None]:
    """As somebody of the cast, by SQL of their own."""
    by = actor_for(getattr(journey.people, who))
    with acting_as(by), pytest.raises(DatabaseError, match=rule), transaction.atomic():
        yield


def becomes(journey: Journey, status: str) -> None:
    assert Placement.objects.filter(pk=journey.placement.pk).update(status=status, status_at=AT)


def signs(journey: Journey, **other: object) -> None:
    ground = {"introduction": journey.introduction, "exemption": None}
    dates = {"signed_on": TODAY, "starts_on": STARTS}
    Lease.objects.create(placement=journey.placement, form="regular", **(ground | dates | other))


def postpone(journey: Journey, **start: date) -> Lease:
    why = {"placement": journey.placement, "code": "dwelling_not_ready"}
    return journey.do(actions.postpone_start, by="agent", **why, **start)


def unguard(table: str, *triggers: str) -> None:
    with arranging(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for trigger in triggers:
            cursor.execute(f"alter table placements_{table} disable trigger {trigger}")


def without_ground() -> list[str]:
    with acting_as(Actor.system("check")):
        return [broken.about.reference for broken in leases_without_ground()]


def test_no_home_is_let_without_its_lease(people):
    journey = Journey(people).to("agreed")
    for who in MANY:
        with refused(journey, who, "No home is let without its lease"):
            becomes(journey, "leased")
    journey.sign()
    for who in MANY:
        with refused(journey, who, "nobody moves in before it starts"):
            becomes(journey, "moved_in")
    assert without_ground() == []

    unguard("placement", "let_by_a_lease")
    with acting_as(actor_for(people.agent)):  # the control
        becomes(journey, "moved_in")
    assert without_ground() == [journey.candidate.reference]


def test_a_placement_begins_as_a_proposal(people):
    journey = Journey(people)
    case, home = CandidateFactory(), DwellingFactory(status="reserved")
    with arranging():
        free = Place.objects.filter(year=2026, taken=False).first()
    made = PlacementFactory.build(
        candidate=case, dwelling=home, proposed_by=people.coordinator, place=free, holder=0
    )
    for status in ("agreed", "leased", "moved_in"):
        made.status, made.lease_by = status, TODAY
        with refused(journey, "coordinator", "begins as a proposal"):
            Placement.objects.bulk_create([made])

    unguard("placement", "begins_as_a_proposal")
    with acting_as(actor_for(people.coordinator)):  # the control
        Placement.objects.bulk_create([made])


def test_a_lease_is_signed_of_what_is_agreed(people):
    journey = Journey(people).to("released")
    with refused(journey, "agent", "of a home that is agreed on"):
        signs(journey)

    unguard("lease", "lease_of_what_is_agreed")
    with acting_as(actor_for(people.agent)):  # the control
        signs(journey)


def test_a_lease_keeps_the_area_that_it_stands_on(people):
    journey = Journey(people).to("leased")
    other = area("Haarlem-Noord")
    moved = Introduction.objects.filter(pk=journey.introduction.pk)
    for who in ("caseworker", "worker", "coordinator"):
        with refused(journey, who, "stands on this introduction"):
            moved.update(area=other)
    with arranging():
        Lease.objects.update(ended_on=TODAY, end_code="other")  # cancelled: nothing stands on it
        assert moved.update(area=other) == 1


def test_without_its_guard_the_area_moves_under_a_lease(people):
    """The control."""
    journey = Journey(people).to("leased")

    unguard("introduction", "area_stays")
    with acting_as(actor_for(people.caseworker)):
        moved = Introduction.objects.filter(pk=journey.introduction.pk)
        assert moved.update(area=area("Haarlem-Noord")) == 1


@pytest.mark.parametrize(
    "damage",
    [
        "update placements_lease set introduced_on = null, introduction_id = null",
        "update placements_introduction set first_contact_on = '2026-11-01'",
        "update placements_contact set dropped_at = now()",
        "update placements_introduction set area_id = %(area)s",
        "delete from placements_lease",
    ],
)
def test_a_lease_without_ground_is_found(people, damage):
    Journey(people).to("leased")
    assert without_ground() == []
    with arranging(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table placements_lease drop constraint introduced_long_enough")
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(damage % {"area": area("Haarlem-Noord").pk})
    assert len(without_ground()) == 1


# On an exception


@pytest.fixture
def excepted(people) -> Journey:
    """Signed on an exception until 15 June 2027; the introduction began only in October 2026."""
    journey = Journey(people).to("agreed")
    journey.began(date(2026, 10, 1))
    journey.exemption = journey.grant_exemption()
    return journey


def test_a_lease_on_an_exception_starts_within_it(excepted):
    with arranging():
        Introduction.objects.update(area=area("Haarlem-Noord"))  # it never is half a year here
    excepted.sign()
    for verb in (postpone, correct):
        with pytest.raises(NotIntroduced, match="ends on 15 June 2027"):
            verb(excepted, starts_on=LATER)
    with refused(excepted, "agent", "exception ends before this lease starts"):
        Lease.objects.update(starts_on=LATER)
    assert postpone(excepted, starts_on=ENDS).starts_on == ENDS
    excepted.start()
    with pytest.raises(NotIntroduced, match="ends on 15 June 2027"):
        take_back(excepted, starts_on=LATER)
    assert without_ground() == []

    unguard("lease", "starts_within_exemption")
    with acting_as(actor_for(excepted.people.agent)):  # the control
        assert Lease.objects.update(starts_on=LATER, started_on=None, started_by=None)


def test_after_half_a_year_it_starts_past_the_exception_as_well(excepted):
    excepted.sign()
    assert postpone(excepted, starts_on=LATER).starts_on == LATER


def lengthens_it_in_a_table_of_their_own(journey: Journey) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "create temp table placements_exemption as select * from placements_exemption"
        )
        cursor.execute("update pg_temp.placements_exemption set catch_up_by = %s", [LATER])
        signs(journey, introduction=None, exemption=journey.exemption)


def test_what_guards_a_lease_looks_in_the_tables_of_the_application(excepted):
    with arranging():
        Exemption.objects.update(catch_up_by=TODAY)
    with refused(excepted, "agent", "ends before the lease starts"):
        lengthens_it_in_a_table_of_their_own(excepted)

    with arranging(), connection.cursor() as cursor:
        cursor.execute("alter function placements_check_exemption() reset search_path")
    with acting_as(actor_for(excepted.people.agent)):  # the control
        lengthens_it_in_a_table_of_their_own(excepted)
