"""The pages of guidance: who sees what, what bad input is told, and how many statements it takes."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pact.access.actor import acting_as
from pact.audit.models import Look
from placements.candidates.actions import start_application
from placements.candidates.models import Candidate
from placements.guidance import actions
from placements.guidance.models import ContactMoment, Guidance
from tests.database import arranging
from tests.factories import CandidateFactory, GuidanceFactory
from tests.placements.candidates.filled import answers
from tests.queries import own_statements

LIST = reverse("guidance:list")


def page(name, track):
    return reverse(f"guidance:{name}", args=[track.public_id])


def the_end(track):
    return reverse("proposals:end_guidance", args=[track.public_id])


def sent(**typed):
    return {"form_key": str(uuid.uuid4()), **typed}


@pytest.fixture
def track(people, actor_of):
    """A track of somebody who moved in months ago, with moments before and after today."""
    made = GuidanceFactory(
        candidate__caseworker=people.caseworker,
        candidate__tables__identity__last_name="Geheim",
    )
    moved = timezone.localdate() - timedelta(days=100)
    with acting_as(actor_of(people.caseworker)) as by:
        track = actions.schedule(guidance=made, moved_on=moved, by=by, at=timezone.now())
    track.candidate = made.candidate
    return track


def first_moment():
    with arranging():
        return ContactMoment.objects.order_by("planned_on").first()


def test_the_caseworker_sees_the_name_and_the_coordinator_only_dates_and_the_light(
    track, people, signed_in
):
    ours = signed_in(people.caseworker).get(page("track", track)).content.decode()
    office = signed_in(people.coordinator).get(page("track", track)).content.decode()
    office = office[office.index("<main") :]
    assert "Geheim" in ours
    assert people.caseworker.user.name in ours
    assert "Begeleiding door" in ours
    assert track.candidate.reference in office
    assert "Geheim" not in office
    assert people.caseworker.user.name not in office
    assert "niet bekend" in office


def test_a_coach_who_is_not_the_caseworker_reads_whom_they_guide(
    track, people, signed_in, actor_of
):
    with acting_as(actor_of(people.caseworker)) as by:
        actions.transfer(guidance=track, to=people.colleague, by=by, at=timezone.now())
    client = signed_in(people.colleague)
    text = client.get(page("track", track)).content.decode()
    assert track.candidate.reference in text
    assert "Geheim" in text
    assert signed_in(people.coach).get(page("track", track)).status_code == 404


def test_who_has_waited_longest_for_contact_comes_first(track, people, signed_in):
    without = GuidanceFactory(candidate__caseworker=people.caseworker)
    rows = signed_in(people.caseworker).get(LIST).context["rows"]
    assert [row.reference for row in rows] == [
        track.candidate.reference,
        without.candidate.reference,
    ]
    assert rows[1].next_on is None


def test_the_list_goes_on_after_its_last_row(people, signed_in):
    for _ in range(27):
        GuidanceFactory(candidate__caseworker=people.caseworker)
    client = signed_in(people.caseworker)
    first = client.get(LIST)
    second = client.get(first.context["page"].older)
    rows = [*first.context["rows"], *second.context["rows"]]
    assert len({row.reference for row in rows}) == len(rows) == 27


@pytest.mark.parametrize("who", ["caseworker", "coordinator"])
def test_the_list_takes_as_many_statements_for_many_rows_as_for_one(people, signed_in, who):
    GuidanceFactory(candidate__caseworker=people.caseworker)
    client = signed_in(getattr(people, who))
    one = own_statements(client, LIST)
    for _ in range(27):
        GuidanceFactory(candidate__caseworker=people.caseworker)
    assert len(one) == len(own_statements(client, LIST)) <= 4
    assert len(own_statements(client, client.get(LIST).context["page"].older)) <= 4


def test_a_track_takes_a_fixed_number_of_statements(track, people, signed_in):
    assert len(own_statements(signed_in(people.caseworker), page("track", track))) <= 4


def test_strangers_and_colleagues_get_nothing(track, people, signed_in):
    for who in ("stranger", "colleague"):
        client = signed_in(getattr(people, who))
        assert client.get(page("track", track)).status_code == 404
        assert track.candidate.reference not in client.get(LIST).content.decode()


def test_each_look_is_one_line(track, people, signed_in):
    signed_in(people.caseworker).get(page("track", track))
    with arranging():
        look = Look.objects.get(page="guidance:track")
        assert (look.candidate_id, look.care_party_id) == (track.candidate_id, track.care_party_id)


@pytest.mark.parametrize("query", [{"status": "paused"}, {"light": "blue"}])
def test_a_filter_that_does_not_exist_is_told(people, signed_in, query):
    assert signed_in(people.caseworker).get(LIST, query).status_code == 422


def test_an_application_is_submitted_and_guidance_opens(people, signed_in, actor_of, now):
    with acting_as(actor_of(people.caseworker)) as by:
        draft = start_application(answers=answers(), by=by, at=now)
    client = signed_in(people.caseworker)
    assert people.caseworker.user.name in client.get(page("submit", draft)).content.decode()
    typed = sent(to=people.caseworker.public_id)
    answer = client.post(page("submit", draft), typed)
    again = client.post(page("submit", draft), typed)
    assert answer.url == again.url == reverse("candidates:file", args=[draft.public_id])
    with arranging():
        assert Guidance.objects.get().responsible == people.caseworker


def test_what_is_missing_is_told_when_submitting(people, signed_in):
    draft = CandidateFactory(caseworker=people.caseworker, status="draft")
    answer = signed_in(people.caseworker).post(
        page("submit", draft), sent(to=people.caseworker.public_id)
    )
    assert answer.status_code == 409
    assert "gemeente van herkomst" in answer.content.decode()


@pytest.mark.parametrize("to", ["", "x", "2c1a6f7e-0000-4000-8000-000000000000", "\x00"])
def test_a_case_goes_to_a_colleague_only(people, signed_in, to):
    case = CandidateFactory(caseworker=people.caseworker)
    answer = signed_in(people.caseworker).post(page("hand_over", case), sent(to=to))
    assert answer.status_code == 422


def test_a_case_is_handed_over(people, signed_in):
    case = CandidateFactory(caseworker=people.caseworker)
    answer = signed_in(people.caseworker).post(
        page("hand_over", case), sent(to=people.colleague.public_id), follow=True
    )
    text = answer.content.decode()
    assert "De zaak is overgedragen" in text
    assert people.colleague.user.name in text
    with arranging():
        assert Candidate.objects.get().caseworker == people.colleague


def test_a_moment_is_recorded_once(track, people, signed_in):
    client, moment = signed_in(people.caseworker), first_moment()
    typed = sent(held_on=f"{timezone.localdate():%d-%m-%Y}", light="green", work="yes", school="no")
    assert client.post(page("hold_moment", moment), typed).status_code == 302
    assert client.post(page("hold_moment", moment), typed).status_code == 302
    again = client.post(page("hold_moment", moment), typed | sent())
    assert again.status_code == 409
    assert "al vastgelegd" in again.content.decode()
    text = client.get(page("track", track)).content.decode()
    assert "doet mee: werk" in text


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"held_on": "31-02-2026", "light": "green"},
        {"held_on": "1-1-1", "light": "green"},
        {"held_on": "1-3-2026", "light": "blue"},
        {"held_on": "1-3-2026", "light": "green", "work": "maybe"},
        {"held_on": "\x00", "light": "green"},
    ],
)
def test_a_moment_with_bad_input_is_asked_again(track, people, signed_in, typed):
    answer = signed_in(people.caseworker).post(page("hold_moment", first_moment()), sent(**typed))
    assert answer.status_code == 422
    with arranging():
        assert not ContactMoment.objects.exclude(held_on=None).exists()


def test_what_was_typed_stays_when_a_moment_is_refused(track, people, signed_in):
    tomorrow = f"{timezone.localdate() + timedelta(days=1):%d-%m-%Y}"
    answer = signed_in(people.caseworker).post(
        page("hold_moment", first_moment()), sent(held_on=tomorrow, light="amber")
    )
    assert answer.status_code == 409
    assert f'value="{tomorrow}"' in answer.content.decode()


def test_a_moment_is_planned(track, people, signed_in):
    client = signed_in(people.caseworker)
    typed = sent(kind="visit", planned_on="1-12-2027")
    assert client.post(page("add_moment", track), typed).status_code == 302
    assert client.post(page("add_moment", track), typed | sent()).status_code == 409
    for bad in ({"kind": "party", "planned_on": "1-12-2027"}, {"kind": "visit"}):
        assert client.post(page("add_moment", track), sent(**bad)).status_code == 422


def test_a_moment_is_corrected_and_taken_off(track, people, signed_in):
    client = signed_in(people.caseworker)
    today = f"{timezone.localdate():%d-%m-%Y}"
    client.post(page("add_moment", track), sent(kind="visit", planned_on=today))
    with arranging():
        visit = ContactMoment.objects.get(from_norm=False)
    client.post(page("hold_moment", visit), sent(held_on=today, light="green"))
    text = client.get(page("track", track)).content.decode()
    assert page("correct_moment", visit) in text
    assert page("drop_moment", visit) not in text
    wrong = {"was_held": "no", "held_on": today, "light": "green", "code": "did_not_happen"}
    assert client.post(page("correct_moment", visit), wrong | {"code": ""}).status_code == 422
    assert client.post(page("correct_moment", visit), wrong).status_code == 302
    assert page("drop_moment", visit) in client.get(page("track", track)).content.decode()
    assert client.post(page("drop_moment", visit)).status_code == 302
    assert client.get(page("hold_moment", visit)).status_code == 404


def test_guidance_is_extended_ended_and_transferred(track, people, signed_in):
    client = signed_in(people.caseworker)
    until = date(track.runs_until.year + 1, 1, 1)
    extended = client.post(
        page("extend", track), {"code": "relapse", "until": f"{until:%d-%m-%Y}"}, follow=True
    )
    assert "langer dan eerst was afgesproken" in extended.content.decode()
    early = client.post(the_end(track), {"code": "goals_met"})
    assert early.status_code == 409
    moved = client.post(page("transfer", track), {"to": people.colleague.public_id}, follow=True)
    assert "zonder een dag ertussen" in moved.content.decode()
    with arranging():
        Candidate.objects.filter(pk=track.candidate_id).update(status="housed")
    ended = signed_in(people.colleague).post(the_end(track), {"code": "departed"}, follow=True)
    assert "De begeleiding is beëindigd" in ended.content.decode()


def test_the_coordinator_changes_nothing(track, people, signed_in):
    client = signed_in(people.coordinator)
    for name in ("add_moment", "extend", "transfer"):
        assert client.get(page(name, track)).status_code == 403
    assert client.get(the_end(track)).status_code == 403
    text = client.get(page("track", track)).content.decode()
    assert "Begeleiding beëindigen" not in text
