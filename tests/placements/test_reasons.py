"""A reason is one of the agreement's, whoever asks: an invented code is refused by every action."""

import pytest
from django.db import IntegrityError
from django.utils import translation

from pact.access.actor import acting_as
from pact.common.refusals import Refused
from placements.candidates.actions import reject, return_application
from placements.dwellings import actions as dwellings
from placements.guidance import actions as guidance
from placements.introductions import actions as introductions
from placements.proposals import actions as proposals
from placements.signals import actions as signals
from placements.tenancies import actions as tenancies
from tests.factories import CandidateFactory, DwellingFactory
from tests.placements.introductions.scenes import change
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import STARTS, TODAY
from tests.placements.tenancies.test_actions import START_DAY

pytestmark = pytest.mark.django_db

INVENTED = "invented"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def refused(journey, verb, by, *, at=START_DAY, **given) -> None:
    with pytest.raises(Refused, match="from the list"):
        journey.do(verb, by=by, at=at, **given)


def test_on_an_application(people):
    journey = Journey(people)
    case = {"candidate": CandidateFactory(caseworker=people.caseworker, status="submitted")}
    refused(journey, reject, "coordinator", **case, code=INVENTED)
    refused(journey, return_application, "coordinator", **case, codes=["need", INVENTED])
    refused(journey, return_application, "coordinator", **case, codes=[])
    case = {"candidate": journey.candidate}
    hold = {"code": INVENTED, "stop_introductions": False}
    refused(journey, proposals.hold_candidate, "caseworker", **case, **hold)
    refused(journey, proposals.withdraw_candidate, "caseworker", **case, code=INVENTED)
    refused(journey, proposals.take_admission_back, "coordinator", **case, code=INVENTED)


def test_on_an_introduction(people):
    journey = Journey(people)
    given = {"introduction": journey.introduction, "code": INVENTED}
    refused(journey, introductions.stop_introduction, "caseworker", **given)
    change(journey.introduction, status="stopped")
    again = introductions.take_stop_back
    refused(journey, again, "caseworker", **given, worker=people.worker)


@pytest.mark.parametrize(
    "wrong", [{"code": INVENTED}, {"catch_up": INVENTED}, {"code": "after_move_monthly"}]
)
def test_on_an_exception_that_is_asked(people, wrong):
    journey = Journey(people)
    given = {"code": "urgent", "catch_up": "after_move_monthly", "catch_up_by": STARTS} | wrong
    verb = introductions.ask_exemption
    refused(
        journey,
        verb,
        "caseworker",
        at=START_DAY.replace(day=1),
        **given,
        candidate=journey.candidate,
    )


def test_on_an_exception_that_is_revoked(people):
    journey = Journey(people)
    given = {"exemption": journey.grant_exemption(), "code": INVENTED}
    refused(journey, introductions.revoke_exemption, "coordinator", **given)


def test_on_a_dwelling(people):
    journey = Journey(people)
    given = {"dwelling": DwellingFactory(offered_by=people.agent), "code": INVENTED}
    refused(journey, dwellings.withdraw_offer, "agent", **given)
    refused(journey, proposals.withdraw_dwelling, "agent", **given)
    refused(journey, dwellings.return_dwelling, "coordinator", **given)


def test_on_a_proposal(people):
    journey = Journey(people).to("proposed")
    given = {"placement": journey.placement, "code": INVENTED}
    refused(journey, proposals.withdraw, "caseworker", **given)
    yes = proposals.answer_candidate
    journey.answer(yes, by="caseworker", spoke_on=TODAY)
    refused(journey, proposals.take_back_answer, "caseworker", **given, kind="candidate")
    refused(journey, proposals.refuse_after_all, "caseworker", **given, spoke_on=TODAY)
    code = {"code": "personal", "spoke_on": TODAY}
    journey.do(proposals.refuse_after_all, by="caseworker", placement=journey.placement, **code)
    refused(journey, proposals.judge_refusal, "coordinator", **given)


