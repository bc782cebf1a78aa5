"""From signature to neighbour, and the ways a lease ends; P3 attacked with and without Python."""

from datetime import UTC, date, datetime
from functools import partial
from typing import Self

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from municipalities.models import LedgerEntry, PactYear, Place, Share
from pact.access.actor import acting_as
from pact.common.refusals import Refused
from placements.dwellings.actions import withdraw_offer
from placements.guidance.models import ContactMoment, Guidance
from placements.introductions.models import Contact, Exemption, Introduction
from placements.reporting.models import Report
from placements.tenancies import actions
from placements.tenancies.introduced import NotIntroduced
from placements.tenancies.models import Lease
from tests.database import arranging
from tests.factories import (
    CandidateFactory,
    DwellingFactory,
    GuidanceFactory,
    IntroductionFactory,
    PlacementFactory,
    area,
)
from tests.norms import agree_otherwise
from tests.placements.proposals.test_actions import AT, STARTS, TODAY, Scene

START_DAY = datetime(2026, 12, 15, 9, tzinfo=UTC)


class Tenancy(Scene):
    def agreed(self, **details: object) -> Self:
        """Straight to what both sides agreed on, without the questions before it."""
        self.once(("agreed", *details.items()), partial(self._agree, details))
        return self

    def _agree(self, details: dict[str, object]) -> None:
        with arranging():
            self.dwelling.save_with(status="reserved")
        self.placement = PlacementFactory(
            candidate=self.candidate,
            dwelling=self.dwelling,
            worker=self.people.worker,
            status="agreed",
            released_at=AT,
            agreed_at=AT,
            **details,
        )

    def sign(self, **changes: object) -> Lease:
        arguments = {
            "placement": self.placement,
            "form": "regular",
            "signed_on": TODAY,
            "starts_on": STARTS,
        }
        return self.do(actions.sign_lease, by="agent", **(arguments | changes))

    def start(self, *, at: datetime = START_DAY, **changes: object) -> Lease:
        arguments = {"placement": self.placement, "started_on": at.date()}
        return self.do(actions.confirm_start, by="agent", at=at, **(arguments | changes))

    def began(self, day: date) -> None:
        with arranging():
            Introduction.objects.filter(pk=self.introduction.pk).update(first_contact_on=day)
            Contact.objects.filter(introduction=self.introduction).delete()
            for month in (8, 9, 10):
                Contact.objects.create(
                    introduction=self.introduction,
                    on=date(2026, month, 2),
                    kind="meeting",
                    is_held=True,
                )

    def excepted(self, began: date) -> Self:
        """Introduced since then, and that was granted to be too short."""
        self.once(("excepted", began), partial(self._except, began))
        return self

    def _except(self, began: date) -> None:
        self.began(began)
        self.exemption = self.grant_exemption()

    def grant_exemption(self) -> Exemption:
        with arranging():
            return Exemption.objects.create(
                candidate=self.candidate,
                care_party=self.candidate.care_party,
                caseworker=self.candidate.caseworker,
                code="urgent",
                catch_up="after_move_monthly",
                catch_up_by=date(2027, 6, 15),
                asked_by=self.people.caseworker,
                asked_at=AT,
                decide_by=TODAY,
                verdict="granted",
                decided_by=self.people.coordinator,
                decided_at=AT,
            )


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def scene(people) -> Tenancy:
    return Tenancy(people).agreed()


def test_a_signed_lease_stands_on_half_a_year_of_introduction(scene):
    lease = scene.now(scene.sign())

    assert (lease.introduced_on, lease.months_required, lease.contacts_held) == (
        date(2026, 2, 16),
        6,
        3,
    )
    assert scene.now(scene.placement).status == "leased"
    assert scene.now(scene.dwelling).status == "let"
    assert scene.now(scene.introduction).move_on == STARTS


