"""The deeds of a guidance track, each of their refusals, and P4 at the level of the database."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from pact.access.actor import Actor, acting_as
from pact.agreement.models import Reason
from pact.audit.models import Deed
from pact.common.dates import months_after
from pact.common.refusals import Refused
from pact.outbox.models import Message
from placements.candidates.actions import start_application
from placements.candidates.models import Candidate
from placements.guidance import actions
from placements.guidance.models import ContactMoment, Guidance, Responsibility
from placements.guidance.promises import gaps_in_guidance
from placements.guidance.reminders import remind
from tests.database import arranging
from tests.factories import CandidateFactory, GuidanceFactory
from tests.norms import agree_otherwise
from tests.placements.candidates.filled import answers

MOVED = date(2026, 12, 15)
NOTHING = dict.fromkeys(("work", "school", "activity", "network"))


@pytest.fixture
def track(people):
    return GuidanceFactory(candidate__caseworker=people.caseworker, candidate__status="housed")


@pytest.fixture
def coach(people, actor_of):
    return actor_of(people.caseworker)


@pytest.fixture
def scheduled(track, people, actor_of, now):
    """As tenancies does it: the letting agent confirms, and the machine plans."""
    with acting_as(actor_of(people.agent)) as by:
        return actions.schedule(guidance=track, moved_on=MOVED, by=by, at=now)


def planned(guidance):
    with arranging():
        rows = guidance.moments.filter(dropped_at=None, held_on=None).order_by("planned_on")
        return list(rows.values_list("kind", "planned_on"))


def turns(guidance):
    with arranging():
        rows = Responsibility.objects.filter(guidance=guidance).order_by("pk")
        return list(rows.values_list("member_id", "from_day", "to_day"))


def first(guidance, kind):
    with arranging():
        rows = guidance.moments.filter(kind=kind, dropped_at=None, held_on=None)
        return rows.select_related("guidance").order_by("planned_on").first()


def hold(moment, by, at, **other):
    given = {"held_on": at.date(), "light": "green", "participation": NOTHING} | other
    return actions.hold_moment(moment=moment, by=by, at=at, **given)


def test_guidance_opens_on_submission_by_the_caseworker(people, coach, now):
    with acting_as(coach):
        candidate = start_application(answers=answers(), by=coach, at=now)
        (track,) = actions.submit_application(candidate=candidate, by=coach, at=now)
    assert (track.opened_on, track.responsible) == (now.date(), people.caseworker)
    assert turns(track) == [(people.caseworker.pk, now.date(), None)]


def test_guidance_opens_by_another_coach_where_chosen(people, coach, actor_of, now):
    candidate = CandidateFactory(caseworker=people.caseworker, status="draft", tables=True)
    with arranging():
        candidate.care.municipality_of_origin_id = answers()["municipality_of_origin"]
        candidate.care.save()
        candidate.preferred.create(caseworker=people.caseworker, area_id=answers()["areas"][0])
    with acting_as(coach):
        (track,) = actions.submit_application(
            candidate=candidate, coach=people.colleague, by=coach, at=now
        )
        assert track.responsible == people.colleague
    with acting_as(actor_of(people.colleague)):
        assert Guidance.objects.get() == track


def test_a_stranger_cannot_be_the_coach(people, coach, now):
    candidate = CandidateFactory(caseworker=people.caseworker, status="draft")
    with arranging():
        candidate.care.municipality_of_origin_id = answers()["municipality_of_origin"]
        candidate.care.save()
        candidate.preferred.create(caseworker=people.caseworker, area_id=answers()["areas"][0])
    with acting_as(coach), pytest.raises(Refused, match="begeleider"):
        actions.submit_application(candidate=candidate, coach=people.stranger, by=coach, at=now)
    with arranging():
        assert Candidate.objects.get().status == "draft"


def test_the_schedule_follows_the_norms(scheduled):
    assert planned(scheduled) == [
        ("keys", date(2026, 12, 15)),
        ("plan", date(2027, 1, 14)),
        ("tenancy_talk", date(2027, 1, 26)),
        ("evaluation", date(2027, 3, 15)),
        ("evaluation", date(2027, 6, 15)),
        ("evaluation", date(2027, 12, 15)),
        ("evaluation", date(2028, 6, 15)),
        ("evaluation", date(2028, 9, 15)),
        ("final", date(2028, 12, 15)),
    ]
    assert (scheduled.moved_on, scheduled.runs_until) == (MOVED, date(2028, 12, 15))


@pytest.mark.parametrize(
    ("months", "held"), [(12, [3, 12, 18, 21]), (0, [3, 12, 18, 21]), (24, [3, 12, 18, 21, 24])]
)
def test_evaluations_of_one_month_are_one_and_of_no_month_none(track, coach, now, months, held):
    agree_otherwise("moment_evaluation_months_2", months, since=MOVED)
    with acting_as(coach):
        actions.schedule(guidance=track, moved_on=MOVED, by=coach, at=now)
    evaluations = [day for kind, day in planned(track) if kind == "evaluation"]
    assert evaluations == [months_after(MOVED, number) for number in held]


def test_a_later_move_moves_what_is_still_to_come(scheduled, coach, now):
    later = now + timedelta(days=30)
    with acting_as(coach):
        hold(first(scheduled, "keys"), coach, later)
        again = actions.schedule(
            guidance=scheduled, moved_on=MOVED + timedelta(days=92), by=coach, at=later
        )
    assert again.runs_until == date(2029, 3, 17)
    assert planned(again)[0] == ("plan", date(2027, 4, 16))  # the keys are not handed over twice
    assert len(planned(again)) == 8


def test_scheduling_twice_plans_once(scheduled, coach, now):
    before = planned(scheduled)
    with acting_as(coach):
        actions.schedule(guidance=scheduled, moved_on=MOVED, by=coach, at=now)
    assert planned(scheduled) == before


def test_a_later_move_swallows_a_shorter_extension(scheduled, coach, now):
    with acting_as(coach):
        actions.extend(
            guidance=scheduled, code="relapse", until=date(2029, 1, 15), by=coach, at=now
        )
        again = actions.schedule(guidance=scheduled, moved_on=date(2027, 6, 1), by=coach, at=now)
    assert (again.runs_until, again.extended_until) == (date(2029, 6, 1), None)


def test_holding_a_moment_records_how_it_goes(scheduled, people, coach, now):
    with acting_as(coach):
        moment = hold(
            first(scheduled, "keys"),
            coach,
            now,
            light="amber",
            participation=NOTHING | {"work": True, "school": False},
        )
        scheduled.refresh_from_db()
    assert (moment.held_on, moment.held_by) == (now.date(), people.caseworker)
    assert (moment.work, moment.school, moment.network) == (True, False, None)
    assert scheduled.light == "amber"


def test_what_is_written_down_later_does_not_overrule_how_it_went_since(scheduled, coach, now):
    with acting_as(coach):
        hold(first(scheduled, "keys"), coach, now, light="red")
        early = now.date() - timedelta(days=9)
        hold(first(scheduled, "plan"), coach, now, light="green", held_on=early)
        scheduled.refresh_from_db()
    assert scheduled.light == "red"


def test_a_moment_is_not_held_before_its_time_or_twice(scheduled, coach, now):
    with acting_as(coach):
        moment = first(scheduled, "keys")
        with pytest.raises(Refused, match="eerder"):
            hold(moment, coach, now, held_on=now.date() + timedelta(days=1))
        hold(moment, coach, now)
        with pytest.raises(Refused, match="al vastgelegd"):
            hold(moment, coach, now)


def test_an_evaluation_says_how_it_goes(scheduled, coach, now):
    with acting_as(coach), pytest.raises(Refused, match="hoe het gaat"):
        hold(first(scheduled, "evaluation"), coach, now, light="unknown")


def test_a_dropped_moment_is_not_held(scheduled, coach, now):
    moment = first(scheduled, "keys")
    with acting_as(coach):
        actions.schedule(guidance=scheduled, moved_on=date(2027, 2, 1), by=coach, at=now)
        with pytest.raises(Refused, match="vervallen"):
            hold(moment, coach, now)


def test_the_coach_adds_a_moment_once(track, coach, now):
    with acting_as(coach):
        plan = {"guidance": track, "kind": "visit", "planned_on": date(2026, 12, 1)}
        assert actions.add_moment(**plan, by=coach, at=now).from_norm is False
        with pytest.raises(Refused, match="al zo'n moment"):
            actions.add_moment(**plan, by=coach, at=now)
        with pytest.raises(Refused, match="begon"):
            actions.add_moment(**plan | {"planned_on": date(2026, 2, 1)}, by=coach, at=now)


def test_the_coach_takes_their_own_moment_off_the_plan_and_plans_it_again(scheduled, coach, now):
    plan = {"guidance": scheduled, "kind": "visit", "planned_on": now.date()}
    with acting_as(coach):
        moment = actions.add_moment(**plan, by=coach, at=now)
    with acting_as(Actor.system("remind")):
        remind(now)
    with acting_as(coach):
        actions.drop_moment(moment=moment, by=coach, at=now)
    assert ("visit", now.date()) not in planned(scheduled)
    with arranging():
        assert not Message.objects.filter(object_id=moment.public_id, state="waiting").exists()
    with acting_as(coach):
        assert actions.add_moment(**plan, by=coach, at=now).pk == moment.pk


def test_what_the_norms_ask_for_or_what_was_held_is_not_taken_off(scheduled, coach, now):
    with acting_as(coach):
        with pytest.raises(Refused, match="voor iedereen afgesproken"):
            actions.drop_moment(moment=first(scheduled, "keys"), by=coach, at=now)
        visit = actions.add_moment(
            guidance=scheduled, kind="visit", planned_on=now.date(), by=coach, at=now
        )
        hold(visit, coach, now)
        with pytest.raises(Refused, match="als gehouden vastgelegd"):
            actions.drop_moment(moment=visit, by=coach, at=now)


def correct(moment, by, at, **other):
    given = {"held_on": at.date(), "light": "green", "participation": NOTHING} | other
    return actions.correct_moment(moment=moment, code="wrong_date", by=by, at=at, **given)


def test_what_was_recorded_of_a_moment_is_corrected(scheduled, coach, now):
    early = now.date() - timedelta(days=3)
    with acting_as(coach):
        moment = hold(first(scheduled, "keys"), coach, now, light="red")
        hold(first(scheduled, "plan"), coach, now, light="amber", held_on=early)
        correct(moment, coach, now, held_on=early - timedelta(days=3), light="green")
        scheduled.refresh_from_db()
        assert scheduled.light == "amber"
        moment = correct(moment, coach, now, held_on=None)
        assert (moment.held_on, moment.held_by, moment.light) == (None, None, "unknown")
        with pytest.raises(Refused, match="nog niets vastgelegd"):
            correct(moment, coach, now)
    assert ("keys", MOVED) in planned(scheduled)
    with arranging():
        assert Deed.objects.filter(action="moment_corrected", code="wrong_date").count() == 2


def test_a_correction_is_no_day_that_cannot_be(scheduled, coach, now):
    with acting_as(coach):
        moment = hold(first(scheduled, "evaluation"), coach, now)
        with pytest.raises(Refused, match="vandaag of eerder"):
            correct(moment, coach, now, held_on=now.date() + timedelta(days=1))
        with pytest.raises(Refused, match="hoe het gaat"):
            correct(moment, coach, now, light="unknown")


@pytest.mark.parametrize(
    ("until", "extended"), [(date(2029, 3, 1), date(2029, 3, 1)), (date(2028, 12, 15), None)]
)
def test_an_extension_that_was_typed_wrongly_comes_nearer_again(
    scheduled, coach, now, until, extended
):
    given = {"guidance": scheduled, "code": "relapse", "by": coach, "at": now}
    with acting_as(coach):
        actions.extend(**given, until=date(2036, 3, 1))
        with pytest.raises(Refused, match="15 december 2028"):
            actions.extend(**given, until=date(2028, 12, 14))
        assert actions.extend(**given, until=until).extended_until == extended


@pytest.mark.parametrize("who", ["colleague", "stranger", "agent", "worker"])
def test_who_does_not_guide_corrects_nothing(scheduled, people, coach, actor_of, now, who):
    with acting_as(coach):
        moment = hold(first(scheduled, "keys"), coach, now)
    with acting_as(actor_of(getattr(people, who))) as by:
        for deed in [
            lambda: correct(moment, by, now),
            lambda: actions.drop_moment(moment=moment, by=by, at=now),
        ]:
            with pytest.raises(Guidance.DoesNotExist):
                deed()


@pytest.mark.parametrize("who", ["colleague", "stranger", "agent", "worker"])
def test_who_does_not_guide_plans_nothing(track, people, actor_of, now, who):
    with acting_as(actor_of(getattr(people, who))) as by, pytest.raises(Guidance.DoesNotExist):
        actions.add_moment(
            guidance=track, kind="visit", planned_on=date(2026, 12, 1), by=by, at=now
        )


def test_guidance_does_not_end_before_its_time(scheduled, coach, now):
    with acting_as(coach), pytest.raises(actions.TooEarly, match="15 december 2028"):
        actions.end_guidance(guidance=scheduled, code="goals_met", by=coach, at=now)


def test_a_reason_ends_guidance_early_where_that_was_agreed(scheduled, coach, now):
    with arranging():
        for code, is_early in [("other_support", True), ("own_wish", False)]:
            Reason.objects.create(
                kind="guidance_end",
                code=code,
                dutch=code,
                english=code,
                valid_from=now.date(),
                ends_early=is_early,
            )
    with acting_as(coach):
        with pytest.raises(actions.TooEarly):
            actions.end_guidance(guidance=scheduled, code="own_wish", by=coach, at=now)
        ended = actions.end_guidance(guidance=scheduled, code="other_support", by=coach, at=now)
    assert ended.status == "ended"
    with acting_as(Actor.system("check")):
        assert gaps_in_guidance(now.date()) == []


def test_guidance_without_a_move_ends_only_with_a_reason_to_stop(track, coach, now):
    with acting_as(coach), pytest.raises(actions.TooEarly, match="nog niemand verhuisd"):
        actions.end_guidance(guidance=track, code="goals_met", by=coach, at=now)


def test_an_extension_counts_for_the_end(scheduled, coach, now):
    two_years_on = now.replace(year=2028, month=12, day=20)
    with acting_as(coach):
        actions.extend(guidance=scheduled, code="relapse", until=date(2029, 3, 1), by=coach, at=now)
        with pytest.raises(actions.TooEarly, match="1 maart 2029"):
            actions.end_guidance(guidance=scheduled, code="goals_met", by=coach, at=two_years_on)


def test_guidance_ends_on_its_last_day(scheduled, people, coach, now):
    last = now.replace(year=2028, month=12, day=15)
    with acting_as(coach):
        ended = actions.end_guidance(guidance=scheduled, code="goals_met", by=coach, at=last)
    assert (ended.status, ended.ended_on) == ("ended", last.date())
    assert turns(ended) == [(people.caseworker.pk, date(2026, 2, 2), date(2028, 12, 16))]


@pytest.mark.parametrize("code", ["deceased", "departed", "by_decision", "case_closed"])
def test_with_a_reason_to_stop_everything_stops_that_day(scheduled, people, actor_of, now, code):
    with acting_as(Actor.system("remind")):
        remind(now.replace(month=12, day=10))
    with acting_as(actor_of(people.agent)) as by:  # the end of a lease ends it as well
        ended = actions.end_guidance(guidance=scheduled, code=code, by=by, at=now)
    assert ended.status_code == code
    assert planned(ended) == []
    with arranging():
        assert set(Message.objects.values_list("state", flat=True)) == {"dropped"}
    with acting_as(Actor.system("remind")):
        assert remind(now.replace(year=2027)) == 0


def test_an_end_needs_a_code_of_the_agreement(track, coach, now):
    with acting_as(coach), pytest.raises(Refused, match="lijst"):
        actions.end_guidance(guidance=track, code="enough", by=coach, at=now)


def test_nothing_follows_after_the_end(track, people, coach, now):
    with acting_as(coach):
        actions.end_guidance(guidance=track, code="departed", by=coach, at=now)
        deeds = [
            lambda: actions.end_guidance(guidance=track, code="departed", by=coach, at=now),
            lambda: actions.schedule(guidance=track, moved_on=MOVED, by=coach, at=now),
            lambda: actions.transfer(guidance=track, to=people.colleague, by=coach, at=now),
            lambda: actions.add_moment(
                guidance=track, kind="visit", planned_on=MOVED, by=coach, at=now
            ),
            lambda: actions.extend(
                guidance=track, code="relapse", until=date(2030, 1, 1), by=coach, at=now
            ),
        ]
        for deed in deeds:
            with pytest.raises(Refused, match="beëindigd"):
                deed()


def test_an_extension_is_longer_than_what_there_is(track, scheduled, coach, now):
    with acting_as(coach):
        with pytest.raises(Refused, match="latere dag"):
            actions.extend(
                guidance=scheduled, code="relapse", until=date(2028, 12, 15), by=coach, at=now
            )
        with pytest.raises(Refused, match="lijst"):
            actions.extend(
                guidance=scheduled, code="nice", until=date(2029, 12, 15), by=coach, at=now
            )


def test_there_is_nothing_to_extend_before_the_move(track, coach, now):
    with acting_as(coach), pytest.raises(Refused, match="nog niemand verhuisd"):
        actions.extend(guidance=track, code="relapse", until=date(2029, 1, 1), by=coach, at=now)


def test_a_transfer_leaves_no_day_without_anybody(track, people, coach, now):
    today = now.date()
    with acting_as(coach):
        actions.transfer(guidance=track, to=people.colleague, by=coach, at=now)
    assert turns(track) == [
        (people.caseworker.pk, date(2026, 2, 2), today),
        (people.colleague.pk, today, None),
    ]
    with arranging():
        told = Message.objects.get(kind="guidance_transferred")
    assert told.recipient == people.colleague


def test_two_transfers_on_one_day_leave_no_gap(track, people, coach, actor_of, now):
    with acting_as(coach):
        actions.transfer(guidance=track, to=people.colleague, by=coach, at=now)
    with acting_as(actor_of(people.colleague)) as by:
        actions.transfer(guidance=track, to=people.lead, by=by, at=now)
    assert turns(track)[1:] == [
        (people.colleague.pk, now.date(), now.date()),
        (people.lead.pk, now.date(), None),
    ]


@pytest.mark.parametrize("who", ["caseworker", "stranger", "agent"])
def test_guidance_goes_to_another_caseworker_of_the_party(track, people, coach, now, who):
    with acting_as(coach), pytest.raises(Refused):
        actions.transfer(guidance=track, to=getattr(people, who), by=coach, at=now)


def test_two_people_are_never_responsible_on_one_day(track, people):
    with arranging(), pytest.raises(IntegrityError, match="one_at_a_time"), transaction.atomic():
        Responsibility.objects.create(
            guidance=track,
            member=people.colleague,
            from_day=date(2026, 5, 1),
            to_day=date(2026, 6, 1),
        )


def test_a_case_that_is_handed_over_takes_its_guidance_along(track, people, coach, now):
    with acting_as(coach):
        actions.hand_over_case(candidate=track.candidate, to=people.colleague, by=coach, at=now)
    with arranging():
        moved = Guidance.objects.get()
    assert (moved.caseworker, moved.responsible) == (people.colleague, people.colleague)


def test_guidance_by_somebody_else_stays_theirs_when_the_case_moves(people, coach, now):
    track = GuidanceFactory(candidate__caseworker=people.caseworker, responsible=people.lead)
    with acting_as(coach):
        actions.hand_over_case(candidate=track.candidate, to=people.colleague, by=coach, at=now)
    with arranging():
        moved = Guidance.objects.get()
    assert (moved.caseworker, moved.responsible) == (people.colleague, people.lead)


def test_the_database_refuses_an_end_without_a_reason(track):
    with arranging(), pytest.raises(IntegrityError, match="by_a_decision"), transaction.atomic():
        Guidance.objects.filter(pk=track.pk).update(status="ended", ended_on=date(2026, 12, 1))


def test_the_database_refuses_to_take_guidance_up_by_nobody(track):
    with arranging():
        track.responsibilities.update(to_day=date(2026, 12, 2))
        Guidance.objects.filter(pk=track.pk).update(
            status="ended", status_code="departed", ended_on=date(2026, 12, 1)
        )
        with pytest.raises(IntegrityError, match="a named person"), transaction.atomic():
            Guidance.objects.filter(pk=track.pk).update(status="running", ended_on=None)


def test_a_stranger_sees_no_moment(scheduled, people, actor_of):
    with acting_as(actor_of(people.stranger)):
        assert not ContactMoment.objects.exists()
