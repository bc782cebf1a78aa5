"""In which year a home counts: moved by the coordinator before the lease, decided by two after it."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from municipalities.decisions import actions as decisions
from municipalities.models import Decision, LedgerEntry, Place
from municipalities.places import CapReached
from pact.access.actor import Actor, acting_as
from pact.common.refusals import Refused
from placements.overview.promises import homes_that_do_not_agree
from placements.overview.work import work_of
from placements.proposals.models import Placement
from placements.reporting.annual import annual_figures
from placements.reporting.annual.agreed import decisions as published
from placements.reporting.checks import check_year_has_ended
from placements.reporting.models import Report
from placements.reporting.years import years_on
from placements.tenancies import actions
from tests.conftest import actor_for
from tests.database import arranging
from tests.municipalities.decisions.test_actions import carry_out
from tests.municipalities.test_cap import apply, decide, municipality, shrink_year_to
from tests.placements.proposals.test_actions import AT, STARTS
from tests.placements.tenancies.test_actions import Tenancy, make_final

DECEMBER = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def scene(people) -> Tenancy:
    """An agreed placement that holds the only home of 2026, with a lease to sign."""
    return Tenancy(people).agreed(expected_on=STARTS)


@pytest.fixture
def waiting(scene) -> Tenancy:
    """Its lease is a fact, and its year is full."""
    with arranging():
        place = Place.objects.filter(year=2027, taken=False).first()
        scene.now(scene.placement).save_with(year_id=2027, place=place)
    shrink_year_to(0)
    scene.sign()
    scene.start()
    return scene


def asks(scene, kind="counts", year=2026) -> Decision:
    return scene.do(
        actions.ask_to_count,
        by="coordinator",
        placement=scene.placement,
        kind=kind,
        year=year,
        document="verzonnen besluit 12",
        reason="een feit",
    )


def agrees(scene, decision: Decision) -> Decision:
    return scene.do(decisions.approve, by="oversight", decision=decision)


def counted(scene) -> tuple:
    placement = scene.now(scene.placement)
    return placement.year_id, placement.counts, placement.not_counting, placement.place_id is None


def everything_agrees() -> bool:
    with acting_as(Actor.system("check")):
        return list(homes_that_do_not_agree()) == []


# A lease that found no place


def test_a_lease_waits_until_two_people_let_it_count(waiting):
    assert counted(waiting) == (2026, False, "decision_needed", True)
    shrink_year_to(1)

    decision = asks(waiting)
    assert counted(waiting)[1] is False
    agrees(waiting, decision)

    assert counted(waiting) == (2026, True, "", False)
    with arranging():
        line = LedgerEntry.objects.get(year=2026, realised=1)
    assert (line.movement, line.placement) == ("realise", waiting.placement.public_id)
    assert everything_agrees()


def test_it_may_count_in_the_next_year_and_stays_there(waiting):
    agrees(waiting, asks(waiting, year=2027))

    assert counted(waiting) == (2027, True, "", False)
    assert everything_agrees()


def test_what_was_decided_is_not_undone_by_the_start_of_the_lease(scene):
    with arranging():
        place = Place.objects.filter(year=2027, taken=False).first()
        scene.now(scene.placement).save_with(year_id=2027, place=place)
    shrink_year_to(0)
    scene.sign()
    agrees(scene, asks(scene, year=2027))
    scene.start()

    assert counted(scene) == (2027, True, "", False)


def test_it_may_stay_outside_the_pact(scene, signed_in):
    with arranging():
        place = Place.objects.filter(year=2027, taken=False).first()
        scene.now(scene.placement).save_with(year_id=2027, place=place)
    shrink_year_to(0)
    scene.sign()
    agrees(scene, asks(scene, kind="outside"))
    shrink_year_to(5)
    scene.start()

    assert counted(scene) == (2026, False, "outside_pact", True)
    page = signed_in(scene.people.coordinator).get(f"/plaatsingen/{scene.placement.public_id}/")
    assert "het is besloten dat deze woning niet meetelt" in page.content.decode()
    assert scene.now(scene.placement).status == "moved_in"
    assert everything_agrees()


def test_a_full_year_is_said_before_it_is_asked(waiting):
    with pytest.raises(Refused, match="an extra home of 2026"):
        asks(waiting)


def test_a_year_that_filled_up_meanwhile_is_said_to_who_decides(waiting):
    shrink_year_to(1)
    decision = asks(waiting)
    shrink_year_to(0)

    with pytest.raises(Refused, match="an extra home of 2026"):
        agrees(waiting, decision)
    assert counted(waiting)[1] is False


def limit_haarlem(people, kind: str = "hard_share") -> None:
    """None of the homes of 2026 are its own, or it draws from those of all again."""
    with arranging():
        apply(decide(people, kind=kind, value=0, municipality=municipality("Haarlem")))


def test_a_full_share_that_is_a_limit_is_said_and_no_extra_home_is_sent_for(waiting):
    shrink_year_to(3)
    limit_haarlem(waiting.people)

    with pytest.raises(Refused, match="in 2026 is a limit, and all of it is taken"):
        asks(waiting)
    assert Place.objects.filter(year=2026, taken=False).count() == 3


def test_a_share_that_became_a_limit_meanwhile_is_said_and_softening_it_helps(waiting):
    shrink_year_to(3)
    decision = asks(waiting)
    limit_haarlem(waiting.people)
    with pytest.raises(Refused, match="in 2026 is a limit, and all of it is taken"):
        agrees(waiting, decision)

    limit_haarlem(waiting.people, "soft_share")
    agrees(waiting, decision)
    assert counted(waiting) == (2026, True, "", False)


JANUARY = datetime(2027, 1, 11, 9, tzinfo=UTC)
LAST_DAY = date(2026, 12, 31)


def test_an_extra_home_that_is_decided_on_in_january_counts_in_the_year_it_is_for(
    waiting, signed_in
):
    """Once: the page and the final report said "1 of 0", because the extra was of January."""
    with time_machine.travel(JANUARY, tick=False):
        extra = waiting.do(
            decisions.ask,
            by="administrator",
            at=JANUARY,
            kind="extra",
            year=2026,
            municipality=None,
            value=1,
            document="verzonnen besluit 14",
            reason="een huurcontract van december",
        )
        waiting.do(decisions.approve, by="oversight", at=JANUARY, decision=extra)
        counts = asks(waiting)
        waiting.do(decisions.approve, by="oversight", at=JANUARY, decision=counts)
        page = signed_in(waiting.people.oversight).get("/cijfers/woningen/?year=2026&on=31-12-2026")
        with acting_as(Actor.system("report")):
            found = annual_figures(2026, LAST_DAY)
            before = years_on(date(2026, 12, 30))

    figures = page.context["figures"]
    assert (figures.homes.realised, figures.year.extra, figures.free) == (1, 1, 0)
    assert "van 0 + 1 extra" in page.content.decode()
    assert (found["homes"]["ceiling"], found["homes"]["extra"]) == (1, 1)
    assert [(row["kind"], row["on"]) for row in found["decisions"]] == [
        ("extra woningen", "2027-01-11")
    ]
    assert next(year for year in before if year.year == 2026).extra == 0


def test_a_year_with_a_final_report_takes_no_lease_any_more(waiting):
    shrink_year_to(1)
    decision = asks(waiting)
    with arranging():
        make_final(2026, by=waiting.people.coordinator)

    with pytest.raises(Refused, match="report of 2026 is final"):
        agrees(waiting, decision)


def test_it_is_asked_once_at_a_time_and_never_when_it_is_settled(waiting):
    shrink_year_to(1)
    decision = asks(waiting)
    with pytest.raises(Refused, match="already"):
        asks(waiting, kind="outside")

    agrees(waiting, decision)
    with pytest.raises(Refused, match="settled"):
        asks(waiting, kind="outside")


def test_who_asks_never_decides(waiting):
    decision = asks(waiting, kind="outside")
    with pytest.raises(Refused, match="yourself"):
        waiting.do(decisions.approve, by="coordinator", decision=decision)
    refused = pytest.raises(DatabaseError, match="No decision")
    with acting_as(waiting.as_("administrator")), refused, transaction.atomic():
        carry_out(decision)


@pytest.mark.parametrize("who", ["coordinator", "agent"])
def test_nobody_takes_a_home_out_of_the_pact_by_hand(waiting, who):
    refused = pytest.raises(DatabaseError, match="decision of two people")
    with acting_as(waiting.as_(who)), refused, transaction.atomic():
        Placement.objects.filter(pk=waiting.placement.pk).update(not_counting="outside_pact")


def test_what_was_decided_about_one_lease_is_not_published(waiting):
    agrees(waiting, asks(waiting, kind="outside"))
    on = timezone.localdate()
    year = next(year for year in years_on(on) if year.year == 2026)

    assert published(year, on, unused_hidden=False) == []


def test_the_page_asks_and_leads_to_the_decision(waiting, signed_in):
    address = reverse("tenancies:ask_to_count", args=[waiting.placement.public_id])
    client = signed_in(waiting.people.coordinator)
    typed = {
        "answer": "2027",
        "document": "verzonnen besluit 12",
        "reason": "een feit",
        "form_key": uuid4(),
    }
    answer = client.post(address, typed)

    decision = Decision.objects.get()
    assert (decision.kind, decision.year, decision.placement) == (
        "counts",
        2027,
        waiting.placement.public_id,
    )
    assert answer["Location"] == reverse("decisions:detail", args=[decision.public_id])
    assert str(decision.placement) in client.get(answer["Location"]).content.decode()
    for other in (waiting.people.oversight, waiting.people.municipal_officer):
        page = signed_in(other).get(answer["Location"]).content.decode()
        assert str(decision.placement) not in page


# Another expected start


def test_another_year_takes_a_home_of_that_year_and_frees_the_other(scene):
    expects(scene, date(2027, 1, 11))

    placement = scene.now(scene.placement)
    assert (placement.year_id, placement.expected_on) == (2027, date(2027, 1, 11))
    assert Place.objects.filter(year=2026, taken=True).count() == 0
    assert everything_agrees()


def test_another_day_of_the_same_year_keeps_the_place(scene):
    place = scene.now(scene.placement).place_id
    expects(scene, date(2026, 12, 28))

    assert scene.now(scene.placement).place_id == place


def test_a_full_year_refuses_because_nothing_is_a_fact_yet(scene):
    shrink_year_to(0, year=2027)
    with pytest.raises(CapReached, match="2027"):
        expects(scene, date(2027, 1, 11))

    assert counted(scene) == (2026, True, "", False)
    assert scene.now(scene.placement).expected_on == STARTS


def test_a_day_in_the_past_or_a_signed_lease_is_refused(scene):
    with pytest.raises(Refused, match="today or a later day"):
        expects(scene, date(2026, 11, 22))
    scene.sign()
    with pytest.raises(Refused, match="not possible now"):
        expects(scene, date(2027, 1, 11))


def expects(scene, day: date) -> Placement:
    return scene.do(
        actions.expect_start, by="coordinator", placement=scene.placement, expected_on=day
    )


@pytest.mark.parametrize(
    ("day", "why"), [(date(2026, 12, 14), "from 15 December 2026 on"), (date(2062, 1, 1), "latest")]
)
def test_a_start_is_expected_when_the_home_is_there_and_not_years_from_now(scene, day, why):
    with pytest.raises(Refused, match=why):
        expects(scene, day)


# Work at the end of a year


def own_work(scene, today: date) -> list[str]:
    actor = actor_for(scene.people.coordinator)
    with acting_as(actor):
        work = work_of(actor, today)
    return [item.text for item in work.own if item.title == scene.candidate.reference]


def test_from_december_on_each_unleased_reservation_is_work(scene):
    ends = "The year ends without a lease. Give another expected start, or stop it."
    assert ends not in own_work(scene, date(2026, 11, 30))
    for today in (DECEMBER, date(2027, 1, 5)):
        assert own_work(scene, today).count(ends) == 1
    expects(scene, date(2027, 1, 11))

    assert ends not in own_work(scene, date(2027, 1, 5))


def test_an_undecided_lease_is_work_until_it_is_asked(waiting):
    (text,) = own_work(waiting, AT.date())
    assert text == "It is let, but its year had no home free. Ask whether it counts."
    asks(waiting, kind="outside")

    assert own_work(waiting, AT.date()) == []


def test_no_report_is_final_while_a_lease_is_undecided(waiting):
    with arranging(), pytest.raises(Refused, match="not decided yet"):
        check_year_has_ended(Report(year=2026, figures_on=date(2026, 12, 31), figures={}))
