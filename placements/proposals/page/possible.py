"""Which deeds are there for whom, now. A page shows only the doors that open."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pact.access.actor import Actor
from placements.dwellings.models import ContractForm
from placements.proposals.models import Placement, QuestionKind
from placements.proposals.page.loading import Whole
from placements.proposals.page.progress import is_payment_asked
from placements.proposals.page.road import RoadFacts
from placements.proposals.readers import Reader, may_name_agent, reader_of
from placements.proposals.states import (
    BEFORE_THE_LEASE,
    DECISION_NEEDED,
    HOLDS,
    LIVE,
    REALISED,
    PlacementStatus,
)
from placements.proposals.terms import CHECKS

R, S, Q = Reader, PlacementStatus, QuestionKind
AGENTS = {R.AGENT_BEFORE_RELEASE, R.AGENT_AFTER_RELEASE}
SIDES = {R.CASEWORKER, R.AGENT_AFTER_RELEASE}


@dataclass(frozen=True)
class Door:
    """A deed somebody may do now, and the page where it is done."""

    name: str
    label: str | Promise
    is_next: bool = False
    kind: str = ""


def doors(whole: Whole, facts: RoadFacts, actor: Actor) -> list[Door]:
    """What this actor may do now; what the road waits for stands first."""
    reader = reader_of(whole.placement, actor)
    if reader == R.CASEWORKER and not actor.acts_for(whole.placement.caseworker_id):
        return _signals(whole.placement, reader)
    found = [
        *_answers(whole, facts, reader),
        *_appointment(whole.placement, reader),
        *_signals(whole.placement, reader),
        *_lease(facts, reader),
        *_living(whole, facts, reader),
        *_after_all(facts, reader),
        *_waiting(facts, reader),
        *_counting(whole.placement, reader),
        *_judging(facts, reader),
        *_naming(whole.placement, facts, actor),
        *_steering(facts, reader),
    ]
    return sorted(found, key=lambda door: not door.is_next)


def in_sight(found: list[Door]) -> tuple[list[Door], list[Door]]:
    """What stands above the road, and what is folded away: there may be seven of them.

    What the road waits for is in sight, else the first; one that is left over is not worth a fold.
    """
    number = max(1, sum(door.is_next for door in found))
    if len(found) == number + 1:
        number += 1
    return found[:number], found[number:]


def _answers(whole: Whole, facts: RoadFacts, reader: Reader) -> list[Door]:
    if facts.status != S.PROPOSED:
        return []
    found = []
    if reader in AGENTS and facts.is_open(Q.PROFILE):
        found.append(Door("proposals:answer_profile", _("Answer on the profile"), is_next=True))
    if reader == R.CASEWORKER:
        found += _answers_of_care(whole, facts)
    if reader == R.AGENT_AFTER_RELEASE:
        found += _checks(facts)
    return found


def _answers_of_care(whole: Whole, facts: RoadFacts) -> list[Door]:
    found = []
    if facts.is_open(Q.CANDIDATE):
        label = _("Record the candidate's answer")
        found.append(Door("proposals:answer_candidate", label, is_next=True))
    if facts.is_open(Q.CARE):
        label = _("Answer for the care party")
        found.append(Door("proposals:answer_care", label, is_next=True))
    if is_payment_asked(whole):
        is_open = whole.placement.guidance_paid is None
        label = _("Record who pays the guidance") if is_open else _("Change who pays the guidance…")
        found.append(Door("proposals:agree_payment", label, is_next=is_open))
    return found


def _after_all(facts: RoadFacts, reader: Reader) -> list[Door]:
    """A candidate who said yes may say no until the lease is signed."""
    said = facts.asked.get(Q.CANDIDATE)
    if reader == R.CASEWORKER and facts.status in BEFORE_THE_LEASE and said and said.answer:
        return [Door("proposals:refuse_after_all", _("The candidate says no after all…"))]
    return []


CHECK_LABELS = {
    Q.VIEWING: _("Record the viewing"),
    Q.INCOME: _("Record the income test"),
    Q.PERMIT: _("Record the permit"),
}


def _checks(facts: RoadFacts) -> list[Door]:
    wanted = [kind for kind in CHECKS if facts.is_open(kind)]
    found = [
        Door("proposals:answer_check", CHECK_LABELS[kind], is_next=True, kind=kind)
        for kind in wanted
    ]
    if facts.is_open(Q.DEFINITE):
        label = _("Give the definite answer")
        found.append(Door("proposals:answer_definite", label, is_next=not wanted))
    return found


def _lease(facts: RoadFacts, reader: Reader) -> list[Door]:
    if reader != R.AGENT_AFTER_RELEASE:
        return []
    if facts.status == S.AGREED:
        return [Door("tenancies:sign", _("Record the signed lease"), is_next=True)]
    if facts.status != S.LEASED or facts.starts_on is None:
        return []
    has_come = facts.starts_on <= facts.today
    found = [
        Door("tenancies:postpone", _("Postpone the start…")),
        Door("tenancies:correct_lease", _("Correct the lease…")),
        Door("tenancies:cancel", _("Cancel the lease…")),
    ]
    if has_come:
        found.append(Door("tenancies:confirm_start", _("Confirm the start"), is_next=True))
    found.append(_keys(facts, is_next=True))
    return found


def _keys(facts: RoadFacts, *, is_next: bool = False) -> Door:
    if facts.keys_on is None:
        return Door("tenancies:keys", _("Record the keys"), is_next=is_next)
    return Door("tenancies:keys", _("Another day of the keys…"))


def _living(whole: Whole, facts: RoadFacts, reader: Reader) -> list[Door]:
    """After the move: the tenant's own name, the end of the lease, the end of guidance."""
    if facts.status != S.MOVED_IN:
        return _mistaken_end(whole, facts, reader)
    if reader == R.CASEWORKER:
        is_over = facts.guidance_until is not None and facts.guidance_until <= facts.today
        label = _("Complete the guidance…")
        return [Door("tenancies:complete", label, is_next=True)] if is_over else []
    take_back = Door("tenancies:take_back", _("This start was recorded by mistake…"))
    if reader == R.COORDINATOR:
        return [take_back, *_transferred(whole)]
    if reader != R.AGENT_AFTER_RELEASE:
        return []
    found = [Door("tenancies:end", _("Record the end of the lease…")), take_back]
    return [*found, *_transfer(whole, facts), *_transferred(whole), _keys(facts)]


