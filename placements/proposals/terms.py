"""Until when each answer is waited for: working days from the norms, never past the corporation's date."""

from collections.abc import Sequence
from datetime import date, timedelta

from pact.agreement.norms import norm, norms
from pact.common.dates import months_after, working_days_after
from placements.proposals.models import Placement, QuestionKind
from placements.proposals.states import PlacementStatus

SIDE_BY_SIDE = [QuestionKind.PROFILE, QuestionKind.CARE, QuestionKind.CANDIDATE]
"""Asked at once, when a candidate is proposed."""

AFTER_RELEASE = [
    QuestionKind.VIEWING,
    QuestionKind.INCOME,
    QuestionKind.PERMIT,
    QuestionKind.DEFINITE,
]
"""Asked once the person is released to the letting agent."""

MONTHS_AHEAD = 18

CHECKS = [QuestionKind.VIEWING, QuestionKind.INCOME, QuestionKind.PERMIT]
OF_THE_CORPORATION = [QuestionKind.PROFILE, *AFTER_RELEASE]


def may_take_back(placement: Placement, kind: str) -> bool:
    """Whether nothing was built on this answer: the release on the first three, agreement on the
    checks. What was agreed stays.
    """
    if placement.status != PlacementStatus.PROPOSED:
        return False
    return kind in CHECKS or (kind in SIDE_BY_SIDE and placement.released_at is None)


def who_answers(placement: Placement, kind: str) -> int:
    """The member whose answer this is: the named letting agent, or the caseworker."""
    return placement.agent_id if kind in OF_THE_CORPORATION else placement.caseworker_id


def due_dates(kinds: Sequence[str], *, asked_on: date, answer_by: date) -> dict[str, date]:
    """The last day for each answer. A term runs out on the corporation's own date at the latest."""
    days = norms(*(f"term_{kind}" for kind in kinds), on=asked_on)
    return {
        kind: min(working_days_after(asked_on, days[f"term_{kind}"]), max(answer_by, asked_on))
        for kind in kinds
    }


def last_start(today: date) -> date:
    """The last day on which a lease may start: what lies further off was typed wrongly."""
    return months_after(today, MONTHS_AHEAD)


def lease_due(agreed_on: date) -> date:
    """The last day to sign what was agreed: the corporation's date was about the answers only."""
    return working_days_after(agreed_on, norm("term_lease", agreed_on))


def warned_up_to(today: date) -> date:
    """The last of the corporations' own dates of which a warning is due by now."""
    return today + timedelta(days=norm("lapse_warning_days", on=today))
