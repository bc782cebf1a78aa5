"""Reads of decisions and of the years they are about. No person who seeks a home is in them."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from municipalities.models import POOL, Decision, PactYear, Share


@dataclass(frozen=True)
class Limit:
    """A municipality whose share is a limit."""

    municipality: str
    agreed: int


def decisions() -> QuerySet[Decision]:
    """The newest first, with who asked and who decided: colleagues all."""
    return Decision.objects.select_related(
        "municipality", "asked_by__user", "asked_by__party", "decided_by__user", "decided_by__party"
    ).order_by("-asked_at", "-pk")


def years() -> QuerySet[PactYear]:
    """The years with how many of their places are taken, and free; the last one first.

    ``at_least`` counts what is held or a municipality's own: no year goes below it.
    """
    taken = Count("places", filter=Q(places__taken=True))
    kept = Count("places", filter=~Q(places__holder=POOL, places__taken=False))
    return PactYear.objects.annotate(
        taken=taken, free=F("ceiling") - taken, at_least=kept
    ).order_by("-year")


def limits() -> dict[int, list[Limit]]:
    """Per year the municipalities whose share is a limit."""
    found: dict[int, list[Limit]] = {}
    for share in Share.objects.exclude(holder=POOL).select_related("municipality"):
        limit = Limit(share.municipality.name, share.agreed)
        found.setdefault(share.year_id, []).append(limit)
    return found