@pytest.mark.parametrize(
    ("began", "starts", "is_long_enough"),
    [
        (date(2026, 6, 15), date(2026, 12, 15), True),
        (date(2026, 6, 16), date(2026, 12, 15), False),
        (date(2026, 8, 31), date(2027, 2, 28), True),
        (date(2026, 8, 31), date(2027, 2, 27), False),
        (date(2026, 8, 29), date(2027, 2, 28), True),
    ],
)
def test_six_calendar_months_and_not_a_day_less(scene, began, starts, is_long_enough):
    scene.began(began)
    if is_long_enough:
        assert scene.sign(starts_on=starts).starts_on == starts
        return
    with pytest.raises(NotIntroduced, match="can start from"):
        scene.sign(starts_on=starts)


def test_the_database_refuses_a_short_introduction_as_well(scene):
    scene.began(date(2026, 9, 1))
    with pytest.raises(IntegrityError, match="introduced_long_enough"), arranging():
        _lease_in_sql(scene, introduced_on="2020-01-01")


def test_the_database_refuses_too_few_contacts(scene):
    with arranging():
        Contact.objects.filter(introduction=scene.introduction).first().delete()
    with pytest.raises(IntegrityError, match="introduced_long_enough"), arranging():
        _lease_in_sql(scene)


def test_the_database_refuses_another_candidates_introduction(scene):
    other = IntroductionFactory(candidate=CandidateFactory(), worker=scene.people.worker)
    with pytest.raises(IntegrityError, match="not this candidate"), arranging():
        _lease_in_sql(scene, introduction=other.pk)


def test_the_database_refuses_an_introduction_elsewhere(scene):
    with arranging():
        Introduction.objects.filter(pk=scene.introduction.pk).update(area=area("Velserbroek"))
    with pytest.raises(IntegrityError, match="area of the home"), arranging():
        _lease_in_sql(scene)


def test_the_database_refuses_an_introduction_that_was_stopped(scene):
    with arranging():
        scene.now(scene.introduction).move_to("stopped", at=AT, code="not_wanted")
    with pytest.raises(IntegrityError, match="not running"), arranging():
        _lease_in_sql(scene)


@pytest.fixture
def elsewhere(scene) -> Introduction:
    """As long and with as many contacts as the one that is running, but stopped and in another area."""
    return IntroductionFactory(
        candidate=scene.candidate,
        worker=scene.people.worker,
        area=area("Velserbroek"),
        status="stopped",
    )


def test_the_database_refuses_to_exchange_what_a_lease_stands_on(scene, elsewhere):
    lease = Lease.objects.filter(pk=scene.sign().pk)
    with pytest.raises(IntegrityError, match="keeps what it was signed on"), arranging():
        lease.update(introduction=elsewhere)


def test_the_database_refuses_another_exception_under_a_lease(scene):
    scene.began(date(2026, 9, 1))
    scene.grant_exemption()
    lease = Lease.objects.filter(pk=scene.sign().pk)
    with pytest.raises(IntegrityError, match="keeps what it was signed on"), arranging():
        lease.update(exemption=None)


def test_without_that_guard_a_lease_stands_on_an_introduction_that_was_stopped(scene, elsewhere):
    """The control of the two above."""
    lease = Lease.objects.filter(pk=scene.sign().pk)
    with arranging(), connection.cursor() as cursor:
        cursor.execute("drop trigger keeps_what_it_stands_on on placements_lease")
        assert lease.update(introduction=elsewhere) == 1


def test_nobody_writes_the_start_of_an_introduction_into_a_lease(scene):
    lease = scene.sign()
    with arranging():
        Lease.objects.filter(pk=lease.pk).update(introduced_on=date(2020, 1, 1), contacts_held=99)
    assert scene.now(lease).introduced_on == date(2026, 2, 16)


def test_with_the_check_taken_away_a_short_introduction_gets_through(scene):
    """The control: without the constraint the attack above succeeds, so the constraint is the guard."""
    scene.began(date(2026, 9, 1))
    with arranging():
        with connection.cursor() as cursor:
            cursor.execute("alter table placements_lease drop constraint introduced_long_enough")
        _lease_in_sql(scene)
        assert Lease.objects.count() == 1
        transaction.set_rollback(True)


