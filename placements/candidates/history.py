"""How an application went: its steps, and the decision that stands."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from pact.accounts.roles import Role
from pact.agreement.models import Reason, ReasonKind
from pact.audit.models import Step
from pact.common.dates import local_date
from pact.common.shown import day_in_words
from placements.candidates.models import Candidate
from placements.candidates.states import CandidateStatus as S

KINDS: dict[str, ReasonKind] = {
    S.RETURNED: ReasonKind.RETURN_ITEM,
    S.REJECTED: ReasonKind.REJECTION,
    S.WITHDRAWN: ReasonKind.WITHDRAWAL,
    S.ON_HOLD: ReasonKind.HOLD,
    S.ENDED: ReasonKind.LEASE_END,
}

CORRECTION = ReasonKind.CORRECTION

Words = dict[tuple[str | None, str], str]


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
    found = list(
        Step.objects.filter(kind="candidate", object_id=candidate.pk).order_by("-at", "-pk")
    )
    codes = _codes(candidate)
    words = _words({step.code for step in found} | codes)
    entries = [
        Entry(
            when=day_in_words(step.at, "j M Y"),
            text=_what(step, words),
            tag=str(dict(Role.choices).get(step.role, "")),
        )
        for step in found
    ]
    return _decision(candidate, codes, words), entries


def decision_on(candidate: Any) -> Decision | None:
    """The decision that stands: what is missing, why it was rejected or set aside.

    The candidate comes from ``whole``, here as above.
    """
    codes = _codes(candidate)
    return _decision(candidate, codes, _words(codes))


def _decision(candidate: Candidate, codes: set[str], words: Words) -> Decision | None:
    kind = KINDS.get(candidate.status)
    if kind is None and candidate.status != S.ADMITTED:
        return None
    return Decision(
        status=candidate.status,
        label=candidate.get_status_display(),
        on=candidate.held_since or local_date(candidate.status_at),
        reasons=sorted(_reasons(kind, codes, words)),
    )


def _reasons(kind: ReasonKind | None, codes: set[str], words: Words) -> list[str]:
    """Whoever was admitted has no reason to read, unless the step before was a mistake."""
    if kind is None:
        return [words[CORRECTION, code] for code in codes if (CORRECTION, code) in words]
    return [words.get((kind, code), code) for code in codes]


def _codes(loaded: Any) -> set[str]:
    """What was asked for when it was returned; else the code of the last step."""
    return set(loaded.asked) if loaded.status == S.RETURNED else {loaded.status_code} - {""}


def _what(step: Step, words: Words) -> str:
    label = str(dict(S.choices).get(step.becomes, step.becomes)) if step.was else gettext("entered")
    kind = KINDS.get(step.becomes)
    if step.was == S.WITHDRAWN or (step.was, step.becomes) == (S.ADMITTED, S.SUBMITTED):
        label, kind = gettext("taken back to “%(status)s”") % {"status": label}, CORRECTION
    reason = words.get((kind, step.code), "")
    return f"{label}: {reason}" if reason else label


def _words(codes: set[str]) -> Words:
    rows = Reason.objects.filter(code__in=codes - {""})
    return {(row.kind, row.code): str(row) for row in rows}
