"""What becomes of an exception: its plan is carried out, it is revoked, or its case ends before."""

from copy import copy
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import translation

from pact.access.actor import Actor, acting_as
from pact.audit.models import Deed
from pact.common.refusals import Refused
from pact.outbox.models import Message
from placements.guidance.models import Guidance
from placements.introductions import actions
from placements.introductions.actions.catching_up import chase_plans
from placements.introductions.actions.exemptions import chase_decisions
from placements.introductions.models import Exemption
from placements.introductions.tasks import remind_introducers
from placements.introductions.verification import verify_reminders
from placements.overview.work import work_of
from placements.proposals import actions as proposals
from placements.tenancies import actions as tenancies
from placements.tenancies.introduced import NotIntroduced
from tests.conftest import actor_for
from tests.database import arranging
from tests.factories import MembershipFactory
from tests.placements.introductions.scenes import change, morning, noon
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import AT, TODAY
from tests.placements.tenancies.test_actions import START_DAY

pytestmark = pytest.mark.django_db

LAST = date(2027, 6, 15)
WEEK_BEFORE = LAST - timedelta(days=7)
DAY_AFTER = LAST + timedelta(days=1)
SUMMER = datetime(2027, 6, 1, 9, tzinfo=UTC)
JUNE = SUMMER.date()
PLAN = ["catch_up_due", "catch_up_overdue"]


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def granted(people) -> Journey:
    """Agreed, too short, with an exception whose plan ends on 15 June 2027."""
    journey = Journey(people).beside("coordinator", "deputy").to("agreed")
    return journey.excepted(date(2026, 10, 1))


@pytest.fixture
def used(granted) -> Journey:
    granted.once("signed", granted.sign)
    return granted


def act(verb, member, *, at=SUMMER, **given):
    by = actor_for(member)
    with acting_as(by):
        return verb(**given, by=by, at=at)


def done(journey, *, by="caseworker", on=JUNE):
    member = getattr(journey.people, by)
    return act(actions.record_caught_up, member, exemption=journey.exemption, on=on)


def revoke(journey, *, by="coordinator"):
    member = by if not isinstance(by, str) else getattr(journey.people, by)
    verb = actions.revoke_exemption
    return act(verb, member, exemption=journey.exemption, code="by_mistake")


def chase(day: date) -> None:
    with acting_as(Actor.system("remind")):
        chase_decisions(today=day, at=morning(day))
        chase_plans(today=day, at=morning(day))


def told(*kinds: str) -> list[tuple]:
    with arranging():
        rows = Message.objects.filter(kind__in=kinds).exclude(state="dropped")
        return list(
            rows.order_by("due_on", "recipient_id").values_list("kind", "recipient_id", "due_on")
        )


def missing(day: date) -> list[tuple]:
    with acting_as(Actor.system("check")):
        return [(each.kind, each.due_on) for each in verify_reminders(day) if each.kind in PLAN]


def own_work(member, day: date) -> list[str]:
    by = actor_for(member)
    with acting_as(by):
        return [item.text for item in work_of(by, day).own]


MAKE_UP = "Make up for the introduction, and record that the plan is done."
DECIDE = "Decide on the exception to the time of introduction."


# The plan


def test_the_caseworker_hears_a_week_before_and_with_the_coordinators_the_day_after(used):
    people = used.people
    chase(WEEK_BEFORE - timedelta(days=1))
    assert told(*PLAN) == []
    assert missing(WEEK_BEFORE) == [("catch_up_due", WEEK_BEFORE)]
    for day in [WEEK_BEFORE, WEEK_BEFORE + timedelta(days=1), LAST]:
        chase(day)
        assert missing(day) == []
    assert told(*PLAN) == [("catch_up_due", people.caseworker.pk, WEEK_BEFORE)]
    assert missing(DAY_AFTER) == [("catch_up_overdue", DAY_AFTER)]
    for _twice in range(2):
        chase(DAY_AFTER)
    hear = sorted(each.pk for each in [people.caseworker, people.coordinator, people.deputy])
    assert [(who, day) for _kind, who, day in told("catch_up_overdue")] == [
        (who, DAY_AFTER) for who in hear
    ]
    assert missing(DAY_AFTER) == []


def test_after_days_of_downtime_only_the_last_is_told_and_as_late(used):
    late = DAY_AFTER + timedelta(days=3)
    chase(late)
    assert told("catch_up_due") == []
    with arranging():
        rows = Message.objects.filter(kind="catch_up_overdue")
        assert {(row.due_on, row.is_late) for row in rows} == {(DAY_AFTER, True)}
    assert missing(late) == []


def test_the_task_of_the_clock_does_it(used, time_machine):
    time_machine.move_to(morning(WEEK_BEFORE), tick=False)
    remind_introducers()
    assert [kind for kind, _who, _day in told(*PLAN)] == ["catch_up_due"]


