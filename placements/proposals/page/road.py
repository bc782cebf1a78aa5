"""Where a placement is on its road, and whose turn it is. Looks at facts only, asks nobody."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from pact.common.shown import day_in_words, day_near
from placements.proposals.models import QuestionKind
from placements.proposals.states import EXITS, PlacementStatus

S, Q = PlacementStatus, QuestionKind
DAY, MONTH, DAY_OF_MONTH = "j F Y", "F Y", "j F"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question to a party: until when, and what came."""

    due_on: date
    answer: bool | None = None
    is_judged: bool = False


@dataclass(frozen=True, kw_only=True)
class RoadFacts:
    """What decides where a placement is. Names are those that the reader may know."""

    status: str
    today: date
    corporation: str
    care: str
    proposed_on: date
    admitted_on: date | None = None
    introduced_since: date | None = None
    introduction_by_month: bool = False
    released_on: date | None = None
    agreed_on: date | None = None
    leased_on: date | None = None
    started_on: date | None = None
    closed_on: date | None = None
    lease_by: date | None = None
    starts_on: date | None = None
    expected_on: date | None = None
    keys_on: date | None = None
    transfer_due: date | None = None
    guidance_until: date | None = None
    nobody_is_guided: bool = False
    payment_is_open: bool = False
    asked: dict[str, Asked] = field(default_factory=dict)

    def is_open(self, kind: str) -> bool:
        return kind in self.asked and self.asked[kind].answer is None

    def last_day_for(self, *kinds: str) -> date | None:
        """The first of the terms that still run."""
        return min((self.asked[kind].due_on for kind in kinds if self.is_open(kind)), default=None)


@dataclass(frozen=True)
class Step:
    """A stop on the road: done, now, late, stopped or todo."""

    label: str
    when: str
    state: str


@dataclass(frozen=True)
class Turn:
    """Who has to do what, until when."""

    who: str
    what: str
    due_on: date | None
    is_late: bool


def road(facts: RoadFacts) -> list[Step]:
    """The stops in order; whatever came to an end shows where it stopped."""
    done = _stops(facts)
    reached = _reached(facts)
    if facts.status in EXITS:
        passed = [Step(label, when, "done") for label, when in done if when]
        return [*passed, Step(str(S(facts.status).label), day_in_words(facts.closed_on), "stopped")]
    steps = [
        _step(facts, number, label, when, reached) for number, (label, when) in enumerate(done)
    ]
    if facts.status == S.ENDED:
        steps.append(Step(str(S.ENDED.label), day_in_words(facts.closed_on), "stopped"))
    if facts.status == S.COMPLETED:
        steps.append(Step(_("guidance completed"), "", "done"))
    return steps


def _stops(facts: RoadFacts) -> list[tuple[str, str]]:
    """Every stop, with the day on which it was reached; before release an introduction's month."""
    since = MONTH if facts.introduction_by_month else DAY
    return [
        (_("Admitted"), day_in_words(facts.admitted_on)),
        (_("Introduction"), day_in_words(facts.introduced_since, since)),
        (_("Proposed"), day_in_words(facts.proposed_on)),
        (_("Both sides say yes"), day_in_words(facts.released_on)),
        (_("Agreed"), day_in_words(facts.agreed_on)),
        (_("Lease"), day_in_words(facts.leased_on)),
        (_("Moved in"), day_in_words(facts.started_on)),
    ]


INTRODUCTION, PROPOSED, BOTH_YES, AGREED, LEASE, MOVED_IN, PAST_THE_END = 1, 2, 3, 4, 5, 6, 7


def _reached(facts: RoadFacts) -> int:
    """The number of the stop that is worked at."""
    if facts.status == S.PROPOSED:
        return AGREED if facts.released_on else BOTH_YES
    return {S.AGREED: LEASE, S.LEASED: MOVED_IN}.get(S(facts.status), PAST_THE_END)


def _step(facts: RoadFacts, number: int, label: str, when: str, reached: int) -> Step:
    if number < reached:
        # An introduction need not have begun before the proposal; that is not a stop passed.
        is_passed = when or number != INTRODUCTION
        return Step(label, when, "done") if is_passed else Step(label, _("not begun"), "todo")
    if number > reached:
        return Step(label, _expected(facts, number), "todo")
    turns = whose_turn(facts)
    late = any(turn.is_late for turn in turns)
    due = min((turn.due_on for turn in turns if turn.due_on), default=None)
    by = _("by %(day)s") % {"day": day_in_words(due)} if due else ""
    return Step(label, by, "late" if late else "now")


