"""My work: what must be done by when, late first, and on whom one waits; nobody else's."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from pact.access.actor import Actor, acting_as
from pact.accounts.roles import Role
from pact.outbox.models import Message
from placements.candidates.actions.news import look_again
from placements.candidates.tasks import look_again_at_holds
from placements.guidance.models import ContactMoment
from placements.introductions.models import Contact, Exemption
from placements.overview import items
from placements.overview.items import Item, in_order
from placements.overview.kinds import homes, steering
from placements.overview.work import BY_ROLE, LISTS, work_of
from placements.proposals.models import Question
from placements.tenancies.models import Appointment, Lease
from tests.access.table import every_door
from tests.database import arranging
from tests.factories import (
    WINTER,
    CandidateFactory,
    DwellingFactory,
    GuidanceFactory,
    IntroductionFactory,
    MembershipFactory,
    PlacementFactory,
    UserFactory,
)
from tests.queries import own_statements

TODAY = date(2026, 11, 23)
A_DAY = timedelta(days=1)


@pytest.fixture
def work(actor_of):
    def of(member, today=TODAY):
        actor = actor_of(member)
        with acting_as(actor):
            return work_of(actor, today)

    return of


def lines(items: list[Item]) -> list[tuple]:
    return [(item.title, item.due) for item in items]


def asked(placement, kind, party, due_on) -> Question:
    with arranging():
        return Question.objects.create(
            placement=placement,
            kind=kind,
            party=party,
            asked_at=timezone.now(),
            due_on=due_on,
        )


def exemption_for(case, *, decide_by) -> Exemption:
    with arranging():
        return Exemption.objects.create(
            candidate=case,
            care_party=case.care_party,
            caseworker=case.caseworker,
            code="urgent",
            catch_up="visits",
            catch_up_by=TODAY,
            asked_by=case.caseworker,
            asked_at=timezone.now(),
            decide_by=decide_by,
        )


# The order


def test_the_earliest_term_comes_first_and_what_has_none_last():
    late, soon, some_day = (
        Item(title=name, text="", address="/", due=due)
        for name, due in [("late", TODAY - A_DAY), ("soon", TODAY + A_DAY), ("some day", None)]
    )

    assert in_order([some_day, soon, late]).own == [late, soon, some_day]


def test_what_others_must_do_stands_apart():
    awaited = Item(title="K", text="", address="/", party="Pré Wonen")

    assert (in_order([awaited]).own, in_order([awaited]).awaited) == ([], [awaited])


# A caseworker


def test_a_caseworker_completes_drafts_and_returned_applications(people, work):
    draft = CandidateFactory(caseworker=people.caseworker, status="draft", admitted_at=None)
    returned = CandidateFactory(
        caseworker=people.caseworker, status="returned", answer_by=TODAY + A_DAY
    )

    assert lines(work(people.caseworker).own) == [
        (returned.reference, TODAY + A_DAY),
        (draft.reference, None),
    ]


def test_a_caseworker_reads_what_the_coordinator_is_to_decide(people, work):
    for when, status in [(1, "submitted"), (2, "rejected")]:
        CandidateFactory(
            caseworker=people.caseworker,
            status=status,
            answer_by=TODAY + when * A_DAY,
            asked_again_at=timezone.now() if status == "rejected" else None,
        )
    CandidateFactory(caseworker=people.caseworker, status="rejected")
    introduction = IntroductionFactory(candidate__caseworker=people.caseworker)
    exemption_for(introduction.candidate, decide_by=TODAY + 3 * A_DAY)

    with translation.override("en"):
        found = work(people.caseworker)

    assert [(item.party, item.text, item.due) for item in found.awaited] == [
        ("the coordinator", "Decides on this application.", TODAY + A_DAY),
        ("the coordinator", "Looks at the rejection again, as you asked.", TODAY + 2 * A_DAY),
        ("the coordinator", "Decides on the exception that you asked for.", TODAY + 3 * A_DAY),
    ]
    assert found.own == []


@pytest.mark.parametrize(
    ("days", "again"), [(0, 56), (55, 56), (56, 56), (57, 112), (112, 112), (113, 168)]
)
def test_a_case_on_hold_is_looked_at_again_every_eight_weeks(people, work, days, again):
    held_since = TODAY - days * A_DAY
    CandidateFactory(caseworker=people.caseworker, status="on_hold", held_since=held_since)

    (item,) = work(people.caseworker).own

    assert item.due == held_since + again * A_DAY
    assert item.text.startswith("Staat stil sinds ")


def test_the_clock_asks_once_each_time_whether_a_case_on_hold_can_go_on(people):
    held_since = TODAY - 60 * A_DAY
    case = CandidateFactory(caseworker=people.caseworker, status="on_hold", held_since=held_since)

    for day in [TODAY, TODAY + A_DAY, TODAY + 52 * A_DAY]:
        at = timezone.make_aware(datetime.combine(day, datetime.min.time()))
        with acting_as(Actor.system("chase")):
            look_again([case], at=at)

    with arranging():
        told = Message.objects.filter(kind="hold_review").order_by("due_on")
        assert list(told.values_list("recipient_id", "due_on")) == [
            (people.caseworker.pk, held_since + 56 * A_DAY),
            (people.caseworker.pk, held_since + 112 * A_DAY),
        ]


def test_the_clock_asks_nothing_before_the_agreed_weeks(people):
    for days in [55, 56]:
        CandidateFactory(status="on_hold", held_since=timezone.localdate() - days * A_DAY)
    assert [look_again_at_holds(), look_again_at_holds()] == [1, 1]
    with arranging():
        assert Message.objects.filter(kind="hold_review").count() == 1


def test_an_admitted_candidate_without_an_introduction_has_a_latest_start(people, work):
    case = CandidateFactory(
        caseworker=people.caseworker, tables__need__wished_month=date(2027, 6, 1)
    )

    assert lines(work(people.caseworker).own) == [(case.reference, date(2026, 12, 1))]


@pytest.mark.parametrize("status", ["planned", "started"])
def test_an_introduction_that_is_under_way_needs_no_plan(people, work, status):
    IntroductionFactory(
        candidate__caseworker=people.caseworker,
        status=status,
        first_contact_on=date(2026, 2, 16) if status == "started" else None,
    )

    assert work(people.caseworker).own == []


def test_an_introduction_that_stopped_needs_another(people, work):
    stopped = IntroductionFactory(
        candidate__caseworker=people.caseworker, status="stopped", status_code="other"
    )

    assert [item.title for item in work(people.caseworker).own] == [stopped.candidate.reference]


def test_a_caseworker_answers_and_waits_for_the_corporation(people, work):
    placement = PlacementFactory(
        candidate__caseworker=people.caseworker, dwelling__offered_by=people.agent
    )
    asked(placement, "candidate", people.caseworker.party, TODAY)
    asked(placement, "profile", people.agent.party, TODAY - A_DAY)

    found = work(people.caseworker)

    assert lines(found.own) == [(placement.candidate.reference, TODAY)]
    assert [(item.party, item.due) for item in found.awaited] == [("Pré Wonen", TODAY - A_DAY)]
    assert [item.text for item in found.awaited] == [
        "Nog niet: in principe akkoord met het profiel."
    ]


def test_what_is_awaited_reads_as_a_sentence_in_english_too(people, work):
    placement = PlacementFactory(dwelling__offered_by=people.agent)
    asked(placement, "candidate", placement.care_party, TODAY - A_DAY)
    asked(placement, "profile", people.agent.party, TODAY)

    with translation.override("en"):
        found = work(people.coordinator)

    assert [item.text.partition(". ")[0] for item in found.own] == [
        f"Late: {placement.care_party.name}: the candidate's answer"
    ]
    assert [item.text for item in found.awaited] == [
        "Not yet: agreement in principle on the profile."
    ]


def test_what_is_answered_is_no_work_and_neither_is_a_proposal_that_ended(people, work):
    placement = PlacementFactory(
        candidate__caseworker=people.caseworker, status="declined", status_code="other"
    )
    asked(placement, "candidate", people.caseworker.party, TODAY)

    assert [item.title for item in work(people.caseworker).own if item.due == TODAY] == []


def test_contact_moments_show_two_weeks_ahead(people, work):
    track = GuidanceFactory(candidate__caseworker=people.caseworker, candidate__status="housed")
    with arranging():
        for days, kind in [(-1, "plan"), (14, "visit"), (15, "evaluation")]:
            ContactMoment.objects.create(
                guidance=track, kind=kind, planned_on=TODAY + timedelta(days=days)
            )

    assert [item.due for item in work(people.caseworker).own] == [
        TODAY - A_DAY,
        TODAY + timedelta(days=14),
    ]


def test_nobody_sees_the_work_of_another(people, work):
    CandidateFactory(caseworker=people.caseworker, status="draft", admitted_at=None)

    assert work(people.colleague).own == []
    assert work(people.stranger).own == []


def test_a_lead_sees_the_work_of_the_team(people, work):
    case = CandidateFactory(caseworker=people.caseworker, status="draft", admitted_at=None)

    assert lines(work(people.lead).own) == [(case.reference, None)]


# A neighbourhood worker


def test_a_worker_has_the_first_contact_and_then_the_next(people, work):
    planned = IntroductionFactory(
        worker=people.worker,
        status="planned",
        planned_on=TODAY + A_DAY,
        first_contact_on=None,
        contacts=[],
    )
    running = IntroductionFactory(worker=people.worker)
    with arranging():
        Contact.objects.create(introduction=running, on=TODAY + 2 * A_DAY, kind="walk")

    assert lines(work(people.worker).own) == [
        (planned.candidate.reference, TODAY + A_DAY),
        (running.candidate.reference, TODAY + 2 * A_DAY),
    ]


def test_a_running_introduction_without_a_date_asks_for_one(people, work):
    IntroductionFactory(worker=people.worker)

    (item,) = work(people.worker).own
    assert item.due is None


def test_a_worker_comes_to_an_appointment(people, work):
    introduced = IntroductionFactory(worker=people.worker, contacts=[])
    placement = PlacementFactory(
        candidate=introduced.candidate,
        worker=people.worker,
        status="agreed",
        dwelling__offered_by=people.agent,
    )
    with arranging():
        for worker_comes in (True, False):
            Appointment.objects.create(
                placement=placement,
                kind="keys" if worker_comes else "viewing",
                on=TODAY + A_DAY,
                at_time="10:30",
                worker_comes=worker_comes,
                made_by=people.agent,
            )

    item, _next_contact = work(people.worker).own
    assert (item.due, "10:30" in item.text) == (TODAY + A_DAY, True)


def test_whoever_comes_to_an_appointment_has_it_in_their_work(people, work):
    candidate = CandidateFactory(caseworker=people.caseworker)
    placement = PlacementFactory(
        candidate=candidate,
        dwelling__offered_by=people.agent,
        status="leased",
        released_at=timezone.now(),
    )
    when = {"placement": placement, "at_time": "10:30", "made_by": people.agent}
    with arranging():
        Appointment.objects.create(kind="keys", on=TODAY + A_DAY, **when)
        alone = Appointment.objects.create(
            kind="keys", on=TODAY + 2 * A_DAY, agent_comes=False, **when
        )
        Appointment.objects.create(
            kind="keys", on=TODAY + 3 * A_DAY, dropped_at=timezone.now(), **when
        )
        Appointment.objects.create(kind="viewing", on=TODAY - A_DAY, **when)

    def coming(member) -> list[date]:
        return [item.due for item in work(member).own if item.text.startswith("Wees er")]

    assert coming(people.agent) == [TODAY + A_DAY]
    assert coming(people.caseworker) == [TODAY + A_DAY, alone.on]
    assert coming(people.other_agent) == []


# A letting agent


def test_an_agent_answers_and_waits_for_the_others(people, work):
    placement = PlacementFactory(dwelling__offered_by=people.agent)
    asked(placement, "profile", people.agent.party, TODAY)
    asked(placement, "care", placement.care_party, TODAY)

    found = work(people.agent)

    assert len(found.own) == 1
    assert len(found.awaited) == 1


def test_an_agent_signs_starts_and_hands_over(people, work):
    agreed = PlacementFactory(
        dwelling__offered_by=people.agent,
        status="agreed",
        lease_by=TODAY + 3 * A_DAY,
    )
    leased = PlacementFactory(
        dwelling__offered_by=people.agent, status="leased", released_at=WINTER
    )
    introduction = IntroductionFactory(candidate=leased.candidate, status="started")
    with arranging():
        Lease.objects.create(
            placement=leased,
            form="regular",
            signed_on=TODAY - 9 * A_DAY,
            starts_on=TODAY - A_DAY,
            introduction=introduction,
        )

    assert lines(work(people.agent).own) == [
        (leased.candidate.reference, TODAY - A_DAY),
        (agreed.candidate.reference, TODAY + 3 * A_DAY),
    ]
    assert lines(work(people.other_agent).awaited) == [
        (agreed.candidate.reference, TODAY + 3 * A_DAY),
        (leased.candidate.reference, None),
    ]


def test_an_agent_waits_for_a_candidate_for_an_offered_home(people, work):
    DwellingFactory(offered_by=people.agent)
    DwellingFactory(offered_by=people.foreign_agent)

    assert len(work(people.agent).awaited) == 1


# A coordinator


def test_a_coordinator_decides_within_the_term(people, work):
    case = CandidateFactory(
        status="submitted",
        submitted_at=timezone.make_aware(_at(2026, 11, 20)),
        answer_by=date(2026, 12, 4),
        admitted_at=None,
    )

    assert lines(work(people.coordinator).own) == [(case.reference, date(2026, 12, 4))]


def _at(*day: int):
    return datetime(*day, 10)  # noqa: DTZ001


def test_a_coordinator_decides_on_exceptions_and_sees_free_homes(people, work):
    case = CandidateFactory()
    exemption_for(case, decide_by=TODAY + A_DAY)
    home = DwellingFactory(answer_by=TODAY)

    assert [item.due for item in work(people.coordinator).own] == [TODAY, TODAY + A_DAY]
    assert home.street in work(people.coordinator).own[0].title


def test_a_late_answer_is_the_coordinators_work(people, work):
    placement = PlacementFactory()
    asked(placement, "care", placement.care_party, TODAY - A_DAY)
    asked(placement, "profile", placement.corporation, TODAY)

    found = work(people.coordinator)

    assert [item.due for item in found.own] == [TODAY - A_DAY]
    assert f"Te laat: {placement.care_party.name}: zorgpartij akkoord." in found.own[0].text
    assert [item.due for item in found.awaited] == [TODAY]


def test_what_one_case_waits_for_is_one_thing(people, work):
    placement = PlacementFactory()
    care, home = placement.care_party, placement.corporation
    for kind, party, due in [
        ("care", care, TODAY - A_DAY),
        ("profile", home, TODAY - 2 * A_DAY),
        ("candidate", care, TODAY - A_DAY),
    ]:
        asked(placement, kind, party, due)
    waiting = PlacementFactory()
    for kind in ("viewing", "income"):
        asked(waiting, kind, waiting.corporation, TODAY)

    found = work(people.coordinator)

    assert lines(found.own) == [(placement.candidate.reference, TODAY - 2 * A_DAY)]
    assert f"{care.name}: zorgpartij akkoord, antwoord van de kandidaat" in found.own[0].text
    assert f"{home.name}: in principe akkoord met het profiel" in found.own[0].text
    assert [item.text for item in found.awaited] == [
        "Nog niet: bezichtiging gehouden, inkomen past."
    ]


def test_more_than_fits_is_said_and_the_latest_is_never_what_drops_out(people, work, monkeypatch):
    monkeypatch.setattr(items, "AT_MOST", 2)
    for module in (homes, steering):
        monkeypatch.setattr(module, "FETCHED", 3)
    for days in (3, 1, 2):
        DwellingFactory(answer_by=TODAY - days * A_DAY)

    found = work(people.coordinator)

    assert [item.due for item in found.own] == [TODAY - 3 * A_DAY, TODAY - 2 * A_DAY, None]
    assert found.own[-1].address == reverse("dwellings:list")
    assert not found.is_whole


def test_whoever_has_a_kind_of_work_may_open_its_list(people, signed_in):
    doors = {door.name: door.may for door in every_door() if door.method == "get"}
    for role, kinds in BY_ROLE.items():
        for kind in kinds:
            assert doors[LISTS[kind]].get(role) == 200, (role, kind)


def test_a_free_home_leads_to_itself_at_the_table(people, work):
    free = [DwellingFactory(answer_by=TODAY), DwellingFactory(answer_by=TODAY)]

    assert {item.address for item in work(people.coordinator).own} == {
        reverse("proposals:table_of", args=[home.public_id]) for home in free
    }


def test_a_lease_that_is_not_signed_or_did_not_start_is_the_coordinators_work(people, work):
    for due in (TODAY - 2 * A_DAY, TODAY):
        PlacementFactory(dwelling__offered_by=people.agent, status="agreed", lease_by=due)
    for starts_on in (TODAY - A_DAY, TODAY):
        leased = PlacementFactory(dwelling__offered_by=people.agent, status="leased")
        introduction = IntroductionFactory(candidate=leased.candidate, status="started")
        with arranging():
            Lease.objects.create(
                placement=leased,
                form="regular",
                signed_on=TODAY - 9 * A_DAY,
                starts_on=starts_on,
                introduction=introduction,
            )

    found = work(people.coordinator)

    assert [item.due for item in found.own] == [TODAY - 2 * A_DAY, TODAY - A_DAY]
    assert ["het huurcontract" in item.text for item in found.own] == [True, True]
    assert [item.party for item in found.own] == ["", ""]


# The others


def test_an_administrator_sees_who_has_no_password_yet(people, work):
    user = UserFactory(password="!")

    assert user.name in [item.title for item in work(people.administrator).own]


def test_a_privacy_officer_sees_that_pages_were_refused(people, work, signed_in):
    signed_in(people.caseworker).get("/mensen/")

    (item,) = work(people.privacy_officer).own
    assert item.address == "/inzage/?only=refused"


@pytest.mark.parametrize("who", ["municipal_officer", "oversight"])
def test_whoever_only_reads_has_no_work(people, work, who):
    CandidateFactory()
    PlacementFactory()

    assert work(getattr(people, who)) == in_order([])


@pytest.mark.parametrize(
    "who",
    ["caseworker", "coordinator", "agent", "worker", "municipal_officer", "oversight"],
)
def test_an_empty_page_says_what_to_do_next(people, signed_in, who):
    page = signed_in(getattr(people, who)).get("/").content.decode()

    assert re.search(r'class="empty".*utrecht-button', page, re.S)


def test_no_role_asks_more_than_four_things_however_much_there_is(people, signed_in):
    for _number in range(3):
        introduction = IntroductionFactory(
            candidate__caseworker=people.caseworker, worker=people.worker
        )
        placement = PlacementFactory(
            candidate=introduction.candidate,
            dwelling__offered_by=people.agent,
            worker=people.worker,
        )
        asked(placement, "care", people.caseworker.party, TODAY)
        CandidateFactory(caseworker=people.caseworker, status="draft", admitted_at=None)
        DwellingFactory(offered_by=people.agent)
        MembershipFactory(user__password="!")

    members = [
        people.caseworker,
        people.coordinator,
        people.agent,
        people.worker,
        people.administrator,
    ]
    for member in members:
        statements = own_statements(signed_in(member), "/")
        assert len(statements) == len(BY_ROLE[Role(member.role)]) <= 4, statements


def test_no_work_leads_to_a_page_that_is_refused(people, signed_in):
    """Each address on the page opens for whom it is shown to."""
    introduction = IntroductionFactory(
        candidate__caseworker=people.caseworker, worker=people.worker
    )
    GuidanceFactory(candidate=introduction.candidate)
    placement = PlacementFactory(
        candidate=introduction.candidate, dwelling__offered_by=people.agent, worker=people.worker
    )
    asked(placement, "care", people.caseworker.party, TODAY)
    asked(placement, "profile", people.agent.party, TODAY)
    CandidateFactory(caseworker=people.caseworker)
    CandidateFactory(status="submitted", admitted_at=None)
    DwellingFactory(offered_by=people.agent)
    for member in (people.caseworker, people.coordinator, people.agent, people.worker):
        client = signed_in(member)
        work = client.get("/").context["work"]
        assert {
            item.address: client.get(item.address).status_code
            for item in [*work.own, *work.awaited]
        } == {item.address: 200 for item in [*work.own, *work.awaited]}
