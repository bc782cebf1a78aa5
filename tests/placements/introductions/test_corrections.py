"""A wrong step in an introduction is taken back by a step of its own, and by nothing else."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import translation

from municipalities.models import AreaWork
from pact.access.actor import acting_as
from pact.audit.models import Deed, Step
from pact.common.refusals import Refused
from pact.outbox.models import Message
from placements.introductions import actions
from placements.introductions.models import Contact, Introduction
from tests.conftest import actor_for
from tests.database import arranging
from tests.factories import IntroductionFactory, MembershipFactory, area
from tests.norms import agree_otherwise
from tests.placements.introductions.scenes import (
    candidate,
    change,
    missing,
    noon,
    planned,
    sweep,
    told,
)
from tests.placements.proposals.road import Journey

pytestmark = pytest.mark.django_db

NOW = noon(2026, 11, 23)
TODAY = NOW.date()
MOVE = date(2027, 3, 1)
KEY = "00000000-0000-4000-8000-00000000000c"


@pytest.fixture(autouse=True)
def _today_in_english(time_machine):
    time_machine.move_to(NOW, tick=False)
    with translation.override("en"):
        yield


@pytest.fixture
def newcomer(people):
    return candidate(people, admitted=noon(2026, 2, 2), wishes=date(2027, 9, 1))


@pytest.fixture
def running(people, newcomer):
    return IntroductionFactory(candidate=newcomer, worker=people.worker)


@pytest.fixture
def elsewhere(people, newcomer):
    return IntroductionFactory(candidate=newcomer, worker=people.worker, area=area("Haarlem-Oost"))


@pytest.fixture
def waiting(people, newcomer):
    return planned(newcomer, people.worker, since=noon(2026, 9, 2), planned_on=date(2026, 11, 20))


def act(verb, member, **given):
    by = actor_for(member)
    with acting_as(by):
        return verb(**given, by=by, at=NOW)


def stop(introduction, people):
    return act(
        actions.stop_introduction, people.worker, introduction=introduction, code="not_wanted"
    )


def take_back(introduction, people, *, by="caseworker", worker=None):
    return act(
        actions.take_stop_back,
        getattr(people, by),
        introduction=introduction,
        worker=worker or people.worker,
        code="by_mistake",
    )


def now(row):
    with arranging():
        return type(row).objects.get(pk=row.pk)


def waits(kind: str) -> set[int]:
    with arranging():
        rows = Message.objects.filter(kind=kind, state="waiting")
        return set(rows.values_list("recipient_id", flat=True))


def steps_of(introduction) -> list[tuple]:
    with arranging():
        rows = Step.objects.filter(kind="introduction", object_id=introduction.pk).order_by("pk")
        return list(rows.values_list("was", "becomes", "code"))


# A stop that was a mistake


@pytest.mark.parametrize("who", ["caseworker", "coordinator"])
def test_a_stop_is_taken_back_and_the_half_year_counts_again(people, running, who):
    stop(running, people)
    take_back(running, people, by=who)
    row = now(running)
    assert (row.status, row.first_contact_on, row.stopped_on) == (
        "started",
        running.first_contact_on,
        None,
    )
    with arranging():
        assert row.contacts.filter(is_held=True).count() == 3
    assert steps_of(running)[1:] == [
        ("started", "stopped", "not_wanted"),
        ("stopped", "started", "by_mistake"),
    ]
    heard = {people.worker.pk, people.caseworker.pk} - {getattr(people, who).pk}
    assert (waits("introduction_goes_on"), waits("introduction_stopped")) == (heard, set())


def test_what_was_only_planned_is_planned_again_and_reminded_of(people, waiting):
    stop(waiting, people)
    take_back(waiting, people)
    assert now(waiting).status == "planned"
    sweep(date(2027, 3, 1))
    assert (people.worker.pk, "introduction_due", date(2027, 3, 1), False) in told()
    assert missing(date(2027, 3, 1)) == []


def test_without_a_first_contact_it_does_not_run_nor_with_one_wait(people, waiting, elsewhere):
    with arranging():
        Introduction.objects.update(status="stopped")
        for row, wrong in [(waiting, "started"), (elsewhere, "planned")]:
            with pytest.raises(IntegrityError), transaction.atomic():
                Introduction.objects.filter(pk=row.pk).update(status=wrong)


def test_it_knows_the_date_of_the_move_of_today(people, running, newcomer):
    by = people.caseworker
    act(actions.set_move_date, by, candidate=newcomer, move_on=date(2027, 1, 15))
    stop(running, people)
    act(actions.set_move_date, by, candidate=newcomer, move_on=MOVE)
    take_back(running, people)
    assert (now(running).move_on, now(running).move_known_on) == (MOVE, TODAY)


def test_a_move_that_is_over_or_off_drives_nothing(people, running, newcomer):
    act(actions.set_move_date, people.caseworker, candidate=newcomer, move_on=MOVE)
    act(actions.close_moved, people.agent, candidate=newcomer, introduction=None)
    assert now(running).move_on is None
    take_back(running, people)
    assert now(running).move_on is None


def test_not_while_another_one_is_open_in_the_area(people, running, newcomer):
    stop(running, people)
    IntroductionFactory(candidate=newcomer, worker=people.worker)
    with pytest.raises(Refused, match="already"):
        take_back(running, people)


def test_not_when_as_many_run_as_was_agreed(people, running, newcomer):
    agree_otherwise("introductions_at_once", 1, since=TODAY)
    stop(running, people)
    IntroductionFactory(candidate=newcomer, worker=people.worker, area=area("Haarlem-Oost"))
    with pytest.raises(Refused, match=r"\(1 side by side\)"):
        take_back(running, people)


@pytest.mark.parametrize("status", ["on_hold", "housed", "withdrawn"])
def test_only_for_the_admitted(people, running, newcomer, status):
    stop(running, people)
    change(newcomer, status=status, held_since=TODAY if status == "on_hold" else None)
    with pytest.raises(Refused, match="admitted"):
        take_back(running, people)
    assert now(running).status == "stopped"


@pytest.mark.parametrize("status", ["started", "moved"])
def test_only_what_has_stopped(people, running, status):
    change(running, status=status)
    with pytest.raises(Refused, match="no stop to take back"):
        take_back(running, people)
    assert now(running).status == status


def test_who_may_no_longer_introduce_is_replaced(people, running):
    stop(running, people)
    change(people.worker, ended_on=TODAY)
    with pytest.raises(Refused, match="does not introduce"):
        take_back(running, people)
    other = MembershipFactory(role="neighbourhood_worker", party=people.worker.party)
    take_back(running, people, worker=other)
    assert now(running).worker == other
    assert waits("introduction_goes_on") == {other.pk}


def test_where_the_party_no_longer_works_the_care_party_goes_on(people, running):
    stop(running, people)
    with arranging():
        AreaWork.objects.filter(area=area()).update(valid_to=TODAY)
    with pytest.raises(Refused, match="does not introduce"):
        take_back(running, people)
    take_back(running, people, worker=people.colleague)
    assert now(running).party == people.caseworker.party


def test_the_page_leads_to_it_and_whoever_stopped_it_meets_a_wall(people, running, signed_in):
    stop(running, people)
    address = reverse("introductions:take_stop_back", args=[running.public_id])
    client = signed_in(people.caseworker)
    detail = reverse("introductions:detail", args=[running.public_id])
    assert address in client.get(detail).content.decode()
    given = {"code": "by_mistake", "worker": people.worker.pk, "form_key": KEY}
    for stranger, answer in [("worker", 403), ("stranger", 404)]:
        assert signed_in(getattr(people, stranger)).post(address, given).status_code == answer
    assert client.post(address, given).status_code == 302
    page = client.get(detail).content.decode()
    assert address not in page
    assert "Met een nieuwe kennismaking begint" not in page


def test_stopping_warns_of_a_home_that_leans_on_it(people, signed_in):
    journey = Journey(people)
    client = signed_in(people.caseworker)
    address = reverse("introductions:stop", args=[journey.introduction.public_id])
    assert (
        "alleen een huurcontract met een uitzondering" not in client.get(address).content.decode()
    )
    journey.to("proposed")
    assert "alleen een huurcontract met een uitzondering" in client.get(address).content.decode()


# Another day for the first contact


def replan(introduction, member, on):
    return act(actions.replan_first_contact, member, introduction=introduction, planned_on=on)


def test_a_first_contact_that_fell_through_is_planned_anew(people, waiting):
    act(actions.name_worker, people.caseworker, introduction=waiting, worker=people.worker)
    replan(waiting, people.worker, TODAY)
    assert now(waiting).planned_on == TODAY
    assert waits("introduction_planned") == set()  # it told of the day that fell through
    with arranging():
        deed = Deed.objects.get(action="introduction.replanned")
    assert (deed.code, deed.membership_id) == ("2026-11-20>2026-11-23", people.worker.pk)


def test_not_in_the_past_not_by_another_party_and_not_once_it_runs(people, waiting, elsewhere):
    for introduction, member, on in [
        (waiting, people.worker, TODAY - timedelta(days=1)),
        (waiting, people.caseworker, TODAY),
        (elsewhere, people.worker, TODAY),
    ]:
        before = introduction.planned_on
        with pytest.raises(Refused):
            replan(introduction, member, on)
        assert now(introduction).planned_on == before


def test_my_work_is_no_longer_late(people, waiting, signed_in):
    client = signed_in(people.worker)
    late = "stond voor deze dag gepland"
    assert late in client.get("/").content.decode()
    address = reverse("introductions:replan", args=[waiting.public_id])
    given = {"planned_on": "2026-11-24", "form_key": KEY}
    assert client.post(address, given).status_code == 302
    assert late not in client.get("/").content.decode()


# A contact that was not held after all


def not_held(contact, member):
    return act(actions.take_contact_back, member, contact=contact)


def last_contact(introduction) -> Contact:
    with arranging():
        return introduction.contacts.order_by("-on").first()


def test_a_contact_that_was_not_held_no_longer_counts(people, running):
    contact = last_contact(running)
    not_held(contact, people.worker)
    assert not now(contact).is_held
    with arranging():
        assert Deed.objects.filter(action="introduction.contact_not_held").count() == 1
    with pytest.raises(Refused, match="not on record as held"):
        not_held(contact, people.worker)
    act(actions.hold_contact, people.worker, contact=contact)
    assert now(contact).is_held


def test_neither_by_the_other_party_nor_when_the_clock_began_on_it(people, running):
    with pytest.raises(Refused, match="Another party"):
        not_held(last_contact(running), people.caseworker)
    with arranging():
        first = running.contacts.order_by("on").first()
    with pytest.raises(Refused, match="the first contact"):
        not_held(first, people.worker)
    with arranging():
        Contact.objects.create(introduction=running, on=first.on, kind="walk", is_held=True)
    not_held(first, people.worker)  # the walk of that day began it as well
    assert not now(first).is_held


LEASE_KEEPS = "A lease counts this contact"


def test_what_a_lease_counts_stays(people):
    journey = Journey(people).to("leased")
    contact = last_contact(journey.introduction)
    with pytest.raises(Refused, match="A lease was signed on this contact"):
        not_held(contact, people.worker)
    for wrong in [{"is_held": False}, {"dropped_at": NOW}, {"on": date(2027, 1, 1)}]:
        with arranging(), pytest.raises(IntegrityError, match=LEASE_KEEPS), transaction.atomic():
            Contact.objects.filter(pk=contact.pk).update(**wrong)
    assert now(contact).is_held
    with arranging(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table placements_contact disable trigger keep_counted_contact")
    not_held(contact, people.worker)  # the control: nothing else stands in its way


def test_what_was_cancelled_counts_nothing(people):
    journey = Journey(people).to("leased")
    with arranging():
        journey.now(journey.placement).lease.__class__.objects.update(
            ended_on=TODAY, end_code="candidate_withdrew"
        )
    contact = last_contact(journey.introduction)
    not_held(contact, people.worker)
    assert not now(contact).is_held


# Since when somebody is introduced, as a placement repeats it


def test_a_proposal_follows_the_first_contact_until_the_lease_is_signed(people):
    journey = Journey(people).to("proposed")
    introduction = now(journey.introduction)
    really = introduction.first_contact_on - timedelta(days=30)
    change(journey.candidate, submitted_at=noon(2026, 1, 5))
    act(actions.correct_first_contact, people.worker, introduction=introduction, on=really)
    assert journey.now(journey.placement).introduced_since == really
    stop(introduction, people)
    assert journey.now(journey.placement).introduced_since is None
    take_back(introduction, people)
    assert journey.now(journey.placement).introduced_since == really


def test_what_is_signed_keeps_what_was_true(people):
    journey = Journey(people).to("leased")
    since = journey.now(journey.placement).introduced_since
    stop(journey.introduction, people)
    assert journey.now(journey.placement).introduced_since == since
