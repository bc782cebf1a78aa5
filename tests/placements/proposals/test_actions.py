"""Proposing, answering, closing: what each holds and what each releases."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Self

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from municipalities.models import AreaDistrict, Place
from pact.access.actor import Actor, acting_as
from pact.audit.models import Step
from pact.common.refusals import Refused
from pact.outbox.models import Message
from placements.candidates.models import AvoidedDistrict, Candidate, Identity
from placements.dwellings.models import Dwelling
from placements.introductions.models import Introduction
from placements.proposals import actions
from placements.proposals.models import Placement, Question
from placements.proposals.tasks import chase_overdue_answers
from tests.conftest import actor_for
from tests.database import arranging
from tests.factories import (
    CandidateFactory,
    DwellingFactory,
    GuidanceFactory,
    IntroductionFactory,
    MembershipFactory,
    PlacementFactory,
    area,
)
from tests.kept import Walked
from tests.norms import agree_otherwise

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TODAY = AT.date()
STARTS = date(2026, 12, 15)


class Scene(Walked):
    """An admitted candidate who was introduced in time, and a home in the area."""

    def __init__(self, people) -> None:
        self.people = people
        self.placement: Placement | None = None
        self.once("set", self._set)

    def _set(self) -> None:
        people = self.people
        with arranging():
            self.candidate = CandidateFactory(caseworker=people.caseworker)
            self.guidance = GuidanceFactory(candidate=self.candidate)
            self.introduction = IntroductionFactory(candidate=self.candidate, worker=people.worker)
            self.dwelling = DwellingFactory(offered_by=people.agent)

    def beside(self, *names: str) -> Self:
        """With colleagues who are there from now on, to be told of what happens."""
        for name in names:
            self.once(name, partial(getattr, self.people, name))
        return self

    def as_(self, name: str) -> Actor:
        return actor_for(getattr(self.people, name))

    def do(self, verb, *, by: str, at: datetime = AT, **arguments: object):
        actor = self.as_(by)
        with acting_as(actor):
            return verb(by=actor, at=at, **arguments)

    def propose(self, **changes: object) -> Placement:
        arguments = {
            "candidate": self.candidate,
            "dwelling": self.dwelling,
            "agent": self.people.agent,
            "starts_on": STARTS,
            "rank": 1,
        }
        self.placement = self.do(actions.propose, by="coordinator", **(arguments | changes))
        return self.placement

    def answer(self, verb, *, by: str, yes: bool = True, **details: object) -> Placement:
        return self.do(verb, by=by, placement=self.placement, yes=yes, **details)

    def both_say_yes(self) -> None:
        self.answer(actions.answer_profile, by="agent")
        self.answer(actions.answer_care, by="caseworker")
        self.answer(actions.answer_candidate, by="caseworker", spoke_on=TODAY)

    def checks_pass(self) -> None:
        for kind in ["viewing", "income", "permit"]:
            self.answer(actions.answer_check, by="agent", kind=kind, on=TODAY)

    def agree(self) -> None:
        self.propose()
        self.both_say_yes()
        self.checks_pass()
        self.answer(actions.answer_definite, by="agent")

    def now(self, row):
        with arranging():
            return type(row).objects.get(pk=row.pk)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def scene(people) -> Scene:
    return Scene(people)


def test_a_proposal_holds_dwelling_candidate_and_place(scene):
    placement = scene.propose()

    assert scene.now(scene.dwelling).status == "reserved"
    assert scene.now(placement).status == "proposed"
    assert Place.objects.get(pk=placement.place_id).taken is True
    assert (placement.year_id, placement.worker_id) == (2026, scene.people.worker.pk)
    assert placement.expected_on == STARTS


def test_nobody_is_proposed_for_a_home_past_the_corporations_own_date(scene):
    """It would release itself the next morning, before anybody could answer."""
    with arranging():
        Dwelling.objects.update(answer_by=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="until 22 November 2026"):
        scene.propose()
    with arranging():
        Dwelling.objects.update(answer_by=TODAY)
    assert scene.propose().status == "proposed"


def test_the_worker_is_of_the_area_in_which_the_home_lies_when_the_lease_would_start(scene):
    with arranging():
        AreaDistrict.objects.filter(district=scene.dwelling.district_id).update(valid_to=STARTS)
        AreaDistrict.objects.create(
            area=area("Haarlem-Oost"), district_id=scene.dwelling.district_id, valid_from=STARTS
        )
    there = IntroductionFactory(candidate=scene.candidate, area=area("Haarlem-Oost"))

    assert scene.propose().worker_id == there.worker_id


def test_a_proposal_asks_three_answers_at_once(scene):
    placement = scene.propose()
    with arranging():
        asked = Question.objects.filter(placement=placement).order_by("kind")
        assert [(q.kind, q.due_on) for q in asked] == [
            ("candidate", date(2026, 11, 30)),
            ("care", date(2026, 11, 25)),
            ("profile", date(2026, 11, 25)),
        ]


def test_no_term_runs_past_the_corporations_own_date(scene):
    with arranging():
        Dwelling.objects.filter(pk=scene.dwelling.pk).update(answer_by=date(2026, 11, 24))
    placement = scene.propose()
    with arranging():
        due = set(Question.objects.filter(placement=placement).values_list("due_on", flat=True))
    assert due == {date(2026, 11, 24)}


def test_a_lease_of_next_year_takes_a_place_of_next_year(scene):
    assert scene.propose(starts_on=date(2027, 1, 4)).year_id == 2027


def test_another_than_the_first_needs_a_reason(scene):
    with pytest.raises(Refused, match="fits better"):
        scene.propose(rank=2)
    assert scene.propose(rank=2, choice_code="urgent").choice_code == "urgent"


def test_an_agent_of_another_corporation_is_refused(scene):
    with pytest.raises(Refused, match="letting agent"):
        scene.propose(agent=scene.people.foreign_agent)


def test_an_agent_who_left_is_refused(scene):
    left = MembershipFactory(
        role=scene.people.agent.role, party=scene.people.agent.party, ended_on=TODAY
    )
    with pytest.raises(Refused, match="letting agent"):
        scene.propose(agent=left)


def test_a_candidate_is_proposed_for_one_home_at_a_time(scene):
    scene.propose()
    with pytest.raises(Refused, match="a moment ago"):
        scene.propose(dwelling=DwellingFactory())


def test_a_dwelling_is_proposed_to_one_candidate_at_a_time(scene):
    scene.propose()
    with pytest.raises(Refused):
        scene.propose(candidate=CandidateFactory())


def test_the_database_refuses_a_second_live_placement(scene):
    placement = scene.propose()
    with pytest.raises(IntegrityError, match="one_live_placement_a_candidate"):
        PlacementFactory(candidate=scene.now(scene.candidate))
    with pytest.raises(IntegrityError, match="one_live_placement_a_dwelling"):
        PlacementFactory(dwelling=scene.now(placement.dwelling))


@pytest.mark.parametrize("status", ["draft", "submitted", "on_hold", "housed", "withdrawn"])
def test_only_an_admitted_candidate_is_proposed(scene, status):
    held = TODAY if status == "on_hold" else None
    with arranging():
        Candidate.objects.filter(pk=scene.candidate.pk).update(held_since=None)
    other = CandidateFactory(status=status, held_since=held)
    with pytest.raises((Refused, Candidate.DoesNotExist)):
        scene.propose(candidate=other)
    assert scene.now(scene.dwelling).status == "offered"


def test_nobody_is_proposed_for_a_district_that_they_avoid(scene):
    with arranging():
        AvoidedDistrict.objects.create(
            candidate=scene.candidate,
            caseworker=scene.people.caseworker,
            district=scene.dwelling.district,
        )
    with pytest.raises(Refused, match="cannot live in this district"):
        scene.propose()


def test_who_it_is_stays_hidden_until_both_want_it(scene):
    scene.propose()
    scene.answer(actions.answer_profile, by="agent")
    with acting_as(scene.as_("agent")):
        assert Identity.objects.count() == 0
    scene.answer(actions.answer_candidate, by="caseworker", spoke_on=TODAY)

    with acting_as(scene.as_("agent")):
        assert Identity.objects.count() == 1
    with acting_as(scene.as_("other_agent")):
        assert Identity.objects.count() == 0


def test_after_release_the_corporation_is_asked_four_answers(scene):
    scene.propose()
    scene.both_say_yes()
    with arranging():
        kinds = Question.objects.filter(placement=scene.placement, answer=None)
        assert set(kinds.values_list("kind", flat=True)) == {
            "viewing",
            "income",
            "permit",
            "definite",
        }


def test_the_whole_way_to_agreement(scene):
    scene.agree()
    placement = scene.now(scene.placement)
    assert (placement.status, placement.agreed_at, placement.released_at) == ("agreed", AT, AT)


def test_no_definite_yes_before_the_checks(scene):
    scene.propose()
    scene.both_say_yes()
    with pytest.raises(Refused, match="viewing"):
        scene.answer(actions.answer_definite, by="agent")


def test_no_definite_yes_over_a_border_before_it_is_said_who_pays(scene):
    with arranging():
        care = scene.candidate.care
        care.municipality_of_origin_id = _other_municipality(scene.dwelling)
        care.save()
    scene.propose()
    scene.both_say_yes()
    scene.checks_pass()
    with pytest.raises(Refused, match="who pays"):
        scene.answer(actions.answer_definite, by="agent")

    scene.do(actions.agree_payment, by="caseworker", placement=scene.placement, paid=True)
    scene.answer(actions.answer_definite, by="agent")
    assert scene.now(scene.placement).status == "agreed"


def _other_municipality(dwelling: Dwelling) -> int:
    from pact.agreement.models import Municipality

    return Municipality.objects.exclude(pk=dwelling.municipality_id).first().pk


@pytest.mark.parametrize(
    ("verb", "by", "details", "code"),
    [
        (actions.answer_profile, "agent", {}, "rent_income"),
        (actions.answer_care, "caseworker", {}, "no_capacity"),
        (actions.answer_candidate, "caseworker", {"spoke_on": TODAY}, "rent"),
    ],
)
def test_a_no_releases_everything_and_keeps_waiting_time_and_introduction(
    scene, verb, by, details, code
):
    place = scene.propose().place_id
    since = scene.candidate.waiting_since
    scene.answer(verb, by=by, yes=False, code=code, **details)

    placement, candidate = scene.now(scene.placement), scene.now(scene.candidate)
    assert (placement.status, placement.status_code, placement.place_id) == ("declined", code, None)
    assert Place.objects.get(pk=place).taken is False
    assert scene.now(scene.dwelling).status == "offered"
    assert (candidate.status, candidate.waiting_since) == ("admitted", since)
    assert scene.now(scene.introduction).status == "started"


def test_a_no_needs_its_reason(scene):
    scene.propose()
    with pytest.raises(Refused, match="reason"):
        scene.answer(actions.answer_profile, by="agent", yes=False)


def test_after_a_no_the_corporation_sees_nothing(scene):
    scene.propose()
    scene.both_say_yes()
    scene.answer(actions.answer_definite, by="agent", yes=False, code="complex_load")

    with acting_as(scene.as_("agent")) as agent:
        assert Identity.objects.count() == 0
        assert Candidate.objects.count() == 0
        assert Placement.objects.visible_to(agent).count() == 0
        assert Placement.objects.count() == 0


@pytest.mark.parametrize(
    ("verb", "by", "details"),
    [
        (actions.answer_profile, "caseworker", {}),
        (actions.answer_care, "agent", {}),
        (actions.answer_candidate, "agent", {"spoke_on": TODAY}),
        (actions.answer_profile, "coordinator", {}),
    ],
)
def test_nobody_answers_for_another_party(scene, verb, by, details):
    scene.propose()
    with pytest.raises(Refused, match="another party"):
        scene.answer(verb, by=by, **details)


def test_an_answer_is_given_once(scene):
    scene.propose()
    scene.answer(actions.answer_profile, by="agent")
    with pytest.raises(Refused, match="answered before"):
        scene.answer(actions.answer_profile, by="agent")


def test_nobody_speaks_with_a_candidate_tomorrow(scene):
    scene.propose()
    with pytest.raises(Refused, match="still to come"):
        scene.answer(actions.answer_candidate, by="caseworker", spoke_on=TODAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("agent", "by_care"),
        ("agent", "by_coordinator"),
        ("caseworker", "by_corporation"),
        ("caseworker", "by_candidate"),
        ("coordinator", "candidate_on_hold"),
    ],
)
def test_nobody_withdraws_in_the_name_of_another(scene, who, code):
    scene.propose()
    with pytest.raises(Refused, match="whose wish"):
        scene.do(actions.withdraw, by=who, placement=scene.placement, code=code)
    assert scene.now(scene.placement).status == "proposed"


@pytest.mark.parametrize("code", ["by_corporation", "by_candidate", "by_care"])
def test_withdrawing_after_agreement_releases_everything(scene, code):
    scene.agree()
    scene.do(actions.withdraw, by="coordinator", placement=scene.placement, code=code)

    placement = scene.now(scene.placement)
    assert (placement.status, placement.place_id) == ("withdrawn", None)
    assert scene.now(scene.dwelling).status == "offered"
    assert Place.objects.filter(taken=True).count() == 0


def test_a_term_is_extended_once_and_not_past_the_corporations_date(scene):
    scene.propose()
    extend = {"placement": scene.placement, "kind": "profile"}
    with pytest.raises(Refused, match="to 7 December 2026, the corporation's own date"):
        scene.do(actions.extend_term, by="coordinator", due_on=date(2026, 12, 8), **extend)
    scene.do(actions.extend_term, by="coordinator", due_on=date(2026, 12, 7), **extend)
    with pytest.raises(Refused, match="as often as was agreed"):
        scene.do(actions.extend_term, by="coordinator", due_on=date(2026, 12, 7), **extend)


def test_a_term_is_extended_as_often_as_was_agreed(scene):
    scene.propose()
    extend = {"placement": scene.placement, "kind": "profile", "by": "coordinator"}
    agree_otherwise("term_extensions", 2, since=AT.date())
    for day in (date(2026, 12, 1), date(2026, 12, 2)):
        scene.do(actions.extend_term, due_on=day, **extend)
    with pytest.raises(Refused, match="as often as was agreed"):
        scene.do(actions.extend_term, due_on=date(2026, 12, 3), **extend)


def test_an_answer_that_was_asked_before_keeps_what_was_agreed_then(scene):
    scene.propose()
    tomorrow = AT + timedelta(days=1)
    agree_otherwise("term_extensions", 0, since=tomorrow.date())

    extend = {"placement": scene.placement, "kind": "profile", "by": "coordinator"}
    scene.do(actions.extend_term, due_on=date(2026, 12, 1), at=tomorrow, **extend)


@pytest.mark.parametrize("times", [2, 3])
def test_the_database_extends_no_term_more_often_or_twice_at_once(scene, times):
    scene.propose()
    refused = pytest.raises(IntegrityError, match="as often as was agreed")
    with acting_as(scene.as_("coordinator")), refused, transaction.atomic():
        Question.objects.filter(kind="profile").update(times_extended=1)
        Question.objects.filter(kind="profile").update(times_extended=times)
    agree_otherwise("term_extensions", 5, since=AT.date())
    with acting_as(scene.as_("coordinator")), refused, transaction.atomic():
        Question.objects.filter(kind="profile").update(times_extended=2)


def test_a_term_is_not_extended_into_the_past(scene):
    scene.propose()
    extend = {"placement": scene.placement, "kind": "profile", "by": "coordinator"}
    late = AT + timedelta(days=5)
    with pytest.raises(Refused, match="from 28 November 2026"):
        scene.do(actions.extend_term, due_on=date(2026, 11, 27), at=late, **extend)
    with pytest.raises(Refused, match="no later day is left"):
        scene.do(
            actions.extend_term, due_on=date(2026, 12, 8), at=AT + timedelta(days=15), **extend
        )


def test_no_term_is_extended_of_what_has_closed(scene):
    scene.propose()
    scene.do(actions.withdraw, by="coordinator", placement=scene.placement, code="by_coordinator")
    with pytest.raises(Refused, match="No answer is needed any more"):
        scene.do(
            actions.extend_term,
            by="coordinator",
            placement=scene.placement,
            kind="profile",
            due_on=date(2026, 12, 1),
        )


def test_nobody_is_proposed_for_a_year_that_is_not_open(scene):
    with pytest.raises(Refused, match="no places for 2029 yet"):
        scene.propose(starts_on=date(2029, 1, 4))
    assert scene.now(scene.dwelling).status == "offered"


def test_waiting_is_given_up_only_when_an_answer_is_late(scene):
    scene.propose()
    with pytest.raises(Refused, match="late"):
        scene.do(actions.release_overdue, by="coordinator", placement=scene.placement)
    later = AT + timedelta(days=4)
    before = scene.now(scene.candidate)
    scene.do(actions.release_overdue, by="coordinator", placement=scene.placement, at=later)
    lapsed, after = scene.now(scene.placement), scene.now(scene.candidate)
    assert (lapsed.status, lapsed.place_id) == ("lapsed", None)
    assert scene.now(scene.dwelling).status == "offered"
    assert (after.status, after.waiting_since) == ("admitted", before.waiting_since)
    assert scene.now(scene.introduction).status == "started"


def chased(kind: str = "signing_overdue") -> list[tuple[int, date]]:
    with arranging():
        rows = Message.objects.filter(kind=kind)
        return sorted(rows.values_list("recipient_id", "act_by"))


def test_a_late_answer_goes_to_whoever_gives_it_and_to_the_deputy_once(scene, people, time_machine):
    deputy = people.deputy
    scene.propose()
    with arranging():
        asked = Question.objects.filter(placement=scene.placement)
        due = asked.get(kind="profile").due_on
    for days in (0, 1, 1):
        time_machine.move_to(
            datetime.combine(due, time(9), tzinfo=UTC) + timedelta(days=days), tick=False
        )
        chase_overdue_answers()
        assert bool(chased("answer_overdue")) == (days > 0)

    told = {member for member, _day in chased("answer_overdue")}
    assert {people.agent.pk, deputy.pk} <= told
    assert told <= {people.agent.pk, people.caseworker.pk, deputy.pk}
    assert len(chased("answer_overdue")) == len(set(chased("answer_overdue")))


def test_the_lease_of_what_is_agreed_has_a_last_day_of_its_own(scene):
    scene.agree()
    assert scene.now(scene.placement).lease_by == date(2026, 12, 7)


def test_past_that_day_agent_and_deputy_are_told_once(scene, people, time_machine):
    deputy = people.deputy
    scene.agree()
    for day in (7, 8, 9):
        time_machine.move_to(datetime(2026, 12, day, 9, tzinfo=UTC), tick=False)
        chase_overdue_answers()
        assert bool(chased()) == (day > 7)
    assert chased() == sorted((member.pk, date(2026, 12, 7)) for member in (people.agent, deputy))


def test_the_database_agrees_on_nothing_without_a_last_day(scene):
    scene.propose()
    with arranging(), pytest.raises(IntegrityError, match="what_is_agreed_has_a_last_day"):
        Placement.objects.filter(pk=scene.placement.pk).update(status="agreed")


def sweep(scene, day: int) -> str:
    """The clock comes by on a day of December; how the proposal stands after it."""
    clock = Actor.system("chase")
    at = datetime(2026, 12, day, 9, tzinfo=UTC)
    with acting_as(clock):
        actions.warn_or_lapse(placement=scene.now(scene.placement), by=clock, at=at)
    return scene.now(scene.placement).status


def warned() -> set[int]:
    with arranging():
        rows = Message.objects.filter(kind="placement_lapses")
        return set(rows.values_list("recipient_id", flat=True))


def test_only_past_the_corporations_own_date_it_lapses_by_itself(scene, people):
    scene.propose()
    assert sweep(scene, 5) == "proposed"
    assert not warned()
    assert sweep(scene, 6) == "proposed"
    assert {people.agent.pk, people.caseworker.pk} <= warned()
    assert sweep(scene, 7) == "proposed"
    assert sweep(scene, 8) == "lapsed"
    assert scene.now(scene.placement).place_id is None
    assert scene.now(scene.dwelling).status == "offered"


def test_a_clock_that_stood_still_warns_first(scene):
    scene.propose()
    assert [sweep(scene, day) for day in (20, 20, 21)] == ["proposed", "proposed", "lapsed"]


def test_the_warning_comes_as_long_ahead_as_was_agreed(scene):
    agree_otherwise("lapse_warning_days", 3, since=TODAY)
    scene.propose()
    sweep(scene, 3)
    assert not warned()
    sweep(scene, 4)
    assert warned()


def test_the_database_lets_nothing_lapse_without_a_warning(scene):
    scene.propose()
    with arranging(), pytest.raises(IntegrityError, match="lapses_by_itself_after_a_warning"):
        Placement.objects.filter(pk=scene.placement.pk).update(
            status="lapsed", status_code="offer_expired", place=None
        )


def test_holding_a_candidate_releases_the_home(scene):
    scene.propose()
    scene.do(
        actions.hold_candidate,
        by="caseworker",
        candidate=scene.candidate,
        code="temporarily_away",
        stop_introductions=False,
    )
    candidate = scene.now(scene.candidate)
    assert (candidate.status, candidate.held_since) == ("on_hold", TODAY)
    assert scene.now(scene.placement).status == "withdrawn"
    assert scene.now(scene.introduction).status == "started"


def test_days_on_hold_do_not_count_as_waiting(scene):
    scene.do(
        actions.hold_candidate,
        by="caseworker",
        candidate=scene.candidate,
        code="on_request",
        stop_introductions=True,
    )
    later = AT + timedelta(days=10)
    scene.do(actions.resume_candidate, by="caseworker", candidate=scene.candidate, at=later)

    assert scene.now(scene.candidate).days_on_hold == 10
    assert scene.now(scene.introduction).status == "stopped"


def test_withdrawing_a_candidate_ends_all_that_hangs_on_it(scene):
    scene.propose()
    scene.do(
        actions.withdraw_candidate,
        by="caseworker",
        candidate=scene.candidate,
        code="own_solution",
    )
    assert scene.now(scene.candidate).status == "withdrawn"
    assert scene.now(scene.placement).status == "withdrawn"
    assert scene.now(scene.introduction).status == "stopped"
    assert scene.now(scene.guidance).status == "ended"
    with arranging():
        waiting = Message.objects.filter(state="waiting", object_id=scene.candidate.public_id)
        assert waiting.count() == 0


def test_withdrawing_a_dwelling_withdraws_its_proposal(scene):
    scene.propose()
    scene.do(actions.withdraw_dwelling, by="agent", dwelling=scene.dwelling, code="sold")

    assert scene.now(scene.dwelling).status == "withdrawn"
    assert scene.now(scene.placement).status == "withdrawn"
    assert Place.objects.filter(taken=True).count() == 0


def test_every_step_says_who_and_which_code(scene):
    scene.propose()
    scene.answer(actions.answer_profile, by="agent", yes=False, code="rent_income")
    with arranging():
        steps = Step.objects.filter(kind="placement").order_by("pk")
        assert [(s.was, s.becomes, s.code, s.membership_id) for s in steps] == [
            ("", "proposed", "", scene.people.coordinator.pk),
            ("proposed", "declined", "rent_income", scene.people.agent.pk),
        ]


def test_everybody_concerned_is_told_without_a_name(scene):
    scene.propose()
    with arranging():
        told = set(Message.objects.values_list("kind", "recipient"))
        assert ("answer_wanted", scene.people.agent.pk) in told
        assert ("answer_wanted", scene.people.caseworker.pk) in told
        assert {"K-"} == {ref[:2] for ref in Message.objects.values_list("reference", flat=True)}


def test_a_refused_deed_leaves_nothing_behind(scene):
    with pytest.raises(Refused), transaction.atomic():
        scene.propose(agent=scene.people.foreign_agent)
    assert Place.objects.filter(taken=True).count() == 0
    with arranging():
        assert Message.objects.count() == 0
        assert Introduction.objects.get().move_on is None