def _lease_in_sql(scene, *, introduction: int | None = None, introduced_on: str | None = None):
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into placements_lease (placement_id, form, signed_on, starts_on,"
            " introduction_id, introduced_on, months_required, contacts_required, contacts_held,"
            " postponements, end_code)"
            " values (%s, 'regular', '2026-11-23', '2026-12-15', %s, %s, 0, 0, 99, 0, '')",
            [scene.placement.pk, introduction or scene.introduction.pk, introduced_on],
        )


def test_too_few_contacts_are_refused_in_words(scene):
    with arranging():
        Contact.objects.filter(introduction=scene.introduction).first().delete()
    with pytest.raises(NotIntroduced, match="2 contacts; 3 are needed"):
        scene.sign()


def test_a_granted_exception_stands_in_for_the_half_year(scene):
    scene.began(date(2026, 10, 1))
    exemption = scene.grant_exemption()
    assert scene.sign().exemption_id == exemption.pk


def test_an_exception_that_is_not_granted_does_not(scene):
    scene.began(date(2026, 10, 1))
    exemption = scene.grant_exemption()
    with arranging():
        Exemption.objects.filter(pk=exemption.pk).update(verdict="denied")
    with pytest.raises(NotIntroduced):
        scene.sign()
    with pytest.raises(IntegrityError, match="not granted"), arranging():
        Lease.objects.create(
            placement=scene.placement,
            form="regular",
            signed_on=TODAY,
            starts_on=STARTS,
            exemption=exemption,
        )


def test_the_months_that_count_are_those_of_the_day_of_signing(scene):
    agree_otherwise("introduction_months", 12, since=date(2026, 11, 1))
    with pytest.raises(NotIntroduced):
        scene.sign()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"signed_on": date(2026, 11, 24)}, "still to come"),
        ({"starts_on": date(2026, 11, 22)}, "before it is signed"),
    ],
)
def test_dates_that_cannot_be_are_refused(scene, changes, sentence):
    with pytest.raises(Refused, match=sentence):
        scene.sign(**changes)


def test_a_start_in_january_counts_in_january(scene):
    scene.sign(starts_on=date(2027, 1, 1))
    placement = scene.now(scene.placement)
    assert (placement.year_id, Place.objects.get(pk=placement.place_id).year_id) == (2027, 2027)
    assert Place.objects.filter(year=2026, taken=True).count() == 0


def test_a_lease_that_is_a_fact_waits_for_a_decision_when_its_year_is_full(scene):
    with arranging(), connection.cursor() as cursor:
        cursor.execute("select municipalities_set_ceiling(2027, 0, 0)")
    scene.sign(starts_on=date(2027, 1, 4))
    placement = scene.now(scene.placement)
    assert (placement.counts, placement.not_counting, placement.place_id) == (
        False,
        "decision_needed",
        None,
    )


def test_a_lease_that_is_a_fact_waits_when_its_year_is_not_open_yet(scene):
    with arranging():
        for model in (Place, Share, PactYear):
            model.objects.filter(year=2027).delete()
    scene.sign(starts_on=date(2027, 1, 4))
    placement = scene.now(scene.placement)
    assert (placement.status, placement.counts, placement.not_counting, placement.place_id) == (
        "leased",
        False,
        "decision_needed",
        None,
    )


def test_a_lease_of_a_year_with_a_final_report_is_recorded_and_waits(scene):
    """Told in January, when 2026 is published: the home was held in 2027 until then."""
    with arranging():
        place = Place.objects.filter(year=2027, taken=False).first()
        scene.now(scene.placement).save_with(year_id=2027, place=place)
        make_final(2026, by=scene.people.coordinator)
    lease = scene.sign()
    scene.start()

    placement = scene.now(scene.placement)
    assert (placement.status, placement.year_id, placement.counts, placement.not_counting) == (
        "moved_in",
        2026,
        False,
        "decision_needed",
    )
    assert scene.now(lease).started_on == STARTS


