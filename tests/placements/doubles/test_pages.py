"""What people hear about a double: the caseworker to ring, the coordinator to look, nobody more."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pact.access.actor import acting_as
from pact.access.models import Asked
from pact.audit.models import Deed, Look
from placements.candidates.actions import save_application
from placements.candidates.models import Candidate, PossibleDouble
from tests.conftest import actor_for
from tests.database import arranging
from tests.placements.candidates.filled import answers
from tests.placements.doubles.scenes import NOON, drafted, now_of, submits, submitted

MOST = 10
NOT_AGAIN = "U vroeg dit in korte tijd 10 keer"


@pytest.fixture
def theirs(people) -> Candidate:
    return submitted(people.stranger)


@pytest.fixture
def ours(people) -> Candidate:
    return drafted(people.caseworker, last_name="Berg, van der")


@pytest.fixture
def caseworker(people, signed_in) -> Client:
    return signed_in(people.caseworker)


def questions(**which) -> list[tuple]:
    with arranging():
        looks = Look.objects.filter(page="candidates:double", **which).order_by("pk")
        return list(looks.values_list("candidate_id", "rows", "outcome"))


def the_office(people) -> str:
    return f"{people.coordinator.user.name} {people.coordinator.telephone}"


# The caseworker


def test_who_was_not_entered_is_submitted_without_a_word(people, caseworker, ours):
    assert submits(caseworker, ours, people.caseworker).status_code == 302
    assert now_of(ours).status == "submitted"
    assert questions() == [(ours.pk, 0, "shown")]
    with arranging():
        assert not PossibleDouble.objects.exists()


def test_who_may_have_been_entered_waits_for_a_telephone_call(people, caseworker, theirs, ours):
    office = the_office(people)
    answer = submits(caseworker, ours, people.lead)
    text = answer.content.decode()

    assert answer.status_code == 409
    assert office in text
    assert f"noem {ours.reference}" in text
    assert 'name="rung"' in text
    assert f'value="{people.lead.public_id}" selected' in text
    assert now_of(ours).status == "draft"
    assert questions() == [(ours.pk, 1, "shown")]


def test_the_answer_tells_nothing_of_the_other_case(people, caseworker, theirs, ours):
    text = submits(caseworker, ours, people.caseworker).content.decode()
    page = text[text.index("<main") :]
    for told in (theirs.reference, people.stranger.user.name, people.stranger.party.name):
        assert told not in page


def test_after_the_call_it_goes_on_and_the_call_is_on_record(people, caseworker, theirs, ours):
    submits(caseworker, ours, people.caseworker)
    assert submits(caseworker, ours, people.caseworker, rung="on").status_code == 302
    assert now_of(ours).status == "submitted"
    with arranging():
        deed = Deed.objects.get(action="coordinator_rung")
        assert PossibleDouble.objects.get().rung_at is not None
    assert (deed.candidate_id, deed.user_id) == (ours.pk, people.caseworker.user_id)


def test_a_tick_that_nobody_asked_for_says_nothing(people, caseworker, ours):
    assert submits(caseworker, ours, people.caseworker, rung="on").status_code == 302
    with arranging():
        assert not Deed.objects.filter(action="coordinator_rung").exists()
        assert not PossibleDouble.objects.exists()


def test_who_rang_once_is_not_asked_again(people, caseworker, signed_in, theirs):
    ours = submitted(people.caseworker, has_rung=True)
    signed_in(people.coordinator).post(
        reverse("candidates:return", args=[ours.public_id]),
        {"version": ours.version, "codes": ["income"]},
    )
    assert submits(caseworker, ours, people.caseworker).status_code == 302
    assert questions() == []


def test_an_application_with_gaps_asks_nothing(people, caseworker, theirs):
    draft = drafted(people.caseworker, max_rent=None)
    assert submits(caseworker, draft, people.caseworker).status_code == 409
    assert questions() == []


@pytest.mark.parametrize("who", ["stranger", "colleague"])
def test_nobody_asks_about_the_case_of_another(people, signed_in, theirs, ours, who):
    member = getattr(people, who)
    assert submits(signed_in(member), ours, member).status_code == 404
    assert questions() == []


def test_saving_a_name_tells_nothing(people, caseworker, theirs, ours):
    for name in ("candidates:file", "candidates:edit"):
        page = caseworker.get(reverse(name, args=[ours.public_id]))
        assert "al ingevoerd" not in page.content.decode()
    assert questions() == []


# Trying names


def tries(people, client, draft, number: int) -> int:
    """Somebody types another name in their own draft, and sends it in."""
    draft = now_of(draft)
    with acting_as(actor_for(people.caseworker)) as by:
        save_application(
            candidate=draft,
            answers=answers(initials=f"{'ABCDEFGHIJKLMNOPQRSTUVWX'[number]}.", first_name="Vera"),
            version=draft.version,
            by=by,
            at=NOON,
        )
    return submits(client, draft, people.caseworker).status_code


def test_whoever_tries_names_is_stopped_and_every_try_is_on_record(
    people, caseworker, theirs, ours
):
    assert [tries(people, caseworker, ours, number) for number in range(MOST)] == [409] * MOST
    answer = submits(caseworker, ours, people.lead)

    assert answer.status_code == 409
    text = answer.content.decode()
    assert NOT_AGAIN in text
    assert f'value="{people.lead.public_id}" selected' in text
    assert questions(outcome="shown") == [(ours.pk, 1, "shown")] * MOST
    assert questions(outcome="refused") == [(ours.pk, None, "refused")]


def test_another_draft_is_no_new_start_and_another_person_is(people, caseworker, signed_in, theirs):
    with acting_as(actor_for(people.caseworker)) as by:
        Asked.objects.create(user_id=by.user_id, kind="double", times=[timezone.now()] * MOST)
    fresh = drafted(people.caseworker, last_name="Heel Anders")
    assert NOT_AGAIN in submits(caseworker, fresh, people.caseworker).content.decode()
    own = drafted(people.colleague, last_name="Nog Iemand Anders")
    assert submits(signed_in(people.colleague), own, people.colleague).status_code == 302


def test_after_an_hour_it_goes_on(people, caseworker, ours):
    times = [timezone.now() - timedelta(minutes=61)] * MOST
    with acting_as(actor_for(people.caseworker)) as by:
        Asked.objects.create(user_id=by.user_id, kind="double", times=times)
    assert submits(caseworker, ours, people.caseworker).status_code == 302


def test_nobody_takes_back_what_somebody_else_asked(people, actor_of):
    with acting_as(actor_of(people.caseworker)) as by:
        Asked.objects.create(user_id=by.user_id, kind="double", times=[NOON])
    with acting_as(actor_of(people.stranger)):
        assert Asked.objects.update(times=[]) == 0


# The coordinator


def page(name: str, candidate: Candidate) -> str:
    return reverse(f"candidates:{name}", args=[candidate.public_id])


def test_whoever_decides_is_told_and_not_where(people, signed_in, theirs):
    ours = submitted(people.caseworker, has_rung=True)
    client = signed_in(people.coordinator)
    text = client.get(page("file", ours)).content.decode()
    assert "misschien al eerder ingevoerd" in text
    assert theirs.reference not in text
    assert "misschien al eerder ingevoerd" not in client.get(page("file", theirs)).content.decode()


def test_whoever_decides_says_first_that_they_looked(people, signed_in, theirs):
    ours = submitted(people.caseworker, has_rung=True)
    client = signed_in(people.coordinator)
    refused = client.post(page("admit", ours), {"version": ours.version})
    assert refused.status_code == 409
    assert "vink aan dat u dat deed" in refused.content.decode()
    assert now_of(ours).status == "submitted"

    looked = {"version": ours.version, "has_checked": "on"}
    assert client.post(page("admit", ours), looked).status_code == 302
    assert now_of(ours).status == "admitted"
    with arranging():
        assert Deed.objects.filter(action="double_checked", candidate_id=ours.pk).count() == 1


def test_what_is_no_double_is_admitted_as_ever(people, signed_in, theirs):
    client = signed_in(people.coordinator)
    sent = {"version": theirs.version, "has_checked": "on"}
    assert client.post(page("admit", theirs), sent).status_code == 302
    with arranging():
        assert not Deed.objects.filter(action="double_checked").exists()


@pytest.mark.parametrize("who", ["caseworker", "colleague", "privacy_officer"])
def test_nobody_else_reads_it_on_the_file(people, signed_in, theirs, who):
    ours = submitted(people.caseworker, has_rung=True)
    text = signed_in(getattr(people, who)).get(page("file", ours)).content.decode()
    assert "al eerder ingevoerd" not in text


# The same person in the own party


def test_the_own_party_links_the_applications_of_one_person(people, signed_in):
    before = submitted(people.colleague)
    ours = submitted(people.caseworker, has_rung=True)
    submitted(people.stranger, has_rung=True)
    file = signed_in(people.caseworker).get(page("file", ours)).context["file"]
    assert [(row.reference, row.handled_by) for row in file.same_person] == [
        (before.reference, people.colleague.user.name)
    ]


def test_a_draft_links_nothing_so_that_nobody_tries_names(people, signed_in):
    submitted(people.colleague)
    draft = drafted(people.caseworker)
    file = signed_in(people.caseworker).get(page("file", draft)).context["file"]
    assert file.same_person == []
