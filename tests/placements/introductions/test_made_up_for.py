"""After a move by an exception, contacts make up for the introduction until the plan is done."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import translation

from pact.access.actor import acting_as
from pact.common.refusals import Refused
from placements.introductions import actions
from placements.introductions.models import Contact, Exemption
from placements.tenancies import actions as tenancies
from placements.tenancies.models import Lease
from tests.access.door import KEY
from tests.conftest import actor_for
from tests.database import arranging
from tests.factories import IntroductionFactory, area
from tests.placements.introductions.scenes import change, noon
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import STARTS
from tests.placements.tenancies.test_actions import START_DAY

pytestmark = pytest.mark.django_db

SPRING = datetime(2027, 3, 1, 9, tzinfo=UTC)
MARCH = SPRING.date()
TOO_EARLY = "contact_comes_after_the_move"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def agreed(people) -> Journey:
    """Agreed, introduced too short, with an exception whose plan ends on 15 June 2027."""
    return Journey(people).beside("coordinator").to("agreed").excepted(date(2026, 10, 1))


@pytest.fixture
def moved(agreed) -> Journey:
    agreed.once("signed", agreed.sign)
    agreed.once("started", agreed.start)
    return agreed


def act(verb, member, *, at=SPRING, **given):
    by = actor_for(member)
    with acting_as(by):
        return verb(**given, by=by, at=at)


def add(journey, *, by="worker", **changes) -> Contact:
    given = {"on": MARCH, "kind": "walk", "is_held": True} | changes
    member, row = getattr(journey.people, by), journey.now(journey.introduction)
    return act(actions.add_contact, member, introduction=row, **given)


def caught_up(journey) -> None:
    verb = actions.record_caught_up
    act(verb, journey.people.caseworker, exemption=journey.exemption, on=MARCH)


def contacts_counted(journey) -> int:
    with arranging():
        return Lease.objects.get(placement=journey.placement).contacts_held


def nobody_was_met(journey) -> None:
    """Another introduction in the area of the home, planned and not begun."""
    change(journey.introduction, status="stopped")
    journey.introduction = IntroductionFactory(
        candidate=journey.candidate,
        worker=journey.people.worker,
        status="planned",
        first_contact_on=None,
        contacts=[],
    )


# Who, when


def test_the_worker_plans_and_holds_contacts_after_the_move(moved):
    planned = add(moved, on=MARCH + timedelta(days=7), is_held=False)
    act(actions.drop_contact, moved.people.worker, contact=planned)
    held = add(moved)
    act(actions.take_contact_back, moved.people.worker, contact=held)
    act(actions.hold_contact, moved.people.worker, contact=held)
    assert moved.now(held).is_held
    assert moved.now(moved.introduction).status == "moved"


def test_where_the_care_party_introduces_its_caseworker_does(moved):
    with pytest.raises(Refused, match="Another party introduces"):
        add(moved, by="caseworker")
    own = moved.people.colleague
    change(moved.introduction, worker=own, party=own.party)
    assert add(moved, by="caseworker").is_held


def test_the_lease_that_was_signed_never_counts_them(moved):
    before = contacts_counted(moved)
    for day in (MARCH, STARTS + timedelta(days=1)):
        add(moved, on=day)
    moved.do(
        tenancies.hand_over_keys,
        by="agent",
        at=SPRING,
        placement=moved.placement,
        on=STARTS,
    )
    assert contacts_counted(moved) == before == 3


@pytest.mark.parametrize("on", [STARTS, STARTS - timedelta(days=1)])
def test_what_was_before_the_move_is_not_added_afterwards(moved, on):
    with pytest.raises(Refused, match="comes after that day"):
        add(moved, on=on)


def test_what_was_before_the_move_stays_as_it_is(moved):
    first = moved.now(moved.introduction).contacts.first
    with acting_as(moved.as_("worker")):
        contact = first()
    with pytest.raises(Refused, match="comes after that day"):
        act(actions.take_contact_back, moved.people.worker, contact=contact)


def test_nothing_is_added_once_the_plan_is_done_until_that_is_taken_back(moved):
    held = add(moved)
    caught_up(moved)
    for verb, given in [
        (actions.take_contact_back, {"contact": held}),
        (actions.hold_contact, {"contact": held}),
    ]:
        with pytest.raises(Refused, match="not running"):
            act(verb, moved.people.worker, **given)
    with pytest.raises(Refused, match="not running"):
        add(moved, kind="activity")
    act(actions.take_caught_up_back, moved.people.caseworker, exemption=moved.exemption)
    assert add(moved, kind="activity").is_held


def test_without_an_exception_nothing_is_made_up_for(people):
    journey = Journey(people).to("moved_in")
    with pytest.raises(Refused, match="not running"):
        add(journey)


def test_nor_after_the_lease_ended(moved):
    moved.do(
        tenancies.end_lease,
        by="agent",
        at=SPRING,
        placement=moved.placement,
        on=MARCH,
        code="left",
        rehouse=True,
    )
    with pytest.raises((Refused, DatabaseError)):
        add(moved)


# The database, asked directly


def write(journey, **values) -> Contact:
    """As the worker, past every action."""
    given = {"on": MARCH, "kind": "walk", "is_held": True} | values
    with acting_as(journey.as_("worker")), transaction.atomic():
        return Contact.objects.create(introduction=journey.introduction, **given)


def rewrite(journey, contact: Contact, **values) -> None:
    with acting_as(journey.as_("worker")), transaction.atomic():
        Contact.objects.filter(pk=contact.pk).update(**values)


def test_the_database_allows_a_contact_after_the_move_while_the_plan_is_open(moved):
    rewrite(moved, write(moved), is_held=False)
    for day in (STARTS, STARTS - timedelta(days=30)):
        with pytest.raises(IntegrityError, match="before the move"):
            write(moved, on=day)
    contact = write(moved, kind="activity")
    with pytest.raises(IntegrityError, match="before the move"):
        rewrite(moved, contact, on=STARTS)
    caught_up(moved)
    with pytest.raises(IntegrityError, match="Nothing is made up for"):
        write(moved, kind="meeting")
    with pytest.raises(IntegrityError, match="Nothing is made up for"):
        rewrite(moved, contact, is_held=False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": "lapsed", "decided_by": None, "is_used": False},
        {"caught_up_on": MARCH},
    ],
)
def test_of_no_other_exception(moved, wrong):
    if "caught_up_on" in wrong:
        wrong = wrong | {"caught_up_by": moved.people.caseworker}
    change(moved.exemption, **wrong)
    with pytest.raises(IntegrityError, match="Nothing is made up for"):
        write(moved)


def test_of_nobody_whose_guidance_or_lease_is_over(moved):
    with arranging():
        moved.now(moved.guidance).move_to(
            "ended", at=SPRING, code="deceased", ended_on=SPRING.date()
        )
    with arranging(), pytest.raises(IntegrityError, match="Nothing is made up for"):
        Contact.objects.create(introduction=moved.introduction, on=MARCH, kind="walk")


def test_a_contact_never_changes_its_introduction(moved):
    other = IntroductionFactory(
        candidate=moved.candidate,
        worker=moved.people.worker,
        area=area("Haarlem-Oost"),
        contacts=[MARCH],
    )
    with arranging(), pytest.raises(IntegrityError, match="stays in its introduction"):
        Contact.objects.filter(introduction=other).update(introduction=moved.introduction)


def test_without_the_guard_the_walls_alone_let_it_through(moved):
    """The control: what is refused above is refused by the guard."""
    with arranging(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute(
            "alter table placements_contact disable trigger guard_contact_after_the_move"
        )
    assert write(moved, on=STARTS).pk


def test_another_worker_writes_none(moved):
    by = actor_for(moved.people.foreign_worker)
    with acting_as(by), pytest.raises(DatabaseError), transaction.atomic():
        Contact.objects.create(introduction=moved.introduction, on=MARCH, kind="walk")


# Which introduction goes on


def test_who_was_planned_in_the_area_of_the_home_is_met_there_after_the_move(agreed):
    """Nobody was met yet: the lease stands on no introduction, and the one of the area goes on."""
    elsewhere = IntroductionFactory(
        candidate=agreed.candidate,
        worker=agreed.people.worker,
        area=area("Haarlem-Oost"),
        contacts=[],
    )
    nobody_was_met(agreed)
    assert agreed.sign().introduction is None
    agreed.start()
    assert agreed.now(agreed.introduction).status == "moved"
    assert agreed.now(elsewhere).status == "stopped"
    assert add(agreed).is_held
    agreed.do(
        tenancies.take_start_back,
        by="agent",
        at=SPRING,
        placement=agreed.placement,
        starts_on=date(2027, 4, 1),
        code="by_mistake",
    )
    row = agreed.now(agreed.introduction)
    assert (row.status, row.first_contact_on) == ("started", MARCH)


def test_who_was_met_by_nobody_is_planned_again_when_the_start_is_taken_back(agreed):
    nobody_was_met(agreed)
    agreed.sign()
    agreed.start()
    assert agreed.now(agreed.introduction).status == "moved"
    agreed.do(
        tenancies.take_start_back,
        by="agent",
        at=START_DAY,
        placement=agreed.placement,
        starts_on=date(2027, 1, 4),
        code="by_mistake",
    )
    row = agreed.now(agreed.introduction)
    assert (row.status, row.first_contact_on) == ("planned", None)


def test_a_contact_that_was_planned_for_that_day_is_the_first_contact_then(agreed):
    """It was planned to make up for the introduction, and the start was taken back."""
    nobody_was_met(agreed)
    agreed.sign()
    agreed.start()
    planned = add(agreed, is_held=False)
    back = {"placement": agreed.placement, "starts_on": date(2027, 4, 1), "code": "by_mistake"}
    agreed.do(tenancies.take_start_back, by="agent", at=SPRING, **back)
    first = {"introduction": agreed.introduction, "on": planned.on, "kind": planned.kind}
    agreed.do(actions.record_first_contact, by="worker", at=SPRING, **first)

    row = agreed.now(agreed.introduction)
    assert (row.status, row.first_contact_on) == ("started", planned.on)
    assert agreed.now(planned).is_held


def test_the_day_of_the_move_is_the_day_on_which_the_lease_started(agreed):
    agreed.sign()
    later = datetime(2026, 12, 18, 9, tzinfo=UTC)
    agreed.start(at=later)
    assert agreed.now(agreed.introduction).move_on == later.date()


# A home in another area than they were introduced in


@pytest.fixture
def elsewhere(agreed) -> Journey:
    """Moved to an area where nobody introduced them."""
    change(agreed.introduction, area=area("Haarlem-Oost"))
    agreed.sign()
    agreed.start()
    return agreed


def plan(journey, where="Schalkwijk"):
    people = journey.people
    given = {"area": area(where), "worker": people.worker, "planned_on": MARCH}
    candidate = journey.now(journey.candidate)
    return act(actions.plan_introduction, people.caseworker, candidate=candidate, **given)


def test_somebody_is_named_where_they_live_now_and_makes_up_for_it(elsewhere):
    assert elsewhere.now(elsewhere.introduction).status == "stopped"
    with pytest.raises(Refused, match="They live in Schalkwijk now"):
        plan(elsewhere, "Haarlem-Centrum")
    elsewhere.introduction = plan(elsewhere)
    row = elsewhere.now(elsewhere.introduction)
    assert (row.status, row.first_contact_on, row.move_on) == ("moved", None, STARTS)
    assert elsewhere.now(elsewhere.guidance).worker == elsewhere.people.worker
    assert add(elsewhere).is_held
    with pytest.raises(Refused, match="housed"):
        plan(elsewhere)


def test_nobody_is_named_once_the_plan_is_done_or_without_one(elsewhere, people):
    caught_up(elsewhere)
    with pytest.raises(Refused, match="housed"):
        plan(elsewhere)


def test_the_page_offers_it_with_the_one_area_there_is(elsewhere, signed_in, time_machine):
    time_machine.move_to(noon(2027, 3, 1), tick=False)
    client = signed_in(elsewhere.people.caseworker)
    planning = reverse("introductions:plan", args=[elsewhere.candidate.public_id])
    overview = reverse("introductions:candidate", args=[elsewhere.candidate.public_id])
    assert planning in client.get(overview).content.decode()
    form = client.get(planning).context["form"]
    assert [name for _key, group in form.fields["area"].choices[1:] for _pk, name in group] == [
        "Schalkwijk"
    ]
    plan(elsewhere)
    assert planning not in client.get(overview).content.decode()


# The pages


def test_the_pages_show_what_was_made_up_for(moved, signed_in, time_machine):
    time_machine.move_to(noon(2027, 3, 1), tick=False)
    people, case = moved.people, moved.candidate
    page = reverse("introductions:detail", args=[moved.introduction.public_id])
    adding = reverse("introductions:add_contact", args=[moved.introduction.public_id])
    worker, caseworker = signed_in(people.worker), signed_in(people.caseworker)
    assert adding in worker.get(page).content.decode()
    assert adding not in caseworker.get(page).content.decode()
    sent = {"on": "2027-03-01", "kind": "walk", "is_held": "held", "form_key": KEY}
    assert worker.post(adding, sent).status_code == 302
    text = worker.get(page).content.decode()
    assert "Contacten na de verhuizing" in text
    assert "1 na de verhuizing en 3 ervoor" in text
    assert text.index("na de verhuizing en 3") < text.index("Contacten na de verhuizing")
    overview = reverse("introductions:candidate", args=[case.public_id])
    assert "1 na de verhuizing en 3 ervoor" in caseworker.get(overview).content.decode()
    done = reverse("introductions:caught_up", args=[case.public_id, moved.exemption.pk])
    assert "1 na de verhuizing en 3 ervoor" in caseworker.get(done).content.decode()
    with arranging():
        Exemption.objects.update(caught_up_on=MARCH, caught_up_by=people.caseworker)
    text = worker.get(page).content.decode()
    assert adding not in text
    assert "Contacten na de verhuizing" in text


def test_what_was_made_by_mistake_is_taken_back_with_a_real_form(moved, signed_in, time_machine):
    """A part of a page without its token would be refused by a browser's own form."""
    time_machine.move_to(noon(2027, 3, 1), tick=False)
    caught_up(moved)
    client = signed_in(moved.people.caseworker)
    overview = reverse("introductions:candidate", args=[moved.candidate.public_id])
    text = client.get(overview).content.decode()
    back = reverse(
        "introductions:not_caught_up", args=[moved.candidate.public_id, moved.exemption.pk]
    )
    form = text[text.index(back) :]
    assert "csrfmiddlewaretoken" in form[: form.index("</form>")]


@pytest.mark.parametrize("rehouse", [False, True])
def test_of_a_home_that_was_left_the_plan_says_so(moved, signed_in, time_machine, rehouse):
    late = datetime(2027, 7, 1, 9, tzinfo=UTC)
    time_machine.move_to(late, tick=False)
    client = signed_in(moved.people.coordinator)
    address = reverse("introductions:candidate", args=[moved.candidate.public_id])
    assert "niet op tijd klaar" in client.get(address).content.decode()
    ended = {"on": MARCH, "code": "moved_on", "rehouse": rehouse}
    moved.do(tenancies.end_lease, by="agent", at=late, placement=moved.placement, **ended)
    page = client.get(address).content.decode()
    assert "niet op tijd klaar" not in page
    assert "zij wonen daar niet meer" in page
