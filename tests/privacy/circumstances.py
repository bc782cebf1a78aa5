"""What happens around the household of the canaries, each fact with a day or a code of its own."""

from datetime import date, time

from pact.accounts.models import Membership
from pact.agreement.models import Reason, ReasonKind
from placements.candidates.models import Candidate, MissingItem
from placements.guidance.models import ContactMoment, Guidance, Takeover
from placements.introductions.models import Contact, Exemption, Introduction, Request
from placements.proposals.models import Placement, Question, QuestionKind
from placements.signals.models import Signal
from placements.tenancies.models import Appointment
from tests.database import arranging
from tests.factories import WINTER
from tests.privacy import canaries
from tests.privacy.canaries import Canary

CODE = "kanarie"
DECIDED_BY = ["rejected", "on_hold", "ended"]
SEEN_OTHERWISE = "putter"
FITTED = [{"key": "rent", "verdict": "fits"}, {"key": "complex", "verdict": "mind"}]

WORDS = {
    ReasonKind.SIGNAL_FACT: Canary.SIGNAL,
    ReasonKind.SIGNAL_VIEW: Canary.VIEW_OF_CORPORATION,
    ReasonKind.SIGNAL_DECISION: Canary.SIGNAL_DECISION,
    ReasonKind.RETURN_ITEM: Canary.DECISION,
    ReasonKind.REJECTION: Canary.DECISION,
    ReasonKind.HOLD: Canary.DECISION,
    ReasonKind.CORPORATION_REFUSAL: Canary.CLOSED_FOR,
    ReasonKind.LEASE_END: Canary.CLOSED_FOR,
    ReasonKind.EXCEPTION: Canary.EXCEPTION_CODE,
    ReasonKind.CATCH_UP: Canary.CATCH_UP,
    ReasonKind.GUIDANCE_END: Canary.OUTCOME,
}
"""What the one code stands for as an answer to each of the questions."""


def reasons() -> None:
    known = [(kind, CODE, words) for kind, words in WORDS.items()]
    known.append((ReasonKind.SIGNAL_VIEW, SEEN_OTHERWISE, Canary.VIEW_OF_CARE))
    with arranging():
        Reason.objects.bulk_create(
            Reason(kind=kind, code=code, dutch=words, english=words, valid_from=WINTER.date())
            for kind, code, words in known
        )


def returned(candidate: Candidate) -> None:
    with arranging():
        MissingItem.objects.create(candidate=candidate, code=CODE, asked_at=WINTER)


def asked_over(candidate: Candidate, *, to: Membership) -> Takeover:
    """Somebody of another care party is asked to take the case over, and did not answer yet."""
    with arranging():
        return Takeover.objects.create(
            candidate=candidate,
            caseworker=candidate.caseworker,
            asked_by=candidate.caseworker,
            from_party=candidate.care_party,
            to_party=to.party,
            to=to,
            asked_at=WINTER,
            status_at=WINTER,
            answer_by=canaries.ANSWERED_BY,
            reference=candidate.reference,
            guided_since=WINTER.date(),
        )


def introduced(introduction: Introduction) -> None:
    """A contact to come, and the district team asked along."""
    with arranging():
        Contact.objects.create(introduction=introduction, on=canaries.MET_NEXT, kind="walk")
        Request.objects.create(
            introduction=introduction,
            whom="district_team",
            asked_on=canaries.ASKED_ALONG,
            contact=Canary.DISTRICT_TEAM,
        )


def excepted(candidate: Candidate, *, by: Membership) -> None:
    with arranging():
        Exemption.objects.create(
            candidate=candidate,
            care_party=candidate.care_party,
            caseworker=candidate.caseworker,
            code=CODE,
            catch_up=CODE,
            catch_up_by=canaries.CAUGHT_UP_BY,
            asked_by=candidate.caseworker,
            asked_at=WINTER,
            decide_by=WINTER.date(),
            verdict="granted",
            decided_by=by,
            decided_at=WINTER,
        )


def visited(guidance: Guidance) -> ContactMoment:
    """A moment that was held, and one to come."""
    with arranging():
        ContactMoment.objects.create(
            guidance=guidance,
            kind="evaluation",
            planned_on=canaries.VISITED,
            held_on=canaries.VISITED,
            held_by=guidance.responsible,
            light="red",
            **dict.fromkeys(["work", "school", "activity", "network"], True),
        )
        to_come = {"guidance": guidance, "kind": "visit", "planned_on": canaries.TO_VISIT}
        return ContactMoment.objects.create(**to_come)


def answered(placement: Placement, *, is_released: bool) -> None:
    """The profile is open while it is a proposal; the candidate said yes; after release the letting
    agent tested.
    """
    agent, caseworker = placement.agent, placement.caseworker
    _question(placement, "profile", by=None if placement.status == "proposed" else agent)
    _question(placement, "candidate", by=caseworker, on=canaries.SPOKEN_WITH)
    if is_released:
        _question(placement, "viewing", by=agent, on=canaries.VIEWED)
        _question(placement, "income", by=agent, on=canaries.INCOME_PASSED)
        _question(placement, "permit", by=agent, on=canaries.PERMITTED)
        _appointment(placement, canaries.APPOINTMENT, worker_comes=False)
        _appointment(placement, canaries.APPOINTMENT_OF_WORKER, worker_comes=True)


def _question(placement: Placement, kind: str, *, by: Membership | None, **details) -> None:
    theirs = kind in (QuestionKind.CARE, QuestionKind.CANDIDATE)
    given = {"answer": True, "answered_at": WINTER, "answered_by": by} if by else {}
    with arranging():
        Question.objects.create(
            placement=placement,
            kind=kind,
            party=placement.care_party if theirs else placement.corporation,
            asked_at=WINTER,
            due_on=canaries.ASKED_BY,
            **given,
            **details,
        )


def _appointment(placement: Placement, on: date, *, worker_comes: bool) -> None:
    with arranging():
        Appointment.objects.create(
            placement=placement,
            kind="viewing",
            on=on,
            at_time=time(10, 30),
            worker_comes=worker_comes,
            made_by=placement.agent,
        )


def signalled(placement: Placement) -> Signal:
    """Facts that no other page names: one to look at yet, and one on which both sides agreed."""
    given = {
        "placement": placement,
        "fact": CODE,
        "happened_on": canaries.SIGNALLED,
        "side": "corporation",
        "given_by": placement.agent,
        "given_at": WINTER,
        "status_at": WINTER,
        "due_on": WINTER.date(),
    }
    settled = {
        "status": "decided",
        "corporation_view": CODE,
        "care_view": SEEN_OTHERWISE,
        "decision": CODE,
        "decided_on": canaries.SIGNAL_SETTLED,
        "decided_by": placement.caseworker,
    }
    with arranging():
        Signal.objects.create(**given, **settled)
        return Signal.objects.create(**given, corporation_view="serious")
