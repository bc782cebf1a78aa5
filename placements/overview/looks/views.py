"""The privacy officer's page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.audit.models import Look
from pact.audit.record import looked
from pact.common.answers import UNREADABLE, page_or_part
from pact.common.keyset import CURSOR, page_of
from placements.overview.looks.filters import LooksFilter
from placements.overview.looks.lines import refused_per_day, shown


@require_safe
@needs(Permission.LOOKS_READ)
def looks(request: Request) -> HttpResponse:
    """Who looked at what, newest first; this page is a look itself."""
    asked = request.GET if set(request.GET) - {CURSOR} else None
    form = LooksFilter(asked, reader=request.actor)
    found = form.narrow(Look.objects.visible_to(request.actor))
    page = page_of(request, found)
    rows = shown(page.rows, request.actor)
    looked("looks", at=timezone.now(), rows=len(rows))
    refused = refused_per_day(found) if form.is_about_refusals else []
    context = {"form": form, "page": page, "rows": rows, "refused": refused}
    template = page_or_part(request, "placements/overview/looks/list.html", "rows")
    return render(request, template, context, status=UNREADABLE if form.errors else 200)
