"""The nightly check finds what does not agree, tells the coordinators once, and nothing else."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import F

from pact.access.actor import Actor, acting_as
from pact.accounts.models import Membership
from pact.agreement.models import Party
from pact.outbox.models import Message
from placements.guidance.models import Guidance, Responsibility
from placements.introductions.tasks import remind_introducers
from placements.overview.promises import (
    guidance_that_is_too_short,
    homes_that_do_not_agree,
    nobody_responsible,
    years_without_places,
)
from placements.overview.tasks import check_promises
from placements.tenancies.models import Lease
from tests.database import arranging
from tests.factories import CandidateFactory, GuidanceFactory, PlacementFactory
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import AT

TODAY = date(2026, 11, 23)


def as_the_check(question) -> list:
    with acting_as(Actor.system("check")):
        return list(question())


def around_the_walls(statement: str, *values) -> None:
    with arranging(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(statement, values)


def guided(**details):
    return GuidanceFactory(**details).candidate


def in_hand(status: str) -> dict:
    return {"status": status, "held_since": TODAY if status == "on_hold" else None}


# Homes


def test_homes_agree_as_long_as_nobody_goes_around_the_database(people):
    PlacementFactory()
    PlacementFactory(status="agreed")

    assert as_the_check(homes_that_do_not_agree) == []


@pytest.mark.parametrize(
    "damage",
    [
        "update municipalities_ledgerentry set reserved = 0",
        "update municipalities_ledgerentry set realised = 1",
        "update municipalities_place set taken = false where taken",
        "update municipalities_place set taken = true where number = 178 and year = 2026",
        (
            "update placements_placement set status = 'leased', place_id = null, counts = false,"
            " not_counting = 'decision_needed'"
        ),
        "delete from municipalities_place where number = 178 and year = 2026",
    ],
)
def test_homes_that_do_not_agree_are_found(people, damage):
    PlacementFactory()
    around_the_walls(damage)

    (broken,) = as_the_check(homes_that_do_not_agree)
    assert (broken.about.reference, broken.path) == ("2026", "/cijfers/woningen/")


def test_a_year_that_should_be_open_and_is_not_is_found(db):
    assert as_the_check(lambda: years_without_places(date(2028, 6, 30))) == []
    (broken,) = as_the_check(lambda: years_without_places(date(2028, 7, 1)))

    assert (broken.about.reference, broken.path) == ("2029", "/cijfers/woningen/")


# Guidance

IN_HAND = ["submitted", "returned", "admitted", "on_hold", "housed"]


def nobody() -> list[str]:
    return [broken.about.reference for broken in as_the_check(lambda: nobody_responsible(TODAY))]


@pytest.mark.parametrize("status", IN_HAND)
def test_a_case_in_hand_with_a_named_person_is_in_order(people, status):
    guided(candidate=CandidateFactory(**in_hand(status)))

    assert nobody() == []


@pytest.mark.parametrize("status", IN_HAND)
def test_a_case_in_hand_without_guidance_is_found(people, status):
    case = CandidateFactory(**in_hand(status))

    assert nobody() == [case.reference]


@pytest.mark.parametrize("status", ["draft", "rejected", "withdrawn", "ended"])
def test_a_case_that_is_not_in_hand_needs_nobody(people, status):
    CandidateFactory(status=status)

    assert nobody() == []


def test_guidance_that_ended_too_early_is_found(people):
    case = guided()
    with arranging():
        Guidance.objects.update(status="ended", ended_on=TODAY, status_code="other")

    assert nobody() == [case.reference]


def test_guidance_by_nobody_in_particular_is_found(people):
    case = guided()
    with arranging():
        Responsibility.objects.update(to_day=TODAY)

    assert nobody() == [case.reference]


def test_guidance_by_somebody_who_left_is_found(people):
    case = guided(candidate__caseworker=people.caseworker)
    with arranging():
        Membership.objects.filter(pk=people.caseworker.pk).update(ended_on=TODAY)

    assert nobody() == [case.reference]


def test_guidance_by_a_party_that_ended_is_found(people):
    case = guided(candidate__caseworker=people.caseworker)
    with arranging():
        Party.objects.filter(pk=people.caseworker.party_id).update(ended_on=TODAY)

    assert nobody() == [case.reference]


def test_guidance_that_is_shorter_than_two_years_after_the_move_is_found(people):
    """Of who lives there and of what was completed; the keys, or the start of the lease, if later."""
    home = Journey(people).to("moved_in")
    reference = home.candidate.reference

    def found() -> list[str]:
        return [broken.about.reference for broken in as_the_check(guidance_that_is_too_short)]

    assert found() == []
    with arranging():
        track = Guidance.objects.get()
        last_day = track.runs_until
        for wrong in (last_day - timedelta(days=1), None):
            Guidance.objects.update(runs_until=wrong)
            assert found() == [reference]
        Guidance.objects.update(runs_until=last_day)
        Lease.objects.update(keys_on=F("started_on") + timedelta(days=1))
        assert found() == [reference]

        Lease.objects.update(keys_on=None)
        home.now(home.placement).move_to("completed", at=AT)
        over = {"status": "ended", "ended_on": last_day, "status_code": "goals_met"}
        Guidance.objects.update(**over)
        assert found() == []
        Guidance.objects.update(ended_on=last_day - timedelta(days=1))
        assert found() == [reference]
        Guidance.objects.update(status_code="deceased")
        assert found() == []


# The task


def messages() -> list[tuple]:
    with arranging():
        rows = Message.objects.filter(kind="promise_broken")
        return sorted(rows.values_list("reference", "recipient_id"))


def test_the_coordinators_are_told_once_a_day_however_often_it_runs(people):
    coordinators = [people.coordinator.pk, people.deputy.pk]
    case = CandidateFactory(status="submitted")

    assert [check_promises(), check_promises()] == [1, 1]

    assert messages() == sorted((case.reference, pk) for pk in coordinators)


def test_where_all_is_well_nobody_hears_anything(people):
    assert people.coordinator
    guided(candidate__status="submitted")

    assert check_promises() == 0
    assert messages() == []


def test_a_reminder_that_nobody_made_is_found(people):
    """The sweep of reminders did not run: the check notices, and after the sweep it is content."""
    guided(candidate__caseworker=people.caseworker)

    assert check_promises() > 0

    remind_introducers()
    assert check_promises() == 0
