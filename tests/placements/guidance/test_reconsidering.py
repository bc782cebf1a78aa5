"""A rejection is no dead end: the care party asks another coordinator once, or gives the case up."""

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import translation

from pact.access.actor import Actor, acting_as
from pact.common.refusals import Refused
from pact.outbox.models import Message
from placements.candidates.actions import admit, reconsider, reject
from placements.candidates.actions.news import chase
from placements.guidance.actions import ask_reconsideration, end_guidance
from placements.overview.work import work_of
from placements.proposals.actions import withdraw_candidate
from tests.conftest import actor_for
from tests.database import arranging
from tests.factories import CandidateFactory, GuidanceFactory
from tests.placements.proposals.test_actions import AT, TODAY


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def case(people):
    """Rejected by the coordinator; the deputy and the track are there."""
    case = CandidateFactory(caseworker=people.caseworker, status="submitted")
    people.track = GuidanceFactory(candidate=case)
    people.deputy  # noqa: B018
    do(people, reject, by="coordinator", candidate=case, code="not_ready")
    return case


def do(people, verb, *, by: str, **arguments):
    actor = actor_for(getattr(people, by))
    with acting_as(actor):
        return verb(by=actor, at=AT, **arguments)


def ask(people, case, *, by: str = "caseworker"):
    return do(people, ask_reconsideration, by=by, candidate=case)


def now(row):
    with arranging():
        return type(row).objects.get(pk=row.pk)


def work(people, who: str) -> list[str]:
    actor = actor_for(getattr(people, who))
    with acting_as(actor):
        return [item.text for item in work_of(actor, TODAY).own]


def test_the_coordinator_who_did_not_reject_it_hears_and_has_work(people, case):
    ask(people, case)
    with arranging():
        told = Message.objects.filter(kind="reconsideration_asked")
        assert set(told.values_list("recipient_id", flat=True)) == {people.deputy.pk}
    wanted = "Reconsider this rejection: the care party asks for it."
    assert wanted in work(people, "deputy")
    assert wanted not in work(people, "coordinator")


def test_what_a_colleague_took_up_is_not_the_work_of_who_rejected_it(people, case):
    do(people, reconsider, by="deputy", candidate=case)
    actor = actor_for(people.coordinator)
    with acting_as(actor):
        found = work_of(actor, TODAY)
    assert [(item.party, item.text) for item in found.awaited] == [
        (
            "another coordinator",
            "You rejected this application, so somebody else decides on it now.",
        )
    ]
    assert (found.own, work(people, "deputy")) == (
        [],
        ["Admit, return or reject this application."],
    )


def test_a_late_decision_is_chased_with_who_may_take_it(people, case):
    do(people, reconsider, by="deputy", candidate=case)
    do(people, reject, by="deputy", candidate=case, code="not_ready")
    ask(people, case)
    with acting_as(Actor.system("chase")):
        chase(now(case), at=AT)
    with arranging():
        told = Message.objects.filter(kind="application_overdue")
        assert set(told.values_list("recipient_id", flat=True)) == {people.coordinator.pk}


def test_it_is_asked_once_a_rejection(people, case):
    ask(people, case)
    with pytest.raises(Refused, match="asked this already"):
        ask(people, case)
    do(people, reconsider, by="deputy", candidate=case)
    do(people, reject, by="deputy", candidate=case, code="not_ready")
    assert ask(people, now(case)).asked_again_at == AT


def test_who_is_reconsidered_can_be_admitted_and_is_guided(people, case):
    ask(people, case)
    do(people, reconsider, by="deputy", candidate=case)
    do(people, admit, by="deputy", candidate=case)
    assert (now(case).status, now(people.track).status) == ("admitted", "running")


def test_only_a_rejection_is_reconsidered(people):
    case = CandidateFactory(caseworker=people.caseworker)
    GuidanceFactory(candidate=case)
    with pytest.raises(Refused, match="no rejection"):
        ask(people, case)
    with pytest.raises(IntegrityError, match="asked_again"), arranging():
        type(case).objects.filter(pk=case.pk).update(asked_again_at=AT)


def test_only_whose_case_it_is_asks(people, case):
    with pytest.raises(type(case).DoesNotExist):
        ask(people, case, by="colleague")


def test_guidance_of_what_is_rejected_ends_by_a_decision(people, case):
    do(people, end_guidance, by="caseworker", guidance=people.track, code="by_decision")
    assert now(people.track).status == "ended"
    with pytest.raises(Refused, match="Guidance of this case has ended"):
        ask(people, case)


def test_what_is_rejected_can_be_withdrawn_and_guidance_ends(people, case):
    ask(people, case)
    do(people, withdraw_candidate, by="caseworker", candidate=case, code="own_solution")
    assert (now(case).status, now(people.track).status) == ("withdrawn", "ended")
    assert work(people, "deputy") == []


def test_the_file_leads_there(people, case, signed_in):
    client = signed_in(people.caseworker)
    where = reverse("guidance:ask_reconsideration", args=[case.public_id])
    file = client.get(reverse("candidates:file", args=[case.public_id])).content.decode()
    assert where in file
    assert reverse("proposals:withdraw_case", args=[case.public_id]) in file
    assert client.post(where).status_code == 302
    file = client.get(reverse("candidates:file", args=[case.public_id])).content.decode()
    assert where not in file
    assert "kijkt opnieuw naar de afwijzing, zoals gevraagd op" in file
    assert client.post(where).status_code == 409


@pytest.mark.parametrize("code", ["deceased", "by_decision"])
def test_who_is_no_longer_guided_is_not_looked_at_again(people, case, signed_in, code):
    ask(people, case)
    file = reverse("candidates:file", args=[case.public_id])
    again = reverse("candidates:reconsider", args=[case.public_id])
    deputy = signed_in(people.deputy)
    assert again in deputy.get(file).content.decode()
    assert "Reconsider this rejection: the care party asks for it." in work(people, "deputy")

    end = reverse("proposals:end_guidance", args=[people.track.public_id])
    assert signed_in(people.caseworker).post(end, {"code": code}).status_code == 302
    assert (now(case).asked_again_at, now(case).answer_by) == (None, None)
    assert work(people, "deputy") == []
    assert again not in deputy.get(file).content.decode()
    assert deputy.post(again).status_code == 409
    assert now(case).status == "rejected"
    with arranging():
        assert not Message.objects.filter(object_id=case.public_id, state="waiting").exists()


def test_the_database_puts_nobody_back_who_is_no_longer_guided(people, case):
    do(people, end_guidance, by="caseworker", guidance=people.track, code="by_decision")
    with (
        pytest.raises(IntegrityError, match="guided any more"),
        acting_as(Actor.system("consequence")),
    ):
        type(case).objects.filter(pk=case.pk).update(status="submitted")
