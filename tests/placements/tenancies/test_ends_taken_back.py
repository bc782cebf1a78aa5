"""An end that was recorded by mistake: what goes on, what had come after it, and who may say so."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from municipalities.models import LedgerEntry
from pact.audit.models import Deed, Step
from pact.common.refusals import Refused
from pact.outbox.models import Message
from placements.guidance.actions import add_moment, end_guidance, transfer
from placements.guidance.models import ContactMoment, Guidance, Responsibility
from placements.guidance.promises import gaps_in_guidance
from placements.proposals.actions import end_track, withdraw_candidate
from placements.proposals.models import Placement
from placements.tenancies import actions
from placements.tenancies.models import Lease
from tests.database import arranging
from tests.factories import (
    CandidateFactory,
    DwellingFactory,
    GuidanceFactory,
    PlacementFactory,
    add_uitstromer,
)
from tests.pages import offered_by
from tests.placements.proposals.road import Journey
from tests.placements.tenancies.test_actions import START_DAY

pytestmark = pytest.mark.slow

JUNE = datetime(2027, 6, 1, 9, tzinfo=UTC)
JULY = datetime(2027, 7, 1, 9, tzinfo=UTC)
OVER = datetime(2028, 12, 18, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def journey(people) -> Journey:
    journey = Journey(people).to("moved_in")
    journey.do(
        add_moment,
        by="caseworker",
        at=START_DAY,
        guidance=journey.guidance,
        kind="visit",
        planned_on=date(2027, 8, 1),
    )
    return journey


def end(journey: Journey, **changes: object) -> Placement:
    arguments = {"placement": journey.placement, "on": JUNE.date(), "code": "left"}
    return journey.do(actions.end_lease, by="agent", at=JUNE, **(arguments | changes))


def take_back(journey: Journey, *, by: str = "coordinator", at: datetime = JULY) -> Placement:
    return journey.do(
        actions.take_end_back, by=by, at=at, placement=journey.placement, code="other_case"
    )


def planned() -> list:
    with arranging():
        open_ones = ContactMoment.objects.filter(held_on=None, dropped_at=None)
        return list(open_ones.order_by("planned_on", "kind").values_list("kind", "planned_on"))


def test_a_household_lives_there_as_before(journey):
    before, lines = planned(), LedgerEntry.objects.count()
    end(journey)
    take_back(journey)

    placement, lease = journey.now(journey.placement), journey.now(Lease(pk=journey.placement.pk))
    assert (placement.status, placement.closed_at) == ("moved_in", None)
    assert (placement.place_id, placement.worker_id) == (
        journey.placement.place_id,
        journey.people.worker.pk,
    )
    assert (lease.ended_on, lease.end_code) == (None, "")
    assert journey.now(journey.candidate).status == "housed"
    guidance = journey.now(journey.guidance)
    assert (guidance.status, guidance.ended_on, guidance.worker_id) == (
        "running",
        None,
        journey.people.worker.pk,
    )
    assert planned() == before
    assert LedgerEntry.objects.count() == lines


def test_the_same_person_is_responsible_without_a_day_between(journey):
    end(journey)
    take_back(journey)
    with arranging():
        assert list(Responsibility.objects.values_list("member_id", "to_day")) == [
            (journey.people.caseworker.pk, None)
        ]
        assert gaps_in_guidance(JULY.date()) == []


def test_what_was_recorded_stays_and_everybody_hears_of_it(journey):
    end(journey)
    take_back(journey)
    with arranging():
        steps = Step.objects.filter(kind="placement", object_id=journey.placement.pk)
        assert list(steps.order_by("-pk").values_list("was", "becomes", "code")[:2]) == [
            ("ended", "moved_in", "other_case"),
            ("moved_in", "ended", "left"),
        ]
        told = Message.objects.filter(kind="placement_goes_on")
        assert {person.pk for person in [journey.people.agent, journey.people.caseworker]} <= set(
            told.values_list("recipient_id", flat=True)
        )
        assert Message.objects.filter(kind="guidance_resumed").count() == 1


def test_guidance_that_had_ended_by_itself_stays_ended(journey):
    second = add_uitstromer(journey.candidate)
    gone = GuidanceFactory(candidate=journey.candidate, uitstromer=second)
    journey.do(end_guidance, by="caseworker", at=START_DAY, guidance=gone, code="departed")
    end(journey)
    take_back(journey)
    assert journey.now(gone).status == "ended"
    assert journey.now(journey.guidance).status == "running"


def test_a_lease_that_had_gone_on_alone_does_so_again(journey):
    journey.do(actions.complete, by="caseworker", at=OVER, placement=journey.placement)
    later = OVER + timedelta(days=30)
    journey.do(
        actions.end_lease_of_home,
        by="agent",
        at=later,
        dwelling=journey.dwelling,
        on=later.date(),
        code="left",
    )
    take_back(journey, at=later + timedelta(days=1))
    assert journey.now(journey.placement).status == "completed"
    assert journey.now(journey.guidance).status == "ended"


def test_who_waited_for_another_home_lives_there_still(journey):
    end(journey, rehouse=True)
    take_back(journey)
    assert journey.now(journey.placement).status == "moved_in"
    assert journey.now(journey.candidate).status == "housed"
    assert journey.now(journey.guidance).worker_id == journey.people.worker.pk


def test_not_when_the_household_was_proposed_elsewhere(journey):
    end(journey, rehouse=True)
    PlacementFactory(
        candidate=journey.now(journey.candidate), dwelling=DwellingFactory(status="reserved")
    )
    with pytest.raises(Refused, match="proposed for another home"):
        take_back(journey)


def test_not_when_the_home_was_offered_anew(journey):
    end(journey)
    home = journey.now(journey.dwelling)
    again = DwellingFactory(
        offered_by=journey.people.agent,
        offered_at=JUNE,
        postcode=home.postcode,
        house_number=home.house_number,
        addition=home.addition,
    )
    with pytest.raises(Refused, match=again.reference):
        take_back(journey)
    assert journey.now(journey.placement).status == "ended"


def test_the_letting_agent_of_the_placement_does_it_at_the_home(journey):
    end(journey)
    for stranger in ["other_agent", "foreign_agent"]:
        with pytest.raises((Refused, type(journey.dwelling).DoesNotExist)):
            _at_home(journey, stranger)
    _at_home(journey, "agent")
    assert journey.now(journey.placement).status == "moved_in"


def _at_home(journey: Journey, who: str) -> None:
    journey.do(
        actions.take_end_of_home_back,
        by=who,
        at=JULY,
        dwelling=journey.dwelling,
        code="other_case",
    )


def test_an_end_gets_its_right_day_and_reason(journey):
    end(journey)
    journey.do(
        actions.correct_end_of_home,
        by="agent",
        at=JULY,
        dwelling=journey.dwelling,
        on=date(2027, 5, 20),
        end_code="deceased",
        code="wrong_date",
    )
    lease, placement = journey.now(Lease(pk=journey.placement.pk)), journey.now(journey.placement)
    assert (lease.ended_on, lease.end_code) == (date(2027, 5, 20), "deceased")
    assert (placement.status, placement.status_code) == ("ended", "deceased")
    assert journey.now(journey.guidance).status_code == "deceased"
    with arranging():
        deed = Deed.objects.get(action="correct_end")
    assert (deed.code, deed.fields) == ("wrong_date", ["end_code", "ended_on"])


@pytest.mark.parametrize(
    ("on", "sentence"), [(date(2026, 12, 1), "lies before"), (date(2027, 7, 2), "still to come")]
)
def test_an_end_gets_no_day_that_cannot_be(journey, on, sentence):
    end(journey)
    with pytest.raises(Refused, match=sentence):
        journey.do(
            actions.correct_end,
            by="coordinator",
            at=JULY,
            placement=journey.placement,
            on=on,
            end_code="left",
            code="wrong_date",
        )


@pytest.mark.parametrize("by", ["caseworker", "coordinator"])
def test_a_completion_that_was_a_mistake_is_taken_back(journey, by):
    before = planned()
    journey.do(actions.complete, by="caseworker", at=OVER, placement=journey.placement)
    journey.do(
        actions.take_completion_back,
        by=by,
        at=OVER,
        placement=journey.placement,
        code="did_not_happen",
    )
    assert journey.now(journey.placement).status == "moved_in"
    assert journey.now(journey.guidance).status == "running"
    assert planned() == before


@pytest.mark.parametrize("by", ["caseworker", "coordinator"])
def test_an_end_of_guidance_is_taken_back_with_the_dates_of_the_lease(journey, by):
    before = planned()
    journey.do(end_guidance, by="caseworker", at=JUNE, guidance=journey.guidance, code="departed")
    _keys(journey, date(2027, 1, 10))
    _goes_on(journey, by=by)
    guidance = journey.now(journey.guidance)
    assert (guidance.status, guidance.runs_until) == ("running", date(2029, 1, 10))
    assert len(planned()) == len(before)


def _keys(journey: Journey, day: date) -> None:
    journey.do(actions.hand_over_keys, by="agent", at=JUNE, placement=journey.placement, on=day)


def _goes_on(journey: Journey, *, by: str = "caseworker") -> Guidance:
    return journey.do(
        actions.take_guidance_end_back,
        by=by,
        at=JULY,
        guidance=journey.guidance,
        code="other_case",
    )


@pytest.mark.parametrize("by", ["stranger", "colleague", "agent", "worker"])
def test_not_by_whose_track_it_is_not(journey, by):
    journey.do(end_guidance, by="caseworker", at=JUNE, guidance=journey.guidance, code="departed")
    with pytest.raises(Guidance.DoesNotExist):
        _goes_on(journey, by=by)


def test_guidance_does_not_go_on_by_itself_where_the_case_is_over(journey):
    end(journey)
    with pytest.raises(Refused, match="page of the placement"):
        _goes_on(journey)


def test_guidance_that_was_completed_goes_on_with_its_placement(journey):
    journey.do(actions.complete, by="caseworker", at=OVER, placement=journey.placement)
    with pytest.raises(Refused, match="was completed"):
        _goes_on(journey)


def test_the_database_lets_nothing_go_on_without_a_reason_a_person_and_a_lease(journey):
    end(journey)
    with arranging():
        for rows, code, named in [
            (Guidance.objects.all(), "", "goes_on_by_somebody"),
            (Guidance.objects.all(), "other_case", "goes_on_by_somebody"),
            (Placement.objects.all(), "other_case", "goes_on_without_an_end"),
        ]:
            becomes = {"status": "running", "ended_on": None}
            if rows.model is Placement:
                becomes = {"status": "moved_in"}
            with pytest.raises(IntegrityError) as refused, transaction.atomic():
                rows.update(status_code=code, **becomes)
            assert named in refused.value.__cause__.diag.constraint_name


# Guidance that ends while the lease goes on


@pytest.mark.usefixtures("_today")
def test_a_lease_without_guidance_says_so_and_can_be_completed(journey, people, signed_in):
    page = reverse("proposals:placement", args=[journey.placement.public_id])
    complete = reverse("tenancies:complete", args=[journey.placement.public_id])
    assert complete not in signed_in(people.caseworker).get(page).content.decode()
    journey.do(end_track, by="caseworker", at=JUNE, guidance=journey.guidance, code="by_decision")

    for who in [people.caseworker, people.agent, people.coordinator]:
        lane = signed_in(who).get(page).context["shown"].lane
        assert "geëindigd op 1 juni 2027" in lane
    with arranging():
        told = Message.objects.filter(kind="placement_news", created_at=JUNE)
        assert people.agent.pk in told.values_list("recipient_id", flat=True)
    client = signed_in(people.caseworker)
    assert complete in client.get(page).content.decode()
    assert client.post(complete).status_code == 302
    assert journey.now(journey.placement).status == "completed"


def test_nobody_is_told_while_somebody_is_guided(journey, people):
    second = add_uitstromer(journey.candidate)
    GuidanceFactory(candidate=journey.candidate, uitstromer=second)
    journey.do(end_track, by="caseworker", at=JUNE, guidance=journey.guidance, code="departed")
    with arranging():
        assert not Message.objects.filter(kind="placement_news", created_at=JUNE).exists()


# The pages


@pytest.fixture
def _today(time_machine):
    time_machine.move_to(JULY, tick=False)


@pytest.mark.usefixtures("_today")
def test_the_home_offers_it_to_who_let_it_and_the_placement_to_the_coordinator(
    journey, people, signed_in
):
    end(journey)
    home = reverse("dwellings:detail", args=[journey.dwelling.public_id])
    address = reverse("tenancies:take_end_of_home_back", args=[journey.dwelling.public_id])
    assert address in signed_in(people.agent).get(home).content.decode()
    assert address not in signed_in(people.other_agent).get(home).content.decode()
    page = reverse("proposals:placement", args=[journey.placement.public_id])
    text = signed_in(people.coordinator).get(page).content.decode()
    address = reverse("tenancies:take_end_back", args=[journey.placement.public_id])
    assert address in text
    answer = signed_in(people.coordinator).post(address, {"code": "other_case"})
    assert (answer.status_code, answer.url) == (302, page)


@pytest.mark.usefixtures("_today")
def test_a_wrong_day_is_corrected_at_the_home(journey, people, signed_in):
    end(journey)
    address = reverse("tenancies:correct_end_of_home", args=[journey.dwelling.public_id])
    client = signed_in(people.agent)
    typed = {"on": "20-5-2027", "end_code": "left", "code": "wrong_date"}
    assert client.post(address, typed | {"end_code": ""}).status_code == 422
    assert client.post(address, typed).status_code == 302
    assert journey.now(Lease(pk=journey.placement.pk)).ended_on == date(2027, 5, 20)


@pytest.mark.usefixtures("_today")
def test_the_page_of_guidance_leads_back(journey, people, signed_in):
    journey.do(end_guidance, by="caseworker", at=JUNE, guidance=journey.guidance, code="departed")
    track = reverse("guidance:track", args=[journey.guidance.public_id])
    address = reverse("tenancies:take_guidance_end_back", args=[journey.guidance.public_id])
    for who in [people.caseworker, people.coordinator]:
        assert address in signed_in(who).get(track).content.decode()
    answer = signed_in(people.caseworker).post(address, {"code": "other_case"}, follow=True)
    assert answer.redirect_chain == [(track, 302)]
    assert address not in answer.content.decode()


@pytest.mark.parametrize("who", ["caseworker", "coordinator", "coach"])
def test_after_a_completion_its_page_leads_back_and_that_of_guidance_does_not(
    journey, people, signed_in, time_machine, who
):
    if who == "coach":
        journey.do(transfer, by="caseworker", guidance=journey.guidance, to=people.coach)
    journey.do(actions.complete, by="caseworker", at=OVER, placement=journey.placement)
    time_machine.move_to(OVER, tick=False)
    client = signed_in(getattr(people, who))
    track = [journey.guidance.public_id]
    page = client.get(reverse("guidance:track", args=track))
    assert reverse("tenancies:take_guidance_end_back", args=track) not in page.content.decode()
    if who != "coach":
        placement = reverse("proposals:placement", args=[journey.placement.public_id])
        assert "tenancies:take_completion_back" in offered_by(client.get(placement))


def proposed_elsewhere(journey: Journey) -> None:
    end(journey, rehouse=True)
    home = DwellingFactory(status="reserved")
    PlacementFactory(candidate=journey.now(journey.candidate), dwelling=home)


def withdrawn_since(journey: Journey) -> None:
    end(journey, rehouse=True)
    case = {"candidate": journey.candidate, "code": "own_solution"}
    journey.do(withdraw_candidate, by="caseworker", at=JUNE, **case)


def offered_anew(journey: Journey) -> None:
    end(journey)
    home = journey.now(journey.dwelling)
    same = {"postcode": home.postcode, "house_number": home.house_number, "addition": home.addition}
    DwellingFactory(offered_by=journey.people.agent, offered_at=JUNE, **same)


@pytest.mark.usefixtures("_today")
@pytest.mark.parametrize("since", [None, proposed_elsewhere, withdrawn_since, offered_anew])
def test_an_end_that_stays_is_corrected_and_not_taken_back(journey, people, signed_in, since):
    since(journey) if since else end(journey)
    page = signed_in(people.coordinator).get(
        reverse("proposals:placement", args=[journey.placement.public_id])
    )
    assert "tenancies:correct_end" in offered_by(page)
    assert ("tenancies:take_end_back" in offered_by(page)) == (since is None)


@pytest.mark.parametrize("form", ["regular", "intermediary"])
def test_after_the_guidance_only_a_lease_of_the_care_party_comes_in_their_own_name(
    journey, people, signed_in, time_machine, form
):
    journey.do(actions.complete, by="caseworker", at=OVER, placement=journey.placement)
    with arranging():
        Lease.objects.update(form=form)
    time_machine.move_to(OVER, tick=False)
    home = [journey.dwelling.public_id]
    page = signed_in(people.agent).get(reverse("dwellings:detail", args=home)).content.decode()
    assert reverse("tenancies:end_of_home", args=home) in page
    for name in ["transfer_of_home", "put_off_transfer_of_home"]:
        assert (reverse(f"tenancies:{name}", args=home) in page) == (form == "intermediary")


@pytest.mark.usefixtures("_today")
def test_where_the_case_ended_as_well_the_page_of_guidance_does_not_lead_back(people, signed_in):
    case = CandidateFactory(caseworker=people.caseworker, status="withdrawn", status_code="other")
    over = {"status": "ended", "status_code": "case_closed", "ended_on": date(2026, 11, 1)}
    track = GuidanceFactory(candidate=case, **over)
    page = signed_in(people.caseworker).get(reverse("guidance:track", args=[track.public_id]))
    address = reverse("tenancies:take_guidance_end_back", args=[track.public_id])
    assert page.status_code == 200
    assert address not in page.content.decode()
