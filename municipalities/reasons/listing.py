"""The reasons as an administrator reads them, under the question that they answer."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from pact.agreement.models import Reason, ReasonKind


@dataclass(frozen=True)
class Line:
    reason: Reason
    last_day: date | None
    is_past: bool
    is_to_come: bool


@dataclass(frozen=True)
class Question:
    """A question with its answers: those of now first, then those that are closed."""

    kind: str
    title: str
    lines: list[Line]


def line_of(reason: Reason, today: date) -> Line:
    last = reason.valid_to and reason.valid_to - timedelta(days=1)
    return Line(
        reason=reason,
        last_day=last,
        is_past=bool(last and last < today),
        is_to_come=reason.valid_from > today,
    )


def questions(today: date) -> list[Question]:
    """Every question with its answers, in one statement."""
    lines = defaultdict(list)
    for reason in Reason.objects.order_by("pk"):
        lines[reason.kind].append(line_of(reason, today))
    return [
        Question(
            kind=kind.value,
            title=str(kind.label),
            lines=sorted(lines[kind], key=lambda line: line.is_past),
        )
        for kind in ReasonKind
    ]
