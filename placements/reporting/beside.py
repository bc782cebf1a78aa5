"""Homes that are let beside the count: no place was free, or two people decided that they do not count."""

from datetime import date

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When

from municipalities.models import Decision
from pact.audit.models import Step
from placements.proposals.models import Placement
from placements.proposals.states import HOLDS, PlacementStatus
from placements.reporting.years import has_ended, known_on
from placements.tenancies.years import DECISION_NEEDED

LET = set(HOLDS) - {PlacementStatus.PROPOSED, PlacementStatus.AGREED}


def beside_the_count(year: int, on: date) -> QuerySet[Placement]:
    """What was beside the count of a year on a date, each with the ``reason`` it had then.

    What becomes known after the year belongs to its last day, as in the ledger.
    """
    decided_later = Exists(
        Decision.objects.filter(placement=OuterRef("public_id"), applied_at__isnull=False).exclude(
            known_on(on)
        )
    )
    rows = Placement.objects.filter(Q(counts=False) | decided_later, year=year, status__in=HOLDS)
    if not has_ended(year, on):
        let = Step.objects.filter(kind="placement", becomes__in=LET, at__date__lte=on)
        rows = rows.filter(Exists(let.filter(object_id=OuterRef("pk"))))
    then = Case(
        When(decided_later, then=Value(DECISION_NEEDED)),
        default=F("not_counting"),
        output_field=CharField(),
    )
    return rows.annotate(reason=then)
