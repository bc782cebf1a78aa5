"""How an application went: its steps, and the decision that stands."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from pact.accounts.roles import Role
from pact.agreement.models import ReasonKind
from pact.audit.models import Step
from pact.common.dates import local_date
from pact.common.shown import day_in_words
from placements.candidates.reasons import Words, worded, words_for
from placements.candidates.states import CandidateStatus as S

KINDS: dict[str, ReasonKind] = {
    S.RETURNED: ReasonKind.RETURN_ITEM,
    S.REJECTED: ReasonKind.REJECTION,
    S.WITHDRAWN: ReasonKind.WITHDRAWAL,
    S.ON_HOLD: ReasonKind.HOLD,
    S.ENDED: ReasonKind.LEASE_END,
}

CORRECTION = ReasonKind.CORRECTION


@dataclass(frozen=True)
class Entry:
    """One line of the log."""

    when: str
    text: str
    tag: str
    tone: str = "plain"


@dataclass(frozen=True)
class Decision:
    """What was decided last, when, and with which reasons."""

    status: str
    label: str
    on: date
    reasons: list[str]


def history_of(candidate: Any) -> tuple[Decision | None, list[Entry]]:
    """The decision that stands, and every step, newest first; by whom and with which reason."""
    steps = Step.objects.filter(kind="candidate", object_id=candidate.pk)
    entries = [
        Entry(
            when=day_in_words(step.at, "j M Y"),
            text=_what(step, worded(step.words)),
            tag=str(dict(Role.choices).get(step.role, "")),
        )
        for step in steps.annotate(words=words_for("code")).order_by("-at", "-pk")
    ]
    return decision_on(candidate), entries


def decision_on(candidate: Any) -> Decision | None:
    """The decision that stands: what is missing, why it was rejected or set aside.

    The candidate comes from ``with_everything``, here as above.
    """
    kind = KINDS.get(candidate.status)
    if kind is None and candidate.status != S.ADMITTED:
        return None
    return Decision(
        status=candidate.status,
        label=candidate.get_status_display(),
        on=candidate.held_since or local_date(candidate.status_at),
        reasons=sorted(_reasons(kind, candidate)),
    )


def _reasons(kind: ReasonKind | None, loaded: Any) -> list[str]:
    """What was asked for when it was returned; else why the last step was taken.

    Whoever was admitted has no reason to read, unless the step before was a mistake.
    """
    if kind == ReasonKind.RETURN_ITEM:
        return [
            worded(item["words"]).get((kind, item["code"]), item["code"]) for item in loaded.asked
        ]
    words, code = worded(loaded.words), loaded.status_code
    if kind is None:
        return [words[CORRECTION, code]] if (CORRECTION, code) in words else []
    return [words.get((kind, code), code)] if code else []


def _what(step: Step, words: Words) -> str:
    label = str(dict(S.choices).get(step.becomes, step.becomes)) if step.was else gettext("entered")
    kind = KINDS.get(step.becomes)
    if step.was == S.WITHDRAWN or (step.was, step.becomes) == (S.ADMITTED, S.SUBMITTED):
        label, kind = gettext("taken back to “%(status)s”") % {"status": label}, CORRECTION
    reason = words.get((kind, step.code), "")
    return f"{label}: {reason}" if reason else label