@pytest.mark.parametrize("why", ["unused", "done", "nobody guided"])
def test_of_what_is_not_used_done_or_over_nobody_is_reminded(granted, why):
    if why != "unused":
        granted.sign()
    if why == "done":
        done(granted)
    if why == "nobody guided":
        with arranging():
            Guidance.objects.update(status="ended", status_code="deceased", ended_on=TODAY)
    chase(DAY_AFTER)
    assert (told(*PLAN), missing(DAY_AFTER)) == ([], [])
    assert MAKE_UP not in own_work(granted.people.caseworker, DAY_AFTER)


def test_of_a_home_that_somebody_left_nothing_is_made_up_for(used):
    used.start()
    assert MAKE_UP in own_work(used.people.caseworker, DAY_AFTER)
    used.do(
        tenancies.end_lease,
        by="agent",
        at=SUMMER,
        placement=used.placement,
        on=JUNE,
        code="moved_on",
        rehouse=True,
    )
    with arranging():
        assert Guidance.objects.running().exists()
    chase(DAY_AFTER)
    assert (told(*PLAN), missing(DAY_AFTER)) == ([], [])
    assert MAKE_UP not in own_work(used.people.caseworker, DAY_AFTER)


def test_a_coach_reads_the_plan_and_only_who_handles_the_case_is_asked_for_it(used):
    with arranging():
        Guidance.objects.update(responsible=used.people.coach)
    actor = actor_for(used.people.coach)
    with acting_as(actor):
        assert Exemption.objects.visible_to(actor).to_catch_up().exists()
    assert MAKE_UP not in own_work(used.people.coach, TODAY)
    assert MAKE_UP in own_work(used.people.caseworker, TODAY)


def test_done_it_leaves_my_work_and_what_waits_is_dropped_and_may_be_taken_back(used):
    people = used.people
    assert MAKE_UP in own_work(people.caseworker, TODAY)
    assert MAKE_UP not in own_work(people.colleague, TODAY)
    chase(WEEK_BEFORE)
    done(used)
    row = used.now(used.exemption)
    assert (row.caught_up_on, row.caught_up_by_id) == (JUNE, people.caseworker.pk)
    assert told(*PLAN) == []
    assert MAKE_UP not in own_work(people.caseworker, TODAY)
    act(actions.take_caught_up_back, people.caseworker, exemption=used.exemption)
    assert used.now(used.exemption).caught_up_on is None
    chase(WEEK_BEFORE)
    assert [kind for kind, _who, _day in told(*PLAN)] == ["catch_up_due"]
    with arranging():
        deeds = Deed.objects.filter(action__endswith="caught_up").order_by("pk")
        assert [(deed.action, deed.membership_id) for deed in deeds] == [
            ("exemption.caught_up", people.caseworker.pk),
            ("exemption.not_caught_up", people.caseworker.pk),
        ]


@pytest.mark.parametrize(
    ("who", "on"),
    [
        ("colleague", JUNE),
        ("coordinator", JUNE),
        ("caseworker", JUNE + timedelta(days=1)),
        ("caseworker", TODAY - timedelta(days=1)),  # before it was asked
    ],
)
def test_not_by_another_not_in_the_future_and_not_before_it_was_asked(used, who, on):
    with pytest.raises(Refused):
        done(used, by=who, on=on)
    assert used.now(used.exemption).caught_up_on is None


def test_not_twice_and_not_before_a_lease_stands_on_it(granted):
    with pytest.raises(Refused, match="No lease stands"):
        done(granted)
    granted.sign()
    done(granted)
    with pytest.raises(Refused, match="done already"):
        done(granted)


def test_the_database_holds_what_a_plan_that_is_done_is(used):
    everything = {"caught_up_on": JUNE, "caught_up_by": used.people.caseworker}
    for broken, wrong in {
        "caught_up_exemption_was_used_and_has_who": {"caught_up_on": JUNE},
        "caught_up_after_it_was_asked": everything | {"caught_up_on": TODAY - timedelta(days=1)},
        "used_exemption_is_granted": {"verdict": "revoked", "revoked_code": "by_mistake"},
    }.items():
        with arranging(), pytest.raises(IntegrityError, match=broken), transaction.atomic():
            Exemption.objects.update(**wrong)


def test_a_lease_that_never_started_leaves_nothing_to_make_up_for(used):
    done(used)
    used.do(tenancies.cancel_lease, by="agent", placement=used.placement, code="candidate_withdrew")
    row = used.now(used.exemption)
    assert (row.is_used, row.caught_up_on, row.caught_up_by) == (False, None, None)


# Revoking


