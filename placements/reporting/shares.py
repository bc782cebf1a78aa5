"""What each municipality took of a year, as it was on a date."""

from datetime import date

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from municipalities.models import Share
from placements.reporting.years import has_ended


def shares_on(year: int, on: date) -> QuerySet[Share]:
    """The shares of a year, with ``agreed_then`` and ``holder_then``.

    As the history kept them; before its first line they were as they began. What becomes known of a
    year that is over belongs to its last day, as in the ledger.
    """
    rows = Share.objects.filter(year=year).select_related("municipality")
    if on >= timezone.localdate() or has_ended(year, on):
        return rows.annotate(agreed_then=F("agreed"), holder_then=F("holder"))
    return rows.annotate(agreed_then=_then("agreed", on), holder_then=_then("holder", on))


def _then(column: str, on: date) -> Coalesce:
    lines = Share.pgh_event_model.objects.filter(pgh_obj=OuterRef("pk"))
    until = lines.filter(pgh_created_at__date__lte=on).order_by("-pgh_id")
    first = lines.order_by("pgh_id")
    return Coalesce(Subquery(until.values(column)[:1]), Subquery(first.values(column)[:1]), column)
