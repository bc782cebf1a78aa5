"""Another care party takes a case over: nobody's name before its yes, and no day without a person."""

import uuid
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from pact.access.actor import acting_as
from pact.agreement.models import Party
from pact.common.refusals import Refused
from pact.outbox.models import Message
from placements.candidates.models import Candidate, Identity, Note
from placements.guidance import actions
from placements.guidance.models import Guidance, Responsibility, Takeover
from placements.guidance.promises import gaps_in_guidance
from placements.guidance.tasks import chase_takeovers
from placements.proposals.actions import end_track, withdraw_candidate
from tests.database import arranging
from tests.factories import (
    CandidateFactory,
    GuidanceFactory,
    MembershipFactory,
    add_uitstromer,
    party,
)


@pytest.fixture
def case(people):
    """A submitted case of ours, with a name and a note that may not cross."""
    candidate = CandidateFactory(
        caseworker=people.caseworker,
        status="admitted",
        tables=True,
        tables__identity__last_name="Geheim",
        tables__note__text="Alleen voor ons",
    )
    GuidanceFactory(candidate=candidate)
    return candidate


@pytest.fixture
def asked(case, people, actor_of, now):
    with acting_as(actor_of(people.caseworker)) as by:
        return actions.ask_takeover(candidate=case, to=people.stranger, by=by, at=now)


def answer(asked, accepts, member, actor_of, now):
    with acting_as(actor_of(member)) as by:
        return actions.answer_takeover(takeover=asked, accepts=accepts, by=by, at=now)


def page(name, row):
    home = "proposals" if name == "takeover" else "guidance"
    return reverse(f"{home}:{name}", args=[row.public_id])


def file_of(candidate):
    return reverse("candidates:file", args=[candidate.public_id])


def track_of(candidate):
    with arranging():
        return Guidance.objects.get(candidate=candidate)


def now_with(candidate):
    with arranging():
        return Candidate.objects.get(pk=candidate.pk).caseworker


def test_before_the_yes_the_receiver_reads_the_reference_and_the_dates_only(
    asked, case, people, signed_in
):
    client = signed_in(people.stranger)
    text = client.get(page("takeover", asked)).content.decode()

    assert case.reference in text
    assert "Geheim" not in text
    assert "Alleen voor ons" not in text
    assert client.get(file_of(case)).status_code == 404
    assert client.get(page("track", track_of(case))).status_code == 404


def test_a_yes_hands_over_case_and_guidance_that_same_day(asked, case, people, actor_of, now):
    answer(asked, True, people.stranger, actor_of, now)

    assert now_with(case) == people.stranger
    with arranging():
        track = Guidance.objects.get(candidate=case)
        turns = list(Responsibility.objects.filter(guidance=track).order_by("pk"))
        assert (track.care_party, track.caseworker) == (people.stranger.party, people.stranger)
        assert [turn.member for turn in turns] == [people.caseworker, people.stranger]
        assert turns[0].to_day == turns[1].from_day == now.date()
        assert gaps_in_guidance(now.date()) == []


def test_everybody_in_the_household_goes_along(case, people, actor_of, now):
    second = add_uitstromer(case)
    GuidanceFactory(candidate=case, uitstromer=second)
    with acting_as(actor_of(people.caseworker)) as by:
        asked = actions.ask_takeover(candidate=case, to=people.stranger, by=by, at=now)
    answer(asked, True, people.stranger, actor_of, now)

    with arranging():
        tracks = Guidance.objects.filter(candidate=case)
        assert [track.responsible for track in tracks] == [people.stranger] * 2
        parties = Identity.objects.filter(candidate=case).values_list("care_party", flat=True)
        assert list(parties) == [people.stranger.party_id] * 2


def test_after_the_yes_the_giver_reads_the_answer_and_no_longer_the_file(
    asked, case, people, actor_of, now, signed_in
):
    ours, theirs = signed_in(people.caseworker), signed_in(people.stranger)
    assert "Geheim" in ours.get(file_of(case)).content.decode()
    answer(asked, True, people.stranger, actor_of, now)

    assert ours.get(file_of(case)).status_code == 404
    assert ours.get(page("takeover", asked)).status_code == 200
    received = theirs.get(file_of(case)).content.decode()
    assert "Geheim" in received
    assert "Alleen voor ons" not in received


