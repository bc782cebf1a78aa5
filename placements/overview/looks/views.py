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
from placements.overview.looks.filters import LooksFilter, midnight
from placements.overview.looks.lines import line, refused_per_day, with_names


@require_safe
@needs(Permission.LOOKS_READ)
def looks(request: Request) -> HttpResponse:
    """Who looked at what, newest first; this page is a look itself."""
    asked = request.GET if set(request.GET) - {CURSOR} else None
    form = LooksFilter(asked, reader=request.actor)
    found = form.narrow(Look.objects.visible_to(request.actor))
    parts = [form.narrow(part) for part in Look.objects.visible_in_parts_to(request.actor)]
    named = with_names(found, request.actor)
    page = page_of(request, named, order=("-at", "-pk"), parts=parts)
    looked("looks", at=timezone.now(), rows=len(page.rows))
    context = {"form": form, "page": page, "rows": [line(row) for row in page.rows]}
    # On top of the first page only: the same above each page says nothing more.
    if form.is_about_refusals and page.newer is None:
        since = form.counted_since
        context |= {
            "since": since,
            "refused": refused_per_day(found.filter(at__gte=midnight(since))),
        }
    template = page_or_part(request, "placements/overview/looks/list.html", "rows")
    return render(request, template, context, status=UNREADABLE if form.errors else 200)
