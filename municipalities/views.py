"""What was agreed, for everybody to read."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from municipalities import agreed
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request


@require_safe
@needs(Permission.AGREEMENT_READ)
def agreement(request: Request) -> HttpResponse:
    """Documents, parties, norms, areas, shares and the office that coordinates, with their sources."""
    today = timezone.localdate()
    documents = list(agreed.documents(today))
    parties = agreed.parties(today)
    norms = agreed.norms(today)
    areas = list(agreed.areas(today))
    context = {
        "today": today,
        "documents": documents,
        "kinds": agreed.by_kind(parties, {row.key: row.title for row in documents}),
        "quoted": [norm for norm in norms if norm.quote],
        "norms": [norm for norm in norms if not norm.quote],
        "areas": areas,
        "divided_by": sorted({source for area in areas for source in area.divided_by}),
        "shares": agreed.shares(parties),
        "offices": agreed.offices(parties),
    }
    return render(request, "agreement/agreement.html", context)
