"""What the parties agreed and decided, as the report prints it: names, dates and numbers."""

from datetime import date
from typing import Any

from django.db.models import Q

from municipalities.models import OF_A_LEASE, Decision, DecisionKind
from pact.agreement.models import Document, Norm, Participation
from pact.common.dates import local_date
from placements.reporting.years import Year, known_on

Published = dict[str, Any]
NORMS = [
    "introduction_months",
    "introduction_contacts",
    "guidance_months",
    "cell_threshold",
]
KINDS = {
    "cap": "aantal woningen per jaar",
    "extra": "extra woningen",
    "hard_share": "aandeel wordt een grens",
    "soft_share": "aandeel wordt weer een advies",
    "unused": "ongebruikte woningen vervallen",
}


def agreed(year: Year, on: date, *, unused_hidden: bool) -> Published:
    return {
        "norms": norms(on),
        "decisions": decisions(year, on, unused_hidden=unused_hidden),
        "documents": documents(on),
    }


def norms(on: date) -> dict[str, Published]:
    rows = Norm.objects.on(on).filter(key__in=NORMS)
    return {row.key: {"value": row.value, "is_fictitious": row.is_fictitious} for row in rows}


def decisions(year: Year, on: date, *, unused_hidden: bool) -> list[Published]:
    """What changed the year, also where that was decided once it was over.

    What was decided about one lease is about one household, and is not printed. How many homes
    lapsed is what was free: where that is hidden, it is hidden here as well.
    """
    rows = (
        Decision.objects.filter(known_on(on), year=year.year, applied_at__isnull=False)
        .exclude(kind__in=OF_A_LEASE)
        .select_related("municipality")
    )
    return [
        {
            "kind": KINDS[row.kind],
            "municipality": row.municipality.name if row.municipality else "",
            "value": None if unused_hidden and row.kind == DecisionKind.UNUSED else row.value,
            "document": row.document,
            "on": local_date(row.decided_at).isoformat(),
        }
        for row in rows.order_by("decided_at", "pk")
    ]


def documents(on: date) -> list[Published]:
    """Each document with who signed it: counted from the signatures, never written down."""
    found = []
    for document in Document.objects.filter(signed_on__lte=on):
        still = Q(valid_to=None) | Q(valid_to__gt=on)
        signed = Participation.objects.filter(still, document=document, valid_from__lte=on)
        parties = signed.order_by("party__kind", "party__name").select_related("party")
        found.append(
            {
                "title": document.title,
                "signed_on": document.signed_on.isoformat(),
                "date_is_inferred": document.date_precision == "inferred",
                "parties": [participation.party.name for participation in parties],
            }
        )
    return found