def test_the_givers_own_note_does_not_go_along(asked, case, people, actor_of, now):
    answer(asked, True, people.stranger, actor_of, now)

    with arranging():
        assert not Note.objects.filter(candidate=case).exists()


def test_a_no_changes_nothing_and_somebody_else_can_be_asked(asked, case, people, actor_of, now):
    answer(asked, False, people.stranger, actor_of, now)

    assert now_with(case) == people.caseworker
    other = MembershipFactory(party=party("HVO-Querido"), role="caseworker")
    with acting_as(actor_of(people.caseworker)) as by:
        again = actions.ask_takeover(candidate=case, to=other, by=by, at=now)
    assert again.status == "asked"


@pytest.mark.parametrize(
    ("accepts", "asks", "hears"),
    [(True, "takeover_asked", "takeover_answered"), (False, "takeover_asked", "takeover_answered")],
)
def test_receiver_and_giver_are_told_without_a_name(
    asked, people, actor_of, now, accepts, asks, hears
):
    answer(asked, accepts, people.stranger, actor_of, now)

    with arranging():
        told = Message.objects.filter(object_kind="takeover").order_by("pk")
        assert [(each.kind, each.recipient) for each in told] == [
            (asks, people.stranger),
            (hears, people.caseworker),
        ]


def test_one_question_at_a_time(asked, case, people, actor_of, now):
    with acting_as(actor_of(people.caseworker)) as by, pytest.raises(Refused, match="gevraagd"):
        actions.ask_takeover(candidate=case, to=people.stranger, by=by, at=now)


def test_a_question_is_answered_once(asked, people, actor_of, now):
    answer(asked, False, people.stranger, actor_of, now)
    with pytest.raises(Refused):
        answer(asked, True, people.stranger, actor_of, now)


def test_only_who_was_asked_answers(asked, people, actor_of, now):
    with pytest.raises(Refused):
        answer(asked, True, people.caseworker, actor_of, now)
    bystander = MembershipFactory(party=party("HVO-Querido"), role="caseworker")
    with pytest.raises(Takeover.DoesNotExist):
        answer(asked, True, bystander, actor_of, now)


def test_a_question_that_is_taken_back_can_no_longer_be_answered(asked, people, actor_of, now):
    with acting_as(actor_of(people.caseworker)) as by:
        actions.take_back_takeover(takeover=asked, by=by, at=now)
    with pytest.raises(Refused):
        answer(asked, True, people.stranger, actor_of, now)
    with arranging():
        assert not Message.objects.filter(object_id=asked.public_id, state="waiting").exists()


def test_an_application_that_ended_meanwhile_is_not_taken_over(asked, case, people, actor_of, now):
    unguarded(case, status="withdrawn", status_code="other")
    with pytest.raises(Refused):
        answer(asked, True, people.stranger, actor_of, now)
    assert now_with(case) == people.caseworker


def test_the_coordinator_names_the_receiver_only_once_the_party_has_ended(
    case, people, actor_of, now, signed_in
):
    with acting_as(actor_of(people.coordinator)) as by, pytest.raises(Refused):
        actions.ask_takeover(candidate=case, to=people.stranger, by=by, at=now)
    with arranging():
        Party.objects.filter(pk=case.care_party_id).update(ended_on=date(2026, 11, 1))
    link = reverse("guidance:ask_takeover", args=[case.public_id])
    assert link in signed_in(people.coordinator).get(file_of(case)).content.decode()
    with acting_as(actor_of(people.coordinator)) as by:
        asked = actions.ask_takeover(candidate=case, to=people.stranger, by=by, at=now)
    answer(asked, True, people.stranger, actor_of, now)
    assert now_with(case) == people.stranger


# The database, whoever writes


