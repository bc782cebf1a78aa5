"""Each deed on a lease, as a browser does it."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from pact.common.refusals import Refused
from placements.guidance.models import Guidance
from placements.proposals import actions as proposing
from placements.proposals.models import Placement
from placements.tenancies import actions
from placements.tenancies.models import Appointment, Lease
from tests.database import arranging
from tests.placements.proposals.road import Journey

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
START_DAY = datetime(2026, 12, 15, 9, 0, tzinfo=UTC)
KEY = "00000000-0000-4000-8000-000000000009"
SIGNED = {"contract_form": "regular", "signed_on": "23-11-2026", "starts_on": "15-12-2026"}


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def journey(people) -> Journey:
    return Journey(people)


@pytest.fixture
def send(people, signed_in, journey):
    def post(who: str, name: str, *arguments: int, **data: str):
        address = reverse(f"tenancies:{name}", args=[journey.placement.public_id, *arguments])
        return signed_in(getattr(people, who)).post(address, data)

    return post


def address_of(name: str, journey: Journey) -> str:
    return reverse(name, args=[journey.placement.public_id])


def lease_of(journey: Journey) -> Lease:
    with arranging():
        return Lease.objects.get(placement=journey.placement)


def status_of(journey: Journey) -> str:
    with arranging():
        return Placement.objects.get(pk=journey.placement.pk).status


def test_a_signed_lease_is_recorded_with_its_start(journey, send):
    journey.to("agreed")
    assert send("agent", "sign", **SIGNED).status_code == 302
    assert (status_of(journey), lease_of(journey).starts_on) == ("leased", date(2026, 12, 15))


def test_everybody_reads_the_start_that_was_proposed_and_the_lease_begins_with_it(
    journey, people, signed_in
):
    """Not the earliest day of the home, which may be before the introduction allows it."""
    journey.propose(starts_on=date(2027, 2, 1))
    for name in ["coordinator", "caseworker", "agent"]:
        page = signed_in(getattr(people, name)).get(address_of("proposals:placement", journey))
        assert "1 februari 2027" in page.content.decode(), name
    journey.both_say_yes()
    journey.checks_pass()
    journey.answer(proposing.answer_definite, by="agent")

    form = signed_in(people.agent).get(address_of("tenancies:sign", journey)).context["form"]
    assert form["starts_on"].value() == "01-02-2027"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("contract_form", "marriage"),
        ("signed_on", "31-11-2026"),
        ("signed_on", "1-12-2026"),
        ("starts_on", ""),
        ("starts_on", "x" * 1000),
    ],
)
def test_a_lease_that_cannot_be_read_is_said_and_kept(journey, send, field, typed):
    journey.to("agreed")
    answer = send("agent", "sign", **(SIGNED | {field: typed}))
    assert answer.status_code == 422
    assert answer.context["form"][field].value() == typed


def test_a_lease_before_the_half_year_is_refused_with_what_can_be_done(journey, send):
    journey.to("agreed")
    journey.began(date(2026, 7, 1))
    answer = send("agent", "sign", **SIGNED)
    assert answer.status_code == 409
    assert "Kies een latere ingang" in answer.content.decode()
    assert answer.context["form"]["starts_on"].value() == "15-12-2026"


def test_signing_twice_is_refused_in_a_sentence(journey, send):
    journey.to("agreed")
    send("agent", "sign", **SIGNED)
    again = send("agent", "sign", **SIGNED)
    assert again.status_code == 409
    assert "Dit kan nu niet" in again.content.decode()


def test_before_there_is_a_lease_there_is_nothing_to_record_about_it(journey, send):
    journey.to("agreed")
    for name in ["keys", "confirm_start", "postpone", "cancel", "transfer", "end"]:
        assert send("agent", name).status_code == 404


@pytest.mark.parametrize(
    "name", ["sign", "keys", "confirm_start", "postpone", "cancel", "transfer", "end"]
)
def test_leases_are_the_named_agents(journey, send, name):
    journey.to("leased")
    assert send("other_agent", name).status_code == 404
    assert send("foreign_agent", name).status_code == 404
    assert send("caseworker", name).status_code == 403


def test_keys_are_recorded_on_the_day_itself(journey, send):
    journey.to("leased")
    assert send("agent", "keys", on="1-12-2026").status_code == 422
    assert send("agent", "keys", on="23-11-2026").status_code == 302
    assert lease_of(journey).keys_on == date(2026, 11, 23)


def test_the_start_is_confirmed_and_somebody_lives_there(journey, send, time_machine):
    journey.to("leased")
    assert send("agent", "confirm_start", on="15-12-2026").status_code == 422
    time_machine.move_to(START_DAY, tick=False)
    assert send("agent", "confirm_start", on="15-12-2026").status_code == 302
    assert status_of(journey) == "moved_in"
    assert send("agent", "confirm_start", on="15-12-2026").status_code == 409


def test_a_start_is_postponed_with_its_reason(journey, send):
    journey.to("leased")
    assert send("agent", "postpone", starts_on="5-1-2027").status_code == 422
    early = send("agent", "postpone", starts_on="1-12-2026", code="dwelling_not_ready")
    assert early.status_code == 409
    done = send("agent", "postpone", starts_on="5-1-2027", code="dwelling_not_ready")
    assert done.status_code == 302
    assert lease_of(journey).starts_on == date(2027, 1, 5)


def test_a_lease_that_never_starts_is_cancelled_and_gone_for_the_corporation(journey, send):
    journey.to("leased")
    assert send("agent", "cancel").status_code == 422
    done = send("agent", "cancel", code="dwelling_unfit")
    assert (done.status_code, done.url) == (302, reverse("proposals:list"))
    assert status_of(journey) == "cancelled"


def test_a_lease_of_an_intermediary_comes_in_the_tenants_own_name(journey, send, time_machine):
    journey.to("agreed")
    journey.sign(form="intermediary")
    journey._moved_in()
    time_machine.move_to(datetime(2027, 6, 1, 9, tzinfo=UTC), tick=False)
    assert send("agent", "transfer", on="1-12-2026").status_code == 409
    assert send("agent", "transfer", on="1-6-2027").status_code == 302
    assert lease_of(journey).transferred_on == date(2027, 6, 1)


def test_the_end_of_a_lease_is_recorded_with_its_reason(journey, send, time_machine):
    journey.to("moved_in")
    time_machine.move_to(datetime(2027, 6, 1, 9, tzinfo=UTC), tick=False)
    assert send("agent", "end", on="1-6-2027").status_code == 422
    done = send("agent", "end", on="1-6-2027", code="moved_on")
    assert (done.status_code, done.url) == (302, reverse("proposals:list"))
    assert status_of(journey) == "ended"


def test_guidance_is_not_completed_before_its_two_years(journey, send, time_machine):
    journey.to("moved_in")
    assert send("caseworker", "complete").status_code == 409
    assert status_of(journey) == "moved_in"
    time_machine.move_to(datetime(2028, 12, 18, 9, tzinfo=UTC), tick=False)
    assert send("caseworker", "complete").status_code == 302
    assert status_of(journey) == "completed"
    with arranging():
        assert Guidance.objects.get(candidate=journey.candidate).status == "ended"


def appointment(**changes: str) -> dict[str, str]:
    return {"form_key": KEY, "on": "26-11-2026", "at_time": "14:30", "agent_comes": "on"} | changes


@pytest.mark.parametrize(("stop", "kind"), [("released", "viewing"), ("agreed", "signing")])
@pytest.mark.parametrize("who", ["agent", "caseworker"])
def test_the_appointment_follows_where_the_placement_is(journey, send, stop, kind, who):
    journey.to(stop)
    assert send(who, "appointment", **appointment(worker_comes="on")).status_code == 302
    with arranging():
        made = Appointment.objects.get(placement=journey.placement)
    assert (made.kind, made.worker_comes) == (kind, True)


def test_a_double_click_makes_one_appointment(journey, send):
    journey.to("released")
    first, second = (send("agent", "appointment", **appointment()) for _click in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    with arranging():
        assert Appointment.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"on": "31-11-2026"}, 422),
        ({"at_time": "25:00"}, 422),
        ({"at_time": "x" * 1000}, 422),
        ({"on": "1-11-2026"}, 409),
    ],
)
def test_an_appointment_that_cannot_be_is_said_and_kept(journey, send, changes, status):
    journey.to("released")
    answer = send("agent", "appointment", **appointment(**changes))
    assert answer.status_code == status
    field, typed = next(iter(changes.items()))
    assert answer.context["form"][field].value() == typed


def test_somebody_comes_to_an_appointment(journey, send):
    journey.to("released")
    answer = send("agent", "appointment", **appointment(agent_comes=""))
    assert answer.status_code == 422
    assert "Kies wie er komt" in answer.content.decode()
    assert send("agent", "appointment", **appointment()).status_code == 302


def test_before_release_there_is_nobody_to_meet(journey, send):
    journey.to("proposed")
    assert send("agent", "appointment", **appointment()).status_code == 404
    assert send("caseworker", "appointment", **appointment()).status_code == 409


def test_an_appointment_can_be_cancelled(journey, send, people, signed_in):
    journey.to("released")
    send("agent", "appointment", **appointment())
    with arranging():
        made = Appointment.objects.get(placement=journey.placement)
    assert send("foreign_agent", "drop_appointment", made.pk).status_code == 404
    assert send("caseworker", "drop_appointment", made.pk + 1).status_code == 404
    assert send("caseworker", "drop_appointment", made.pk).status_code == 302
    page = signed_in(people.agent).get(
        reverse("proposals:placement", args=[journey.placement.public_id])
    )
    assert page.context["shown"].appointments == []


AFTER_TWO_YEARS = datetime(2028, 12, 18, 9, 0, tzinfo=UTC)


@pytest.fixture
def completed(journey, people, time_machine):
    """Guidance is over after two years, and the lease goes on."""
    journey.to("moved_in")
    time_machine.move_to(AFTER_TWO_YEARS, tick=False)
    journey.do(actions.complete, by="caseworker", at=AFTER_TWO_YEARS, placement=journey.placement)
    return journey


def end_of(journey, client, **data: str):
    address = reverse("tenancies:end_of_home", args=[journey.placement.dwelling.public_id])
    return client.post(address, {"on": "17-12-2028", "code": "moved_on"} | data)


def test_after_the_guidance_the_corporation_ends_the_lease_of_its_home(
    completed, people, signed_in
):
    agent = signed_in(people.agent)
    home = reverse("dwellings:detail", args=[completed.placement.dwelling.public_id])
    page = reverse("proposals:placement", args=[completed.placement.public_id])
    assert agent.get(page).status_code == 404
    assert "/einde/" in agent.get(home).content.decode()

    assert end_of(completed, agent).status_code == 302
    assert status_of(completed) == "ended"
    assert lease_of(completed).ended_on == date(2028, 12, 17)
    assert completed.now(completed.candidate).status == "ended"
    assert agent.get(page).status_code == 404


def test_a_lease_that_ended_is_not_ended_again(completed, people, signed_in):
    agent = signed_in(people.agent)
    end_of(completed, agent)

    assert end_of(completed, agent).status_code == 409
    assert status_of(completed) == "ended"


def test_another_corporation_ends_nothing(completed, people, signed_in):
    assert end_of(completed, signed_in(people.foreign_agent)).status_code == 404
    assert status_of(completed) == "completed"


def test_while_somebody_is_guided_here_the_end_is_told_on_the_placement(
    journey, people, signed_in, time_machine
):
    journey.to("moved_in")
    time_machine.move_to(START_DAY, tick=False)

    answer = end_of(journey, signed_in(people.agent), on="15-12-2026")
    assert answer.status_code == 409
    assert "pagina van de plaatsing" in answer.content.decode()
    assert status_of(journey) == "moved_in"


def test_after_the_guidance_another_home_takes_a_new_application(completed):
    with pytest.raises(Refused):
        completed.do(
            actions.end_lease,
            by="agent",
            at=AFTER_TWO_YEARS,
            placement=completed.placement,
            on=date(2028, 12, 17),
            code="moved_on",
            rehouse=True,
        )
    assert status_of(completed) == "completed"