def _transfer(whole: Whole, facts: RoadFacts) -> list[Door]:
    """A lease of the care party: into the tenant's own name, or from the agreed day on not yet."""
    if whole.lease.form != ContractForm.INTERMEDIARY or whole.lease.transferred_on is not None:
        return []
    is_due = facts.transfer_due is not None and facts.transfer_due <= facts.today
    label = _("Record the lease in the tenant's own name")
    found = [Door("tenancies:transfer", label, is_next=is_due)]
    if is_due:
        found.append(Door("tenancies:put_off_transfer", _("Not in their own name yet…")))
    return found


def _transferred(whole: Whole) -> list[Door]:
    if whole.lease is None or whole.lease.transferred_on is None:
        return []
    return [Door("tenancies:correct_transfer", _("Correct the transfer to the tenant's own name…"))]


def _mistaken_end(whole: Whole, facts: RoadFacts, reader: Reader) -> list[Door]:
    """A corporation corrects the end at its home: it no longer sees the placement."""
    if facts.status == S.COMPLETED and reader in {R.CASEWORKER, R.COORDINATOR}:
        back = Door("tenancies:take_completion_back", _("Completed by mistake…"))
        found = [back] if whole.may_go_on else []
        return found + (_transferred(whole) if reader == R.COORDINATOR else [])
    if facts.status == S.ENDED and reader == R.COORDINATOR:
        back = Door("tenancies:take_end_back", _("This end was recorded by mistake…"))
        found = [back] if whole.may_go_on else []
        label = _("Correct the date or the reason of the end…")
        return [*found, Door("tenancies:correct_end", label)]
    return []


def _appointment(placement: Placement, reader: Reader) -> list[Door]:
    if placement.appointment and reader in {R.CASEWORKER, R.AGENT_AFTER_RELEASE}:
        return [Door("tenancies:appointment", _("Make an appointment"))]
    return []


def _signals(placement: Placement, reader: Reader) -> list[Door]:
    """From the move on, for whoever may read how living there goes."""
    if placement.status in REALISED and reader in {*SIDES, R.COORDINATOR, R.OFFICER}:
        return [Door("signals:of_placement", _("Signals"))]
    return []


def _counting(placement: Placement, reader: Reader) -> list[Door]:
    """In which year a home counts: what the coordinator moves, and what the board has to decide."""
    if reader != R.COORDINATOR:
        return []
    if placement.status in BEFORE_THE_LEASE:
        return [Door("tenancies:expect_start", _("Another expected start…"))]
    if placement.not_counting == DECISION_NEEDED and placement.status in HOLDS:
        return [Door("tenancies:ask_to_count", _("Ask whether this home counts…"), is_next=True)]
    return []


def _waiting(facts: RoadFacts, reader: Reader) -> list[Door]:
    if reader in AGENTS and facts.status == S.PROPOSED:
        return [Door("proposals:wait_longer", _("Wait longer for the answers…"))]
    return []


def _steering(facts: RoadFacts, reader: Reader) -> list[Door]:
    found = []
    is_late = any(
        asked.answer is None and asked.due_on < facts.today for asked in facts.asked.values()
    )
    if reader == R.COORDINATOR and facts.status == S.PROPOSED and is_late:
        found.append(Door("proposals:release", _("Release: no answer came…"), is_next=True))
    if reader in {*AGENTS, R.CASEWORKER, R.COORDINATOR} and facts.status in BEFORE_THE_LEASE:
        found.append(Door("proposals:withdraw", _("Stop this placement…")))
    return found


def _naming(placement: Placement, facts: RoadFacts, actor: Actor) -> list[Door]:
    if facts.status in LIVE and may_name_agent(placement, actor):
        return [Door("proposals:name_agent", _("Another colleague lets this home…"))]
    return []


def _judging(facts: RoadFacts, reader: Reader) -> list[Door]:
    """A refusal by the candidate, once."""
    said = facts.asked.get(Q.CANDIDATE)
    if reader == R.COORDINATOR and said and said.answer is False and not said.is_judged:
        label = _("Say how you see this refusal")
        return [Door("proposals:judge_refusal", label, is_next=True)]
    return []
