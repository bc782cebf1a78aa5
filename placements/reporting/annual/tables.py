"""Counts in rows with their total, as they may be published. None is a number that is hidden."""

from typing import Any

from django.db.models import Count, QuerySet

from pact.agreement.models import Reason, ReasonKind
from placements.reporting.suppression import publish_row

Published = dict[str, Any]


def table(cells: dict[str, int], few: int, *, total_hidden: bool = False) -> Published:
    """Rows with their total, as plain data."""
    published = publish_row(cells, few, total_hidden=total_hidden)
    return {"rows": list(published.cells.items()), "total": published.total}


def single(count: int, few: int) -> int | None:
    """A number that stands alone."""
    return publish_row({"": count}, few).total


def by_reason(rows: QuerySet, field: str, kind: ReasonKind, few: int) -> Published:
    """How often each reason was given: every reason that exists, the unused ones too."""
    found = dict(rows.values_list(field).annotate(Count("pk")).order_by())
    return table(_labelled(found, labels_of(kind)), few)


def labels_of(kind: ReasonKind) -> dict[str, str]:
    """What each answer to a question is called in the report; those that are closed as well."""
    return dict(Reason.objects.filter(kind=kind).values_list("code", "dutch"))


def _labelled(found: dict[str, int], labels: dict[str, str]) -> dict[str, int]:
    cells = {label: found.get(code, 0) for code, label in labels.items()}
    unknown = sum(count for code, count in found.items() if code not in labels)
    return cells | ({"reden niet bekend": unknown} if unknown else {})