@pytest.mark.parametrize("status", [None, "asked", "refused"])
def test_the_database_gives_no_case_away_without_a_yes(case, people, actor_of, now, status):
    if status is not None:
        with acting_as(actor_of(people.caseworker)) as by:
            takeover = actions.ask_takeover(candidate=case, to=people.stranger, by=by, at=now)
        if status == "refused":
            answer(takeover, False, people.stranger, actor_of, now)
    with (
        acting_as(actor_of(people.caseworker).consequence()),
        pytest.raises(DatabaseError, match="yes to this case"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "update placements_candidate set care_party_id = %s, caseworker_id = %s where id = %s",
            [people.stranger.party_id, people.stranger.pk, case.pk],
        )


def test_without_that_guard_the_same_statement_gives_it_away(case, people, actor_of):
    with arranging(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table placements_candidate disable trigger change_of_party")
        cursor.execute(
            "update placements_candidate set care_party_id = %s, caseworker_id = %s where id = %s",
            [people.stranger.party_id, people.stranger.pk, case.pk],
        )
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table placements_candidate enable trigger change_of_party")
    assert now_with(case) == people.stranger


@pytest.mark.parametrize("who", ["caseworker", "coordinator"])
@pytest.mark.parametrize("status", ["accepted", "refused"])
def test_the_database_lets_nobody_answer_for_the_receiver(asked, people, actor_of, who, status):
    with acting_as(actor_of(getattr(people, who))), pytest.raises(DatabaseError) as refusal:
        Takeover.objects.filter(pk=asked.pk).update(status=status)

    assert refusal.value.__cause__.diag.constraint_name == "answered_by_who_was_asked"


def test_nobody_else_sees_the_question(asked, people, actor_of):
    for who in ("agent", "worker", "colleague", "municipal_officer", "privacy_officer"):
        with acting_as(actor_of(getattr(people, who))):
            assert not Takeover.objects.exists(), who


# The pages


def test_from_the_file_to_the_yes(case, people, signed_in):
    giver, receiver = signed_in(people.caseworker), signed_in(people.stranger)
    link = reverse("guidance:ask_takeover", args=[case.public_id])
    assert link in giver.get(file_of(case)).content.decode()
    typed = {"form_key": str(uuid.uuid4()), "to": str(people.stranger.public_id)}
    asked = giver.post(link, typed)
    assert "gevraagd" in giver.get(asked.url).content.decode()

    assert case.reference in receiver.get(reverse("overview:work")).content.decode()
    nothing = receiver.post(asked.url, {"form_key": str(uuid.uuid4())})
    assert nothing.status_code == 422
    done = receiver.post(asked.url, {"form_key": str(uuid.uuid4()), "accepts": "yes"})
    assert done.status_code == 302
    assert now_with(case) == people.stranger


def test_a_receiver_of_ones_own_party_is_not_in_the_list(case, people, signed_in):
    typed = {"form_key": str(uuid.uuid4()), "to": str(people.colleague.public_id)}
    link = reverse("guidance:ask_takeover", args=[case.public_id])
    answer = signed_in(people.caseworker).post(link, typed)

    assert answer.status_code == 422
    assert "andere zorgpartij" in answer.content.decode()


def test_it_is_work_for_whoever_is_asked_and_waiting_for_whoever_asks(asked, people, signed_in):
    def work(member):
        return signed_in(member).get("/").context["work"]

    (item,) = [item for item in work(people.stranger).own if item.title == asked.reference]
    assert item.due == asked.answer_by
    waited_for = [item.title for item in work(people.caseworker).awaited]
    assert asked.reference in waited_for
    assert asked.reference not in [item.title for item in work(people.stranger).awaited]


def test_who_gets_the_case_from_a_colleague_waits_for_the_answer(asked, case, people, signed_in):
    hand_over = reverse("guidance:hand_over", args=[case.public_id])
    typed = {"to": str(people.colleague.public_id), "form_key": str(uuid.uuid4())}
    assert signed_in(people.caseworker).post(hand_over, typed).status_code == 302
    awaited = {
        who: [item.address for item in signed_in(who).get("/").context["work"].awaited]
        for who in [people.caseworker, people.colleague]
    }
    assert page("takeover", asked) not in awaited[people.caseworker]
    assert page("takeover", asked) in awaited[people.colleague]

    accepts = {"form_key": str(uuid.uuid4()), "accepts": "yes"}
    assert signed_in(people.stranger).post(page("takeover", asked), accepts).status_code == 302
    with arranging():
        (told,) = Message.objects.filter(kind="takeover_answered")
        assert told.recipient == people.colleague
    assert signed_in(people.colleague).get(told.path).status_code == 200


@pytest.fixture
def track(case):
    with arranging():
        return Guidance.objects.get(candidate=case)


def unguarded(case, **becomes) -> None:
    """As it was before the database held it."""
    with arranging(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set local session_replication_role = replica")
        Candidate.objects.filter(pk=case.pk).update(**becomes)
        cursor.execute("set local session_replication_role = origin")


def closed(asked) -> tuple[str, str]:
    with arranging():
        return Takeover.objects.values_list("status", "status_code").get(pk=asked.pk)


@pytest.mark.parametrize("how", ["withdrawn", "died", "all"])
def test_nobody_is_asked_about_a_case_that_ended(asked, case, track, people, actor_of, now, how):
    with acting_as(actor_of(people.caseworker)) as by:
        if how == "withdrawn":
            withdraw_candidate(candidate=case, code="own_solution", by=by, at=now)
        elif how == "died":
            end_track(guidance=track, code="deceased", by=by, at=now)
        else:
            actions.end_all_guidance(candidate=case, code="case_closed", by=by, at=now)
    assert closed(asked) == ("taken_back", "case_closed")
    with arranging():
        waiting = Message.objects.filter(object_id=asked.public_id, state="waiting")
        assert set(waiting.values_list("kind", "recipient_id")) == {
            ("takeover_closed", people.stranger.pk)
        }
    with pytest.raises(Refused, match="omdat de zaak is beëindigd"):
        answer(asked, True, people.stranger, actor_of, now)


def test_guidance_of_one_of_two_ends_and_the_question_stays(asked, case, people, actor_of, now):
    second = GuidanceFactory(candidate=case, uitstromer=add_uitstromer(case))
    with acting_as(actor_of(people.caseworker)) as by:
        actions.end_guidance(guidance=second, code="by_decision", by=by, at=now)
    assert closed(asked) == ("asked", "")


@pytest.mark.parametrize("status", ["withdrawn", "ended", "rejected"])
def test_the_clock_does_not_ask_about_a_case_that_nobody_has_in_hand(asked, case, status):
    with arranging():
        Takeover.objects.update(answer_by="2020-01-01")
    assert chase_takeovers() == 1
    unguarded(case, status=status)
    assert chase_takeovers() == 0


@pytest.fixture
def rejected(asked, case, people, signed_in):
    """The coordinator rejects an application about which another party is still asked."""
    with arranging():
        Candidate.objects.filter(pk=case.pk).update(status="submitted", admitted_at=None)
    address = reverse("guidance:reject", args=[case.public_id])
    client = signed_in(people.coordinator)
    version = client.get(address).context["form"]["version"].value()
    typed = {"version": version, "code": "not_ready", "form_key": str(uuid.uuid4())}
    return lambda: client.post(address, typed)


def test_nobody_is_asked_about_a_case_that_was_rejected(asked, people, rejected, signed_in):
    assert rejected().status_code == 302

    assert closed(asked) == ("taken_back", "case_closed")
    with arranging():
        told = Message.objects.filter(object_id=asked.public_id, state="waiting")
        assert set(told.values_list("kind", "recipient_id")) == {
            ("takeover_closed", people.stranger.pk),
            ("takeover_unanswered", people.caseworker.pk),
        }
    for member in [people.stranger, people.caseworker]:
        client = signed_in(member)
        work = client.get("/").context["work"]
        assert page("takeover", asked) not in [item.address for item in work.own + work.awaited]
        assert "niet meer gevraagd" in client.get(page("takeover", asked)).content.decode()


def test_who_rejects_from_a_page_of_before_reads_that_it_is_rejected(asked, rejected):
    assert rejected().status_code == 302
    again = rejected()

    assert again.status_code == 409
    assert again.context["form"]["code"].value() == "not_ready"
    assert "veranderd" in again.content.decode()


def committed(change) -> None:
    """Looked at as at the end of a transaction."""
    with arranging(), connection.cursor() as cursor:
        change()
        cursor.execute("set constraints nobody_is_asked immediate")


def test_the_database_leaves_no_question_about_a_case_that_is_over(asked, case):
    rows = Candidate.objects.filter(pk=case.pk)
    with pytest.raises(DatabaseError, match="still asked"):
        committed(lambda: rows.update(status="withdrawn", status_code="other"))
    assert closed(asked) == ("asked", "")


def test_nor_lets_somebody_ask_about_one(asked, case):
    with arranging():
        Takeover.objects.update(status="taken_back")
        Candidate.objects.filter(pk=case.pk).update(status="withdrawn", status_code="other")
        asked.pk, asked.public_id = None, uuid.uuid4()
    with pytest.raises(DatabaseError, match="still asked"):
        committed(lambda: asked.save(force_insert=True))