@pytest.mark.parametrize("who", ["coordinator", "deputy"])
def test_what_was_granted_is_revoked_before_a_lease_stands_on_it(granted, who):
    revoke(granted, by=who)
    row, people = granted.now(granted.exemption), granted.people
    assert (row.verdict, row.revoked_code) == ("revoked", "by_mistake")
    assert row.decided_by_id == getattr(people, who).pk
    assert {each for _kind, each, _day in told("exemption_revoked")} == {people.caseworker.pk}
    with arranging():
        assert Deed.objects.get(action="exemption.revoked").code == "by_mistake"
    with pytest.raises(NotIntroduced):
        granted.sign()
    with pytest.raises(Refused, match="nothing to revoke"):
        revoke(granted)


def test_what_is_used_is_never_revoked(used):
    with pytest.raises(Refused, match="A lease stands on this exception"):
        revoke(used)
    with arranging(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table placements_exemption drop constraint used_exemption_is_granted")
        Exemption.objects.update(verdict="revoked", revoked_code="by_mistake")  # the control
    assert used.now(used.exemption).verdict == "revoked"


def test_who_asked_it_never_revokes_it(granted):
    people = granted.people
    both = MembershipFactory(
        user=people.caseworker.user,
        role="coordinator",
        party=people.coordinator.party,
        is_current=False,
    )
    with pytest.raises(Refused, match="asked this exception yourself"):
        revoke(granted, by=both)
    with arranging(), pytest.raises(IntegrityError, match="by_another"), transaction.atomic():
        Exemption.objects.update(
            verdict="revoked", revoked_code="by_mistake", decided_by=people.caseworker
        )


def test_the_pages_lead_to_it_and_a_placement_shows_it(granted, signed_in, time_machine):
    time_machine.move_to(noon(2026, 11, 23), tick=False)
    people, case = granted.people, granted.candidate
    overview = reverse("introductions:candidate", args=[case.public_id])
    address = reverse("introductions:revoke_exemption", args=[case.public_id, granted.exemption.pk])
    coordinator, caseworker = signed_in(people.coordinator), signed_in(people.caseworker)
    assert address in coordinator.get(overview).content.decode()
    assert address not in caseworker.get(overview).content.decode()
    assert caseworker.post(address, {"code": "by_mistake"}).status_code == 403
    placement = reverse("proposals:placement", args=[granted.placement.public_id])
    assert "Er is een uitzondering toegestaan" in caseworker.get(placement).content.decode()
    assert coordinator.post(address, {"code": "by_mistake"}).status_code == 302
    page = caseworker.get(placement).content.decode()
    assert "De uitzondering is ingetrokken." in page
    assert "per vergissing vastgelegd" in caseworker.get(overview).content.decode()


def test_the_plan_is_done_on_its_page(used, signed_in, time_machine):
    time_machine.move_to(noon(2026, 11, 24), tick=False)
    people, case = used.people, used.candidate
    client = signed_in(people.caseworker)
    overview = reverse("introductions:candidate", args=[case.public_id])
    assert "nog niet klaar" in client.get(overview).content.decode()
    key = [case.public_id, used.exemption.pk]
    address = reverse("introductions:caught_up", args=key)
    assert client.post(address, {"on": "2026-11-24"}).status_code == 302
    page = client.get(overview).content.decode()
    back = reverse("introductions:not_caught_up", args=key)
    assert "Plan klaar op" in page
    assert back in page
    placement = reverse("proposals:placement", args=[used.placement.public_id])
    assert "Plan klaar op" in signed_in(people.agent).get(placement).content.decode()
    assert client.post(back).status_code == 302
    assert used.now(used.exemption).caught_up_on is None


def test_before_release_a_corporation_reads_no_more_than_that_it_exists(people, signed_in):
    journey = Journey(people).to("proposed")
    journey.grant_exemption()
    address = reverse("proposals:placement", args=[journey.placement.public_id])
    client = signed_in(people.agent)
    page = client.get(address).content.decode()
    assert "Uitzondering" in page
    assert "15 juni 2027" not in page
    with arranging():
        Exemption.objects.update(verdict="revoked", revoked_code="by_mistake")
    assert "Uitzondering" not in client.get(address).content.decode()


# A case that is over


@pytest.fixture
def asked(people) -> Journey:
    """Somebody who waits for a home, and for a decision about the half year."""
    people.coordinator, people.deputy  # noqa: B018
    journey = Journey(people)
    journey.exemption = act(
        actions.ask_exemption,
        people.caseworker,
        at=AT,
        candidate=journey.candidate,
        code="urgent",
        catch_up="after_move_monthly",
        catch_up_by=LAST,
    )
    return journey


def _lapsed(journey) -> None:
    row = journey.now(journey.exemption)
    assert (row.verdict, row.decided_by, row.decided_at is None) == ("lapsed", None, False)
    assert told("exemption_asked", "exemption_overdue") == []
    chase(DAY_AFTER)
    assert told("exemption_overdue") == []
    assert DECIDE not in own_work(journey.people.coordinator, DAY_AFTER)
    with arranging():
        assert Deed.objects.filter(action="exemption.lapsed").count() == 1


@pytest.mark.parametrize("code", ["no_contact", "deceased"])
def test_nobody_decides_any_more_for_who_withdrew_or_died(asked, code):
    chase(DAY_AFTER)
    assert told("exemption_overdue")
    assert DECIDE in own_work(asked.people.coordinator, DAY_AFTER)
    case = asked.now(asked.candidate)
    asked.do(proposals.withdraw_candidate, by="caseworker", candidate=case, code=code)
    _lapsed(asked)
    with pytest.raises(Refused, match="lapsed"):
        act(
            actions.decide_exemption,
            asked.people.coordinator,
            exemption=asked.exemption,
            is_granted=True,
        )


def test_nor_for_who_dies_before_the_lease_starts(asked):
    asked.to("leased")
    with arranging():
        track = asked.candidate.guidance.get()
    asked.do(proposals.end_track, by="caseworker", guidance=track, code="deceased")
    _lapsed(asked)


def test_nor_for_who_left_the_home(asked):
    asked.to("moved_in")
    asked.do(
        tenancies.end_lease,
        by="agent",
        at=START_DAY,
        placement=asked.placement,
        on=START_DAY.date(),
        code="left",
    )
    _lapsed(asked)


def test_nor_for_who_moved_in_without_it(asked):
    asked.to("moved_in")
    _lapsed(asked)
    assert asked.now(asked.candidate).status == "housed"


def test_what_a_closed_case_left_open_before_is_named_nowhere(asked):
    change(asked.candidate, status="withdrawn")
    chase(DAY_AFTER)
    assert told("exemption_overdue") == []
    assert DECIDE not in own_work(asked.people.coordinator, DAY_AFTER)
    assert asked.now(asked.exemption).verdict == "open"


def test_who_stands_still_keeps_what_was_asked(asked):
    asked.do(
        proposals.hold_candidate,
        by="caseworker",
        candidate=asked.now(asked.candidate),
        code="on_request",
        stop_introductions=True,
    )
    assert asked.now(asked.exemption).verdict == "open"


# Asked first, decided by somebody else: attacked by somebody's own SQL


def test_nobody_enters_an_exception_as_granted(granted):
    """Only asked, in one's own name, with a code and a plan; and so what was asked stays."""
    people, row = granted.people, granted.now(granted.exemption)
    asked = Exemption(
        **{name: getattr(row, name) for name in ("candidate_id", "care_party_id", "caseworker_id")},
        code="urgent",
        catch_up="after_move_monthly",
        catch_up_by=LAST,
        asked_by=people.caseworker,
        asked_at=AT,
        decide_by=TODAY,
    )
    wrong = [
        ("first asked", {"verdict": "granted", "decided_by": people.coordinator, "decided_at": AT}),
        ("first asked", {"asked_by": people.coordinator}),
        ("has_a_code_and_a_plan", {"code": ""}),
        ("has_a_code_and_a_plan", {"catch_up": ""}),
    ]
    with acting_as(actor_for(people.caseworker)):
        for why, changes in wrong:
            other = copy(asked)
            for name, value in changes.items():
                setattr(other, name, value)
            with pytest.raises(DatabaseError, match=why), transaction.atomic():
                other.save()
        asked.save()
    with acting_as(actor_for(people.coordinator)):
        for name, value in {"code": "x", "catch_up": "x", "catch_up_by": LAST}.items():
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                Exemption.objects.update(**{name: value})


def test_whoever_asked_it_decides_on_it_in_no_role_and_no_name(asked):
    people = asked.people
    also = MembershipFactory(
        user=people.caseworker.user,
        role="coordinator",
        party=people.coordinator.party,
        is_current=False,
    )
    granted = {"verdict": "granted", "decided_at": SUMMER}
    row = Exemption.objects.filter(pk=asked.exemption.pk)

    def decides(member, decided_by) -> int:
        with acting_as(actor_for(member)), transaction.atomic():
            return row.update(decided_by=decided_by, **granted)

    for member, name in [(also, also), (also, people.coordinator), (people.deputy, also)]:
        with pytest.raises(DatabaseError, match="who did not ask it"):
            decides(member, name)
    assert decides(people.caseworker, people.coordinator) == 0  # the wall
    assert decides(people.coordinator, people.coordinator) == 1
    with pytest.raises(DatabaseError, match="decided on before"):
        decides(people.deputy, people.deputy)

    with arranging(), connection.cursor() as cursor:
        row.update(verdict="open", decided_by=None, decided_at=None)
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table placements_exemption disable trigger guard_exemption")
    assert decides(also, also) == 1  # the control
