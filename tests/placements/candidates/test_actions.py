"""The deeds of an application, and each of their refusals."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from pact.access.actor import acting_as
from pact.audit.models import Deed, Step
from pact.common.refusals import Refused, Stale
from pact.outbox.models import Message
from placements.candidates import actions
from placements.candidates.actions import applications
from placements.candidates.application import NEEDED, answers_of, missing_from
from placements.candidates.models import Candidate, MissingItem, Need
from placements.candidates.states import CandidateStatus as S
from placements.guidance.actions import submit_application
from placements.lifecycle import NoSuchStep
from placements.overview.kinds.applications import decisions
from tests.database import arranging
from tests.factories import CandidateFactory
from tests.placements.candidates.filled import answers

AGAIN = "does not decide on it again"


@pytest.fixture
def case(people, actor_of, now):
    """A complete draft, and whoever handles it."""
    with acting_as(actor_of(people.caseworker)) as by:
        return actions.start_application(answers=answers(), by=by, at=now), by


@pytest.fixture
def submitted(case, now):
    candidate, by = case
    with acting_as(by):
        submit_application(candidate=candidate, by=by, at=now)
        candidate.refresh_from_db()
    return candidate


def messages(kind):
    with arranging():
        return list(Message.objects.filter(kind=kind).values_list("recipient_id", "act_by"))


def test_an_application_starts_as_a_draft_of_whoever_enters_it(case, people):
    candidate, by = case
    with acting_as(by):
        assert (candidate.status, candidate.caseworker) == (S.DRAFT, people.caseworker)
        assert candidate.care_party == people.caseworker.party
        person = candidate.uitstromers.get()
        assert person.identity.name_key == "BERG VAN DER"
        assert (person.card.birth_year, person.card.call_first) == (1990, True)
        assert answers_of(candidate)["wished_month"] == date(2027, 6, 1)


def test_a_draft_may_lack_anything_and_says_what(people, actor_of, now):
    empty = dict.fromkeys(answers(), None)
    empty |= {name: "" for name, value in answers().items() if isinstance(value, str)}
    empty |= {"areas": [], "avoided": [], "children": 0}
    empty |= {name: False for name, value in answers().items() if isinstance(value, bool)}
    with acting_as(actor_of(people.caseworker)) as by:
        candidate = actions.start_application(answers=empty, by=by, at=now)
        gaps = missing_from(candidate)

    assert [gap.field for gap in gaps] == list(NEEDED)
    assert gaps[0].anchor == "id_first_name"


def test_an_incomplete_draft_is_not_submitted(people, actor_of, now):
    with acting_as(actor_of(people.caseworker)) as by:
        candidate = actions.start_application(answers=answers(last_name=None), by=by, at=now)
        with pytest.raises(actions.Incomplete, match="achternaam"):
            submit_application(candidate=candidate, by=by, at=now)
        candidate.refresh_from_db()
        assert candidate.status == S.DRAFT


def test_saving_keeps_every_answer_and_records_only_which_changed(case, now):
    candidate, by = case
    with acting_as(by):
        actions.save_application(
            candidate=candidate,
            answers=answers(max_rent="700", areas=[]),
            version=candidate.version,
            by=by,
            at=now,
        )
        assert Need.objects.get(candidate=candidate).max_rent == 700
        assert answers_of(candidate)["areas"] == []
    with arranging():
        deed = Deed.objects.get(action="application_saved")
    assert deed.fields == ["areas", "max_rent"]


def test_a_stale_page_is_refused_with_what_stands_there_now(case, now):
    candidate, by = case
    with acting_as(by):
        opened = candidate.version
        actions.save_application(
            candidate=candidate, answers=answers(max_rent="700"), version=opened, by=by, at=now
        )
        with pytest.raises(Stale) as refused:
            actions.save_application(
                candidate=candidate, answers=answers(adults="2"), version=opened, by=by, at=now
            )
        assert answers_of(candidate)["adults"] == 1
    assert list(refused.value.theirs.values()) == ["1", "€\u00a0700,00"]


def test_what_others_work_with_cannot_lose_an_answer(submitted, people, actor_of, now):
    with acting_as(actor_of(people.caseworker)) as by, pytest.raises(actions.Incomplete):
        actions.save_application(
            candidate=submitted,
            answers=answers(bedrooms=None),
            version=submitted.version,
            by=by,
            at=now,
        )


def test_a_closed_application_stays_as_it_is(people, actor_of, now):
    candidate = CandidateFactory(caseworker=people.caseworker, status="withdrawn")
    with acting_as(actor_of(people.caseworker)) as by, pytest.raises(Refused):
        actions.save_application(candidate=candidate, answers=answers(), version=1, by=by, at=now)


def test_a_colleague_cannot_save(case, people, actor_of, now):
    candidate, _by = case
    with acting_as(actor_of(people.colleague)) as by, pytest.raises(Candidate.DoesNotExist):
        actions.save_application(candidate=candidate, answers=answers(), version=1, by=by, at=now)


def test_the_team_lead_can_save(case, people, actor_of, now):
    candidate, _by = case
    with acting_as(actor_of(people.lead)) as by:
        saved = actions.save_application(
            candidate=candidate, answers=answers(adults="2"), version=1, by=by, at=now
        )
        assert answers_of(saved)["adults"] == 2


def test_submitting_tells_the_coordinators_and_sets_their_term(people, case, now):
    office = {people.coordinator.pk, people.deputy.pk}
    candidate, by = case
    with acting_as(by):
        submit_application(candidate=candidate, by=by, at=now)
        candidate.refresh_from_db()
        assert candidate.answer_by == date(2026, 12, 7)  # ten working days
    assert {recipient for recipient, _day in messages("application_submitted")} >= office


def test_admitting_starts_the_wait(submitted, people, actor_of, now):
    with acting_as(actor_of(people.coordinator)) as by:
        admitted = actions.admit(candidate=submitted, by=by, at=now)
        assert (admitted.status, admitted.waiting_since) == (S.ADMITTED, date(2026, 11, 23))
        assert (admitted.admitted_by, admitted.answer_by) == (people.coordinator, None)
    assert messages("application_admitted") == [(people.caseworker.pk, None)]


def test_admitting_again_keeps_the_first_wait(people, actor_of, now):
    candidate = CandidateFactory(status="submitted", waiting_since=date(2025, 1, 1))
    with acting_as(actor_of(people.coordinator)) as by:
        assert actions.admit(candidate=candidate, by=by, at=now).waiting_since == date(2025, 1, 1)


def now_coordinates(people) -> None:
    """The caseworker has become the coordinator."""
    with arranging():
        people.coordinator.user = people.caseworker.user
        people.caseworker.is_current = False
        people.caseworker.save()
        people.coordinator.save()


def test_nobody_admits_whom_they_nominated(submitted, people, actor_of, now):
    now_coordinates(people)
    with acting_as(actor_of(people.coordinator)) as by:
        for deed in (
            lambda: actions.admit(candidate=submitted, by=by, at=now),
            lambda: actions.reject(candidate=submitted, code="not_ready", by=by, at=now),
            lambda: actions.return_application(candidate=submitted, codes=["need"], by=by, at=now),
        ):
            with pytest.raises(actions.OwnCandidate):
                deed()


def test_whom_they_nominated_waits_for_another_coordinator_and_has_no_buttons(
    submitted, people, actor_of, signed_in, now
):
    page = reverse("candidates:file", args=[submitted.public_id])
    admit = reverse("candidates:admit", args=[submitted.public_id])
    assert admit in signed_in(people.coordinator).get(page).content.decode()
    now_coordinates(people)
    found = signed_in(people.coordinator).get(page)
    assert admit not in found.content.decode()
    assert found.context["why_not"] in found.content.decode()
    actor = actor_of(people.coordinator)
    with acting_as(actor):
        assert [item.party for item in decisions(actor, now.date())] == ["een andere coördinator"]


def test_whoever_submitted_stays_the_nominator_after_a_handover(submitted, people, actor_of, now):
    with acting_as(actor_of(people.caseworker)) as by:
        actions.hand_over(candidate=submitted, to=people.colleague, by=by, at=now)
    with arranging():
        people.coordinator.user = people.caseworker.user
        people.caseworker.is_current = False
        people.caseworker.save()
        people.coordinator.save()
    with acting_as(actor_of(people.coordinator)) as by, pytest.raises(actions.OwnCandidate):
        actions.admit(candidate=submitted, by=by, at=now)


def test_the_database_refuses_it_as_well(submitted, people):
    with arranging(), pytest.raises(IntegrityError, match="nobody_admits"), transaction.atomic():
        Candidate.objects.filter(pk=submitted.pk).update(admitted_by=submitted.caseworker)


def test_deciding_on_another_version_than_was_read_is_refused(submitted, people, actor_of, now):
    with acting_as(actor_of(people.coordinator)) as by, pytest.raises(Stale):
        actions.admit(candidate=submitted, version=submitted.version - 1, by=by, at=now)


def test_returning_says_what_is_missing_and_until_when(submitted, people, actor_of, now):
    with acting_as(actor_of(people.coordinator)) as by:
        returned = actions.return_application(
            candidate=submitted, codes=["income", "need", "income"], by=by, at=now
        )
        codes = MissingItem.objects.filter(candidate=returned).values_list("code", flat=True)
        assert sorted(codes) == ["income", "need"]
        assert returned.answer_by > date(2026, 12, 23)
    assert messages("application_returned") == [(people.caseworker.pk, returned.answer_by)]


@pytest.mark.parametrize("codes", [[], ["nonsense"], ["need", "nonsense"]])
def test_returning_asks_for_a_code_of_the_agreement(submitted, people, actor_of, now, codes):
    with acting_as(actor_of(people.coordinator)) as by, pytest.raises(Refused, match="lijst"):
        actions.return_application(candidate=submitted, codes=codes, by=by, at=now)


def test_a_returned_application_is_submitted_again(submitted, people, actor_of, now):
    with acting_as(actor_of(people.coordinator)) as by:
        actions.return_application(candidate=submitted, codes=["need"], by=by, at=now)
    with acting_as(actor_of(people.caseworker)) as by:
        (track,) = submit_application(candidate=submitted, by=by, at=now + timedelta(hours=1))
        track.candidate.refresh_from_db()
        assert (track.candidate.status, track.responsible) == (S.SUBMITTED, people.caseworker)


def test_an_application_is_counted_in_the_year_in_which_it_was_first_submitted(
    submitted, people, actor_of, now
):
    """Once: one returned in December and completed in January stood in the reports of both years."""
    with acting_as(actor_of(people.coordinator)) as by:
        actions.return_application(candidate=submitted, codes=["need"], by=by, at=now)
    with acting_as(actor_of(people.caseworker)) as by:
        later = now + timedelta(days=60)
        (track,) = submit_application(candidate=submitted, by=by, at=later)
        track.candidate.refresh_from_db()

        assert (track.candidate.submitted_at, track.candidate.status_at) == (now, later)
        assert track.candidate.answer_by > later.date()


def test_rejecting_asks_for_a_code(submitted, people, actor_of, now):
    with acting_as(actor_of(people.coordinator)) as by:
        with pytest.raises(Refused, match="lijst"):
            actions.reject(candidate=submitted, code="because", by=by, at=now)
        rejected = actions.reject(candidate=submitted, code="not_ready", by=by, at=now)
        assert (rejected.status, rejected.status_code) == (S.REJECTED, "not_ready")
        with pytest.raises(NoSuchStep):
            actions.admit(candidate=submitted, by=by, at=now)


def test_only_another_coordinator_reconsiders(submitted, people, actor_of, now):
    with acting_as(actor_of(people.coordinator)) as by:
        actions.reject(candidate=submitted, code="not_ready", by=by, at=now)
        with pytest.raises(actions.OwnCandidate):
            actions.reconsider(candidate=submitted, by=by, at=now)
    with acting_as(actor_of(people.deputy)) as by:
        again = actions.reconsider(candidate=submitted, by=by, at=now)
        assert (again.status, again.answer_by) == (S.SUBMITTED, date(2026, 12, 7))
    assert messages("application_submitted")[-1:] == [(people.deputy.pk, date(2026, 12, 7))]
    return_it = partial(actions.return_application, codes=["income"])
    reject = partial(actions.reject, code="not_ready")
    with acting_as(actor_of(people.coordinator)) as by:
        for decide in [actions.admit, return_it, reject]:
            with pytest.raises(actions.OwnCandidate, match="zelf afgewezen"):
                decide(candidate=submitted, by=by, at=now)
    with acting_as(actor_of(people.deputy)) as by:
        assert actions.admit(candidate=submitted, by=by, at=now).status == S.ADMITTED


@pytest.mark.parametrize("status", ["admitted", "returned", "rejected"])
def test_the_database_lets_nobody_decide_again_on_what_they_rejected(
    submitted, people, actor_of, now, status
):
    rows = Candidate.objects.filter(pk=submitted.pk)
    with acting_as(actor_of(people.coordinator)) as by:
        actions.reject(candidate=submitted, code="not_ready", by=by, at=now)
        with pytest.raises(IntegrityError, match=AGAIN), transaction.atomic():
            rows.update(status="submitted")
        # Nor does it help to say that somebody else did it.
        rows.update(rejected_by=None)
    with acting_as(actor_of(people.deputy)) as by:
        actions.reconsider(candidate=submitted, by=by, at=now)
    again = acting_as(actor_of(people.coordinator))
    with again, pytest.raises(IntegrityError, match=AGAIN), transaction.atomic():
        rows.update(status=status, status_at=now)


def test_a_case_goes_to_a_colleague_with_everything_about_it(case, people, actor_of, now):
    candidate, by = case
    with acting_as(by):
        actions.hand_over(candidate=candidate, to=people.colleague, by=by, at=now)
        assert not Need.objects.filter(candidate=candidate).exists()
    with acting_as(actor_of(people.colleague)):
        assert answers_of(candidate)["last_name"] == "van der Bérg"


@pytest.mark.parametrize("who", ["caseworker", "stranger", "coordinator", "agent"])
def test_a_case_stays_in_the_party(case, people, now, who):
    candidate, by = case
    with acting_as(by), pytest.raises(Refused, match="collega"):
        actions.hand_over(candidate=candidate, to=getattr(people, who), by=by, at=now)


def test_a_case_is_not_handed_to_who_has_left(case, people, now):
    candidate, by = case
    with arranging():
        people.colleague.ended_on = now.date()
        people.colleague.save()
    with acting_as(by), pytest.raises(Refused, match="collega"):
        actions.hand_over(candidate=candidate, to=people.colleague, by=by, at=now)


def test_a_reference_that_is_taken_is_drawn_again(people, actor_of, now, monkeypatch):
    taken = CandidateFactory(caseworker=people.stranger)
    drawn = iter([taken.reference, "K-222222"])
    monkeypatch.setattr(applications, "new_reference", lambda: next(drawn))
    with acting_as(actor_of(people.caseworker)) as by:
        candidate = actions.start_application(answers=answers(), by=by, at=now)
    assert candidate.reference == "K-222222"


def test_without_a_free_reference_nothing_is_saved(people, actor_of, now, monkeypatch):
    taken = CandidateFactory(caseworker=people.stranger)
    monkeypatch.setattr(applications, "new_reference", lambda: taken.reference)
    with acting_as(actor_of(people.caseworker)) as by, pytest.raises(Refused):
        actions.start_application(answers=answers(), by=by, at=now)


def test_every_step_is_kept_with_who_took_it(submitted, people, actor_of, now):
    with acting_as(actor_of(people.coordinator)) as by:
        actions.reject(candidate=submitted, code="not_ready", by=by, at=now)
    with arranging():
        steps = Step.objects.filter(kind="candidate", object_id=submitted.pk).order_by("pk")
        assert list(steps.values_list("was", "becomes", "code", "user_id")) == [
            ("", "draft", "", people.caseworker.user_id),
            ("draft", "submitted", "", people.caseworker.user_id),
            ("submitted", "rejected", "not_ready", people.coordinator.user_id),
        ]


def test_the_database_refuses_a_step_that_is_not_in_the_table(submitted):
    with arranging(), pytest.raises(DatabaseError, match="No step"), transaction.atomic():
        Candidate.objects.filter(pk=submitted.pk).update(status="housed")