def test_on_who_is_proposed_and_on_a_no(people):
    journey = Journey(people)
    chosen = {"candidate": journey.candidate, "dwelling": journey.dwelling, "agent": people.agent}
    choice = {"starts_on": STARTS, "rank": 2, "choice_code": INVENTED}
    refused(journey, proposals.propose, "coordinator", **chosen, **choice)
    journey.to("proposed")
    no = {"placement": journey.placement, "yes": False}
    refused(journey, proposals.answer_profile, "agent", **no, code="rent")  # the candidate's word
    refused(journey, proposals.answer_care, "caseworker", **no, code=INVENTED)
    spoken = {"spoke_on": TODAY, "code": INVENTED}
    refused(journey, proposals.answer_candidate, "caseworker", **no, **spoken)


def test_on_a_lease(people):
    journey = Journey(people).to("leased")
    given = {"placement": journey.placement, "code": INVENTED}
    later = {"starts_on": STARTS.replace(day=20)}
    refused(journey, tenancies.postpone_start, "agent", **given, **later)
    wrong_form = {"form": "tripartite", "signed_on": TODAY, "starts_on": STARTS}
    refused(journey, tenancies.correct_lease, "agent", **given, **wrong_form)
    refused(journey, tenancies.cancel_lease, "agent", **given)
    journey.start()
    refused(journey, tenancies.take_start_back, "agent", **given, **later)
    refused(journey, tenancies.end_lease, "agent", **given, on=STARTS)
    transfer = {"on": STARTS}
    refused(journey, tenancies.correct_transfer, "agent", **given, **transfer)
    ended = {"placement": journey.placement, "on": STARTS}
    journey.do(tenancies.end_lease, by="agent", at=START_DAY, **ended, code="left")
    refused(journey, tenancies.take_end_back, "coordinator", **given)
    right, wrong = {"code": "by_mistake"}, {"code": INVENTED}
    refused(journey, tenancies.correct_end, "coordinator", **ended, **right, end_code=INVENTED)
    refused(journey, tenancies.correct_end, "coordinator", **ended, **wrong, end_code="left")


def test_on_guidance(people):
    journey = Journey(people).to("moved_in")
    track = {"guidance": journey.now(journey.guidance), "code": INVENTED}
    refused(journey, guidance.end_guidance, "caseworker", **track)
    longer = {"until": START_DAY.date().replace(year=2029)}
    refused(journey, guidance.extend, "caseworker", **track, **longer)
    verb = proposals.end_track
    refused(journey, verb, "caseworker", **track)


def test_on_a_signal(people):
    journey = Journey(people).to("moved_in")
    given = {"placement": journey.placement, "happened_on": STARTS}
    good = {"fact": "nuisance", "view": "serious"}
    for name in good:
        wrong = good | {name: INVENTED}
        refused(journey, signals.give_signal, "agent", **given, **wrong)
    signal = journey.do(signals.give_signal, by="agent", at=START_DAY, **given, **good)
    refused(journey, signals.look_at_signal, "caseworker", signal=signal, view=INVENTED)
    journey.do(signals.look_at_signal, by="caseworker", at=START_DAY, signal=signal, view="passing")
    refused(journey, signals.decide_signal, "agent", signal=signal, decision=INVENTED)


WITHOUT_A_WORD = {
    "agent": [("dwelling", "withdrawn"), ("dwelling", "returned")],
    "caseworker": [("candidate", "withdrawn"), ("candidate", "on_hold")],
    "worker": [("introduction", "stopped")],
}


@pytest.mark.parametrize(
    ("who", "what", "becomes"),
    [(who, *step) for who, steps in WITHOUT_A_WORD.items() for step in steps],
)
def test_the_database_takes_no_way_out_without_one(people, who, what, becomes):
    journey = Journey(people)
    row = getattr(journey, what)
    with (
        pytest.raises(IntegrityError, match="needs a reason"),
        acting_as(journey.as_(who)),
    ):
        type(row).objects.filter(pk=row.pk).update(status=becomes, status_code="")
    assert journey.now(row).status != becomes
