"""Signals of care parties and corporations, and what they agreed after them: codes, never whom."""

from datetime import date

from django.db.models import Count, OuterRef, Subquery

from pact.agreement.models import ReasonKind
from pact.audit.models import Step
from placements.reporting.annual.tables import Published, labels_of, table
from placements.reporting.years import Year
from placements.signals.states import SignalStatus

NOTHING_YET = "nog niets afgesproken"


def signals(year: Year, on: date, few: int) -> Published:
    """The signals of a year by what both sides agreed, up to a date.

    Each stands in one row, so that no other number tells how many are still open.
    """
    steps = Step.objects.filter(kind="signal")
    period = (year.first_day, min(on, year.last_day))
    given = steps.filter(becomes=SignalStatus.GIVEN, at__date__range=period)
    decided = steps.filter(
        object_id=OuterRef("object_id"), becomes=SignalStatus.DECIDED, at__date__lte=on
    )
    outcomes = given.annotate(outcome=Subquery(decided.values("code")[:1])).values_list("outcome")
    found = dict(outcomes.annotate(Count("pk")).order_by())
    labels = {**labels_of(ReasonKind.SIGNAL_DECISION), None: NOTHING_YET}
    return table({label: found.get(code, 0) for code, label in labels.items()}, few)
