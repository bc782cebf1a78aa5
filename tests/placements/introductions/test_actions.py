"""What may be done with an introduction, by whom and when; and every refusal."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from municipalities.models import AreaWork
from pact.access.actor import Actor, acting_as
from pact.audit.models import Deed, Step
from pact.common.refusals import Refused
from pact.outbox.models import Message
from placements.candidates.models import AvoidedDistrict
from placements.introductions import actions
from placements.introductions.actions.exemptions import chase_decisions
from placements.introductions.models import Contact, Exemption, Introduction
from placements.lifecycle import NoSuchStep
from tests.conftest import actor_for
from tests.database import arranging
from tests.factories import (
    CandidateFactory,
    IntroductionFactory,
    MembershipFactory,
    area,
    district,
)
from tests.norms import agree_otherwise
from tests.placements.introductions.scenes import change, noon

pytestmark = pytest.mark.django_db

NOW = noon(2026, 11, 23)
TODAY = NOW.date()
AREAS = ["Schalkwijk", "Haarlem-Oost", "Haarlem-Centrum", "Haarlem-West"]


@pytest.fixture
def newcomer(people):
    return CandidateFactory(caseworker=people.caseworker)


@pytest.fixture
def planned(people, newcomer):
    return IntroductionFactory(
        candidate=newcomer,
        worker=people.worker,
        status="planned",
        first_contact_on=None,
        contacts=[],
    )


@pytest.fixture
def running(people, newcomer):
    return IntroductionFactory(candidate=newcomer, worker=people.worker)


@pytest.fixture
def caseworker(people):
    return actor_for(people.caseworker)


@pytest.fixture
def worker(people):
    return actor_for(people.worker)


@pytest.fixture
def coordinator(people):
    return actor_for(people.coordinator)


def plan(person, by, **changes):
    given = {"area": area(), "planned_on": TODAY + timedelta(days=7)} | changes
    with acting_as(by):
        return actions.plan_introduction(candidate=person, **given, by=by, at=NOW)


def told(kind: str) -> set[int]:
    with arranging():
        rows = Message.objects.filter(kind=kind, state="waiting")
        return set(rows.values_list("recipient_id", flat=True))


def fresh(row):
    with arranging():
        return type(row).objects.get(pk=row.pk)


# Planning


@pytest.mark.parametrize("who", ["caseworker", "coordinator"])
def test_planning_names_the_worker_and_tells_them(people, newcomer, who):
    by = actor_for(getattr(people, who))
    introduction = plan(newcomer, by, worker=people.worker)
    assert (introduction.status, introduction.party) == ("planned", people.worker.party)
    assert told("introduction_planned") == {people.worker.pk}
    with arranging():
        deed = Deed.objects.get(action="introduction.planned")
        step = Step.objects.get(kind="introduction")
    assert (deed.membership_id, deed.candidate_id) == (by.membership_id, newcomer.pk)
    assert (step.was, step.becomes, step.membership_id) == ("", "planned", by.membership_id)


def test_a_fourth_introduction_is_refused(people, newcomer, caseworker):
    for name in AREAS[:3]:
        plan(newcomer, caseworker, area=area(name), worker=people.worker)
    with pytest.raises(Refused, match=r"\(3 (side by side|naast elkaar)\)"):
        plan(newcomer, caseworker, area=area(AREAS[3]), worker=people.worker)


def test_as_many_run_side_by_side_as_was_agreed(people, newcomer, caseworker):
    agree_otherwise("introductions_at_once", 1, since=TODAY)
    plan(newcomer, caseworker, area=area(AREAS[0]), worker=people.worker)
    with pytest.raises(Refused, match=r"\(1 (side by side|naast elkaar)\)"):
        plan(newcomer, caseworker, area=area(AREAS[1]), worker=people.worker)


def test_a_stopped_introduction_makes_room(people, newcomer, caseworker):
    rows = [plan(newcomer, caseworker, area=area(name), worker=people.worker) for name in AREAS[:3]]
    with acting_as(caseworker):
        actions.stop_introduction(introduction=rows[0], code="not_wanted", by=caseworker, at=NOW)
    assert plan(newcomer, caseworker, area=area(AREAS[3]), worker=people.worker).pk


def test_one_area_has_one_introduction(people, newcomer, caseworker, planned):
    with pytest.raises(Refused):
        plan(newcomer, caseworker, worker=people.worker)


@pytest.mark.parametrize("status", ["submitted", "returned", "on_hold", "housed", "withdrawn"])
def test_only_the_admitted_are_introduced(people, caseworker, status):
    held = date(2026, 11, 1) if status == "on_hold" else None
    person = CandidateFactory(caseworker=people.caseworker, status=status, held_since=held)
    with pytest.raises(Refused):
        plan(person, caseworker, worker=people.worker)


def test_a_past_date_is_refused(people, newcomer, caseworker):
    with pytest.raises(Refused):
        plan(newcomer, caseworker, worker=people.worker, planned_on=TODAY - timedelta(days=1))
    assert plan(newcomer, caseworker, worker=people.worker, planned_on=TODAY).planned_on == TODAY


@pytest.mark.parametrize("who", ["foreign_worker", "colleague", "agent", "coordinator"])
def test_only_somebody_of_the_party_of_the_area_introduces(people, newcomer, caseworker, who):
    with pytest.raises(Refused):
        plan(newcomer, caseworker, worker=getattr(people, who))


def test_where_no_party_introduces_the_care_party_does(people, newcomer, caseworker):
    with arranging():
        AreaWork.objects.filter(area=area()).update(valid_to=TODAY)
    with pytest.raises(Refused):
        plan(newcomer, caseworker, worker=people.worker)
    with pytest.raises(Refused):
        plan(newcomer, caseworker, worker=people.stranger)
    introduction = plan(newcomer, caseworker, worker=people.colleague)
    assert introduction.party == newcomer.care_party


def test_who_left_cannot_be_named(people, newcomer, caseworker):
    change(people.worker, ended_on=TODAY)
    with pytest.raises(Refused):
        plan(newcomer, caseworker, worker=people.worker)


def test_an_area_that_ended_is_refused(people, newcomer, caseworker):
    change(area(), valid_to=TODAY)
    with pytest.raises(Refused):
        plan(newcomer, caseworker, worker=people.worker)


def test_an_area_of_which_every_district_is_avoided_is_refused(people, newcomer, caseworker):
    names = ["Europawijk", "Boerhaavewijk", "Molenwijk", "Meerwijk"]
    with arranging():
        for name in names[:-1]:
            AvoidedDistrict.objects.create(
                candidate=newcomer, caseworker=newcomer.caseworker, district=district(name)
            )
    plan(newcomer, caseworker, worker=people.worker)
    with arranging():
        AvoidedDistrict.objects.create(
            candidate=newcomer, caseworker=newcomer.caseworker, district=district(names[-1])
        )
        Introduction.objects.filter(candidate=newcomer).update(status="stopped")
    with pytest.raises(Refused):
        plan(newcomer, caseworker, worker=people.worker)


def test_a_later_introduction_knows_the_date_of_moving(people, newcomer, caseworker):
    first = plan(newcomer, caseworker, worker=people.worker)
    actions.set_move_date(candidate=newcomer, move_on=date(2027, 8, 1), by=caseworker, at=NOW)
    second = plan(newcomer, caseworker, area=area("Haarlem-Oost"), worker=people.worker)
    assert (fresh(first).move_on, second.move_on) == (date(2027, 8, 1), date(2027, 8, 1))


def test_somebody_else_takes_over_and_the_clock_goes_on(people, running, caseworker):
    other = MembershipFactory(role="neighbourhood_worker", party=people.worker.party)
    with acting_as(caseworker):
        actions.name_worker(introduction=running, worker=other, by=caseworker, at=NOW)
        with pytest.raises(Refused):
            actions.name_worker(
                introduction=running, worker=people.foreign_worker, by=caseworker, at=NOW
            )
    row = fresh(running)
    assert (row.worker, row.first_contact_on) == (other, running.first_contact_on)
    assert told("introduction_planned") == {other.pk}
    assert told("introduction_replaced") == {people.worker.pk}


def test_who_stays_the_worker_is_not_told_that_somebody_else_introduces(
    people, running, caseworker
):
    with acting_as(caseworker):
        actions.name_worker(introduction=running, worker=people.worker, by=caseworker, at=NOW)
    assert not told("introduction_replaced")


# Contacts


def start(introduction, by, on=TODAY):
    with acting_as(by):
        return actions.record_first_contact(
            introduction=introduction, on=on, kind="meeting", by=by, at=NOW
        )


@pytest.mark.parametrize("on", [TODAY, date(2026, 2, 2)])
def test_the_first_contact_starts_the_clock(planned, worker, on):
    start(planned, worker, on)
    row = fresh(planned)
    assert (row.status, row.first_contact_on) == ("started", on)
    with arranging():
        assert Contact.objects.get(introduction=planned).is_held


@pytest.mark.parametrize("on", [TODAY + timedelta(days=1), date(2026, 2, 1)])
def test_not_in_the_future_and_not_before_the_application(planned, worker, on):
    with pytest.raises(Refused):
        start(planned, worker, on)
    assert fresh(planned).status == "planned"


def test_the_clock_starts_once(planned, worker):
    start(planned, worker)
    with pytest.raises(NoSuchStep):
        start(planned, worker)


def test_another_partys_introduction_is_not_the_caseworkers_to_record(planned, caseworker):
    with pytest.raises(Refused):
        start(planned, caseworker)


def test_the_own_party_records_its_own_introduction(people, newcomer, caseworker):
    own = IntroductionFactory(
        candidate=newcomer,
        worker=people.colleague,
        status="planned",
        first_contact_on=None,
        contacts=[],
    )
    assert start(own, caseworker).status == "started"


def add(introduction, by, **changes):
    given = {"on": TODAY, "kind": "walk", "is_held": True} | changes
    with acting_as(by):
        return actions.add_contact(introduction=introduction, **given, by=by, at=NOW)


def test_contacts_are_added_held_or_planned(running, worker):
    assert add(running, worker).is_held
    assert not add(running, worker, on=TODAY + timedelta(days=3), is_held=False).is_held


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": TODAY + timedelta(days=1)},
        {"on": date(2026, 2, 15)},  # before the first contact
        {"on": TODAY - timedelta(days=1), "is_held": False},
        {"on": date(2026, 2, 16), "kind": "meeting"},  # there already
    ],
)
def test_a_contact_that_cannot_be_is_refused(running, worker, wrong):
    with pytest.raises(Refused):
        add(running, worker, **wrong)


def test_before_the_first_contact_there_are_no_others(planned, worker):
    with pytest.raises(Refused):
        add(planned, worker)


def test_a_planned_contact_is_held_dropped_and_planned_again(running, worker):
    contact = add(running, worker, is_held=False)
    with acting_as(worker):
        actions.drop_contact(contact=contact, by=worker, at=NOW)
        with pytest.raises(Refused):
            actions.hold_contact(contact=contact, by=worker, at=NOW)
    again = add(running, worker, is_held=False)
    assert again.pk == contact.pk
    with acting_as(worker):
        actions.hold_contact(contact=again, by=worker, at=NOW)
        with pytest.raises(Refused):
            actions.drop_contact(contact=again, by=worker, at=NOW)


def test_a_contact_in_the_future_was_not_held(running, worker):
    contact = add(running, worker, on=TODAY + timedelta(days=1), is_held=False)
    with acting_as(worker), pytest.raises(Refused):
        actions.hold_contact(contact=contact, by=worker, at=NOW)


def test_asked_along_is_on_record_once(running, worker):
    with acting_as(worker):
        for day in [date(2026, 3, 1), date(2026, 4, 1)]:
            request = actions.ask_along(
                introduction=running,
                whom="district_team",
                asked_on=day,
                contact="",
                by=worker,
                at=NOW,
            )
        assert running.requests.get().asked_on == request.asked_on == date(2026, 4, 1)
        with pytest.raises(Refused):
            actions.ask_along(
                introduction=running,
                whom="youth_centre",
                asked_on=TODAY + timedelta(days=1),
                contact="",
                by=worker,
                at=NOW,
            )


# Ending


@pytest.mark.parametrize(
    ("who", "hears"),
    [
        ("worker", {"caseworker"}),
        ("caseworker", {"worker"}),
        ("coordinator", {"worker", "caseworker"}),
    ],
)
def test_stopping_tells_the_others(people, running, who, hears):
    by = actor_for(getattr(people, who))
    with acting_as(by):
        actions.stop_introduction(introduction=running, code="not_wanted", by=by, at=NOW)
    row = fresh(running)
    assert (row.status, row.status_code, row.stopped_on) == ("stopped", "not_wanted", TODAY)
    assert told("introduction_stopped") == {getattr(people, name).pk for name in hears}
    worker = actor_for(people.worker)
    with pytest.raises(Refused):
        add(running, worker)  # from a page that was still open


def test_stopping_twice_is_refused(running, caseworker):
    with acting_as(caseworker):
        actions.stop_introduction(introduction=running, code="not_wanted", by=caseworker, at=NOW)
        with pytest.raises(NoSuchStep):
            actions.stop_introduction(
                introduction=running, code="not_wanted", by=caseworker, at=NOW
            )


def test_a_move_closes_its_introduction_stops_the_others_and_can_be_taken_back(
    people, running, newcomer
):
    other = IntroductionFactory(
        candidate=newcomer, worker=people.worker, area=area("Haarlem-Oost"), contacts=[]
    )
    agent = actor_for(people.agent)
    with acting_as(agent):
        actions.close_moved(candidate=newcomer, introduction=running, by=agent, at=NOW)
    assert fresh(running).status == "moved"
    assert (fresh(other).status, fresh(other).status_code) == ("stopped", "other_area")
    assert told("introduction_stopped") == {people.worker.pk, people.caseworker.pk}
    with acting_as(agent):
        actions.reopen(candidate=newcomer, introduction=running, area=None, by=agent, at=NOW)
    row = fresh(running)
    assert (row.status, row.first_contact_on) == ("started", running.first_contact_on)
    with arranging():
        steps = Step.objects.filter(kind="introduction", object_id=running.pk)
        who = set(steps.exclude(was="").values_list("membership_id", flat=True))
    assert who == {people.agent.pk}


def test_a_move_without_an_introduction_stops_all(people, running, newcomer):
    agent = actor_for(people.agent)
    with acting_as(agent):
        actions.close_moved(candidate=newcomer, introduction=None, by=agent, at=NOW)
    assert fresh(running).status == "stopped"


# Exceptions


def ask(person, by, *, at=NOW, **changes):
    given = {
        "code": "urgent",
        "catch_up": "after_move_monthly",
        "catch_up_by": date(2027, 6, 1),
    } | changes
    with acting_as(by):
        return actions.ask_exemption(candidate=person, **given, by=by, at=at)


def decide(exemption, by, *, is_granted=True):
    with acting_as(by):
        return actions.decide_exemption(exemption=exemption, is_granted=is_granted, by=by, at=NOW)


def test_an_exception_is_asked_with_a_plan_and_decided_by_another(
    people, newcomer, caseworker, coordinator
):
    exemption = ask(newcomer, caseworker)
    assert exemption.decide_by == date(2026, 11, 25)
    assert told("exemption_asked") == {people.coordinator.pk}
    decide(exemption, coordinator)
    row = fresh(exemption)
    assert (row.verdict, row.decided_by_id) == ("granted", people.coordinator.pk)
    assert told("exemption_decided") == {people.caseworker.pk}


def test_who_handles_the_case_by_then_hears_of_the_decision_and_can_open_it(
    people, newcomer, caseworker, coordinator, signed_in
):
    exemption = ask(newcomer, caseworker)
    change(newcomer, caseworker=people.colleague)
    decide(exemption, coordinator)
    assert told("exemption_decided") == {people.colleague.pk}
    page = reverse("introductions:candidate", args=[newcomer.public_id])
    opens = [signed_in(who).get(page).status_code for who in (people.colleague, people.caseworker)]
    assert opens == [200, 404]


def test_an_exception_is_denied_and_may_be_asked_again(newcomer, caseworker, coordinator):
    decide(ask(newcomer, caseworker), coordinator, is_granted=False)
    assert ask(newcomer, caseworker).verdict == "open"


def test_one_exception_waits_at_a_time(newcomer, caseworker):
    ask(newcomer, caseworker)
    with pytest.raises(Refused):
        ask(newcomer, caseworker)


@pytest.mark.parametrize("until", [TODAY, date(2026, 1, 1)])
def test_a_plan_ends_after_today(newcomer, caseworker, until):
    with pytest.raises(Refused):
        ask(newcomer, caseworker, catch_up_by=until)


def test_an_exception_is_for_the_admitted(people, caseworker):
    person = CandidateFactory(caseworker=people.caseworker, status="submitted")
    with pytest.raises(Refused):
        ask(person, caseworker)


def test_who_asked_does_not_decide_in_another_role(people, newcomer, caseworker):
    """The same user, who is also a coordinator."""
    both = MembershipFactory(
        user=people.caseworker.user,
        role="coordinator",
        party=people.coordinator.party,
        is_current=False,
    )
    exemption = ask(newcomer, caseworker)
    with pytest.raises(Refused):
        decide(exemption, actor_for(both))
    assert fresh(exemption).verdict == "open"


def test_a_second_decision_is_refused(people, newcomer, caseworker, coordinator):
    exemption = ask(newcomer, caseworker)
    decide(exemption, coordinator)
    with pytest.raises(Refused):
        decide(exemption, actor_for(people.deputy), is_granted=False)
    assert fresh(exemption).verdict == "granted"


def test_an_exception_asked_twice_on_one_day_is_told_twice(people, newcomer, caseworker):
    people.coordinator, people.deputy  # noqa: B018 (come into being)
    decide(ask(newcomer, caseworker), actor_for(people.coordinator), is_granted=False)
    ask(newcomer, caseworker, at=NOW + timedelta(hours=2))
    with arranging():
        asked = Message.objects.filter(kind="exemption_asked", recipient=people.coordinator)
        assert asked.count() == 2


def test_past_its_term_an_exception_goes_to_the_deputy_once(people, newcomer, caseworker):
    people.deputy  # noqa: B018
    exemption = ask(newcomer, caseworker)
    with acting_as(Actor.system("remind")):
        chase_decisions(today=exemption.decide_by, at=noon(2026, 11, 25))
        for _twice in range(2):
            chase_decisions(today=date(2026, 11, 26), at=noon(2026, 11, 26))
    with arranging():
        late = Message.objects.filter(kind="exemption_overdue", is_late=True)
        assert list(late.values_list("recipient_id", "due_on")) == [
            (people.deputy.pk, date(2026, 11, 26))
        ]
        assert Exemption.objects.get().verdict == "open"