def make_final(year: int, *, by) -> Report:
    """Also of a year that is not over yet: the trigger that refuses it has tests of its own."""
    with arranging(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        report = Report.objects.create(
            year=year,
            figures_on=date(year, 12, 31),
            is_final=True,
            state="done",
            figures={},
            pdf=b"%PDF-",
            asked_by=by,
            asked_at=AT,
        )
        cursor.execute("set local session_replication_role = origin")
    return report


def test_a_confirmed_start_makes_a_neighbour(scene):
    scene.sign()
    scene.start()

    assert scene.now(scene.placement).status == "moved_in"
    assert scene.now(scene.candidate).status == "housed"
    assert scene.now(scene.introduction).status == "moved"
    guidance = scene.now(scene.guidance)
    assert (guidance.status, guidance.runs_until) == ("running", date(2028, 12, 15))
    with arranging():
        assert ContactMoment.objects.filter(guidance=guidance).count() > 5
        realised = LedgerEntry.objects.filter(movement="realise")
        assert realised.count() == 1


def test_a_start_is_not_confirmed_before_its_day(scene):
    scene.sign()
    with pytest.raises(Refused, match="still to come"):
        scene.start(at=AT, started_on=STARTS)


def test_a_start_is_confirmed_once(scene):
    scene.sign()
    scene.start()
    with pytest.raises(Refused, match="not possible now"):
        scene.start()


def test_an_earlier_start_than_the_half_year_is_refused(scene):
    scene.began(date(2026, 6, 10))
    scene.sign()
    with pytest.raises(NotIntroduced):
        scene.start(at=datetime(2026, 12, 9, 9, tzinfo=UTC))


def test_a_postponed_start_moves_year_and_reminders(scene):
    scene.sign()
    scene.do(
        actions.postpone_start,
        by="agent",
        placement=scene.placement,
        starts_on=date(2027, 1, 15),
        code="dwelling_not_ready",
    )
    assert scene.now(scene.placement).year_id == 2027
    assert scene.now(scene.introduction).move_on == date(2027, 1, 15)


def test_a_start_is_postponed_to_a_later_day_only(scene):
    scene.sign()
    with pytest.raises(Refused, match="after"):
        scene.do(
            actions.postpone_start,
            by="agent",
            placement=scene.placement,
            starts_on=STARTS,
            code="dwelling_not_ready",
        )


def test_a_cancelled_lease_releases_home_candidate_and_place(scene):
    scene.sign()
    scene.do(actions.cancel_lease, by="agent", placement=scene.placement, code="candidate_withdrew")
    assert scene.now(scene.placement).status == "cancelled"
    assert scene.now(scene.dwelling).status == "offered"
    assert scene.now(scene.candidate).status == "admitted"
    assert scene.now(scene.introduction).status == "started"
    assert Place.objects.filter(taken=True).count() == 0


def test_a_lease_is_not_cancelled_while_its_address_is_offered_anew(scene, people):
    scene.sign()
    home = scene.now(scene.dwelling)
    same = {"postcode": home.postcode, "house_number": home.house_number}
    anew = DwellingFactory(offered_by=people.agent, addition=home.addition, **same)
    cancel = {"placement": scene.placement, "code": "candidate_withdrew"}
    with pytest.raises(Refused, match=f"as {anew.reference}.*Withdraw that offer first"):
        scene.do(actions.cancel_lease, by="agent", **cancel)
    assert scene.now(scene.placement).status == "leased"

    scene.do(withdraw_offer, by="agent", dwelling=anew, code="sold")
    scene.do(actions.cancel_lease, by="agent", **cancel)
    assert scene.now(home).status == "offered"


def test_a_transfer_is_the_same_placement_and_never_counts_again(scene):
    scene.sign(form="intermediary")
    scene.start()
    lines = LedgerEntry.objects.count()
    scene.do(
        actions.transfer_lease,
        by="agent",
        at=datetime(2027, 12, 20, tzinfo=UTC),
        placement=scene.placement,
        on=date(2027, 12, 15),
    )
    assert LedgerEntry.objects.count() == lines


def test_the_end_of_a_lease_ends_the_case_and_keeps_the_place(scene):
    scene.sign()
    scene.start()
    later = datetime(2027, 6, 1, 9, tzinfo=UTC)
    scene.do(
        actions.end_lease,
        by="agent",
        at=later,
        placement=scene.placement,
        on=later.date(),
        code="left",
    )
    placement = scene.now(scene.placement)
    assert (placement.status, placement.place_id is not None) == ("ended", True)
    assert scene.now(scene.candidate).status == "ended"
    assert scene.now(scene.guidance).status == "ended"


def test_rehousing_keeps_waiting_time_and_guidance(scene):
    scene.sign()
    scene.start()
    later = datetime(2027, 6, 1, 9, tzinfo=UTC)
    scene.do(
        actions.end_lease,
        by="agent",
        at=later,
        placement=scene.placement,
        on=later.date(),
        code="moved_on",
        rehouse=True,
    )
    candidate = scene.now(scene.candidate)
    assert (candidate.status, candidate.waiting_since) == ("admitted", date(2026, 2, 2))
    assert scene.now(scene.guidance).status == "running"


def test_guidance_is_not_completed_before_two_years(scene):
    scene.sign()
    scene.start()
    for at, is_time in [
        (datetime(2028, 12, 14, 9, tzinfo=UTC), False),
        (datetime(2028, 12, 16, 9, tzinfo=UTC), True),
    ]:
        if is_time:
            scene.do(actions.complete, by="caseworker", at=at, placement=scene.placement)
            assert scene.now(scene.placement).status == "completed"
            assert scene.now(scene.guidance).status == "ended"
        else:
            with pytest.raises(Refused):
                scene.do(actions.complete, by="caseworker", at=at, placement=scene.placement)


def test_a_completed_placement_is_no_longer_live(scene, people):
    scene.sign()
    scene.start()
    with arranging():
        scene.now(scene.placement).move_to("completed", at=AT)
    assert PlacementFactory(
        candidate=scene.now(scene.candidate), dwelling=DwellingFactory(status="reserved")
    ).pk


def test_keys_are_recorded_on_the_day_itself(scene):
    scene.sign()
    with pytest.raises(Refused, match="on the day itself"):
        scene.do(actions.hand_over_keys, by="agent", placement=scene.placement, on=STARTS)
    scene.do(actions.hand_over_keys, by="agent", at=START_DAY, placement=scene.placement, on=STARTS)
    with arranging():
        assert Lease.objects.get().keys_on == STARTS


def test_guidance_is_of_the_candidate_alone(scene):
    GuidanceFactory(candidate=CandidateFactory())
    scene.sign()
    scene.start()
    with arranging():
        assert Guidance.objects.filter(moved_on=None).count() == 1
    with acting_as(scene.as_("agent")):
        assert Guidance.objects.count() == 1


@pytest.mark.parametrize("keys_first", [True, False])
def test_two_years_run_from_the_keys_where_they_came_after_the_start(scene, keys_first):
    scene.sign()
    keys = datetime(2027, 1, 20, 9, tzinfo=UTC)
    deeds = [
        lambda: scene.start(at=keys, started_on=STARTS),
        lambda: scene.do(
            actions.hand_over_keys, by="agent", at=keys, placement=scene.placement, on=keys.date()
        ),
    ]
    for deed in reversed(deeds) if keys_first else deeds:
        deed()
    guidance = scene.now(scene.guidance)
    assert (guidance.moved_on, guidance.runs_until) == (date(2027, 1, 20), date(2029, 1, 20))


def test_keys_before_the_start_do_not_shorten_the_two_years(scene):
    scene.sign()
    early = datetime(2026, 12, 10, 9, tzinfo=UTC)
    scene.do(
        actions.hand_over_keys, by="agent", at=early, placement=scene.placement, on=early.date()
    )
    scene.start()
    assert scene.now(scene.guidance).runs_until == date(2028, 12, 15)