def _expected(facts: RoadFacts, number: int) -> str:
    """When the move is expected: the start of the lease, or the earliest there can be."""
    return day_in_words(facts.starts_on or facts.expected_on) if number == MOVED_IN else ""


def whose_turn(facts: RoadFacts) -> list[Turn]:
    """Everybody who has to do something now; parties work side by side."""
    turns = {
        S.PROPOSED: _answers_wanted,
        S.AGREED: _lease_wanted,
        S.LEASED: _start_wanted,
        S.MOVED_IN: _living_there,
    }
    return turns[S(facts.status)](facts) if facts.status in turns else []


def _answers_wanted(facts: RoadFacts) -> list[Turn]:
    wanted = [
        (Q.PROFILE, facts.corporation, _("says whether it agrees in principle on the profile")),
        (Q.CARE, facts.care, _("says whether it agrees to guide in this home")),
        (Q.CANDIDATE, facts.care, _("speaks with the candidate and records the answer")),
    ]
    turns = [
        _turn(facts, who, what, facts.asked[kind].due_on)
        for kind, who, what in wanted
        if facts.is_open(kind)
    ]
    return [*turns, *_payment_wanted(facts), *_after_release(facts)]


def _payment_wanted(facts: RoadFacts) -> list[Turn]:
    """Who pays guidance after a move across a border is agreed before the definite yes."""
    if not facts.payment_is_open:
        return []
    due = facts.last_day_for(Q.DEFINITE)
    return [_turn(facts, facts.care, _("records whether it is agreed who pays the guidance"), due)]


def _after_release(facts: RoadFacts) -> list[Turn]:
    wanted = [
        (Q.VIEWING, _("holds the viewing")),
        (Q.INCOME, _("records the income test")),
        (Q.PERMIT, _("records the permit")),
    ]
    checks = [
        _turn(facts, facts.corporation, what, facts.asked[kind].due_on)
        for kind, what in wanted
        if facts.is_open(kind)
    ]
    if checks:
        return checks
    if facts.is_open(Q.DEFINITE):
        due = facts.asked[Q.DEFINITE].due_on
        return [_turn(facts, facts.corporation, _("gives the definite yes or no"), due)]
    return []


def _lease_wanted(facts: RoadFacts) -> list[Turn]:
    return [_turn(facts, facts.corporation, _("records the signed lease"), facts.lease_by)]


def _start_wanted(facts: RoadFacts) -> list[Turn]:
    if facts.starts_on is None:
        what = _("confirms the start of the lease")
    elif facts.starts_on <= facts.today:
        what = _("confirms that the lease has started, or postpones or cancels it")
    elif facts.keys_on is None:
        what = _("hands over the keys")
    else:
        what = _("confirms the start of the lease")
    return [_turn(facts, facts.corporation, what, facts.starts_on)]


def _living_there(facts: RoadFacts) -> list[Turn]:
    return [*_transfer_wanted(facts), *_guidance_goes_on(facts)]


def _transfer_wanted(facts: RoadFacts) -> list[Turn]:
    if facts.transfer_due is None or facts.transfer_due > facts.today:
        return []
    what = _("records the lease in the tenant's own name, or says when it looks again")
    return [_turn(facts, facts.corporation, what, facts.transfer_due)]


def _guidance_goes_on(facts: RoadFacts) -> list[Turn]:
    if facts.guidance_until is None or facts.guidance_until > facts.today:
        return []
    what = _("evaluates the guidance, and completes it or goes on")
    if facts.nobody_is_guided:
        what = _("records that the guidance is completed")
    return [_turn(facts, facts.care, what, None)]


def _turn(facts: RoadFacts, who: str, what: str, due: date | None) -> Turn:
    late = due is not None and due < facts.today
    return Turn(who=who, what=_sentence(what, due, facts.today), due_on=due, is_late=late)


def _sentence(what: str, due: date | None, today: date) -> str:
    if due is None:
        return f"{what}."
    return _("%(what)s, by %(day)s at the latest.") % {
        "what": what,
        "day": day_near(due, DAY_OF_MONTH, today=today),
    }
