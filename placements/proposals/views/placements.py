"""The list of placements, and the page of one: where it is, who is on turn, what can be done."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.audit.record import looked
from pact.common.answers import UNREADABLE, page_or_part
from pact.common.keyset import page_of
from placements.proposals.disclosure import shown
from placements.proposals.filters import PlacementFilter
from placements.proposals.models import Placement
from placements.proposals.page.listing import listed
from placements.proposals.page.loading import rows_for_list, whole
from placements.proposals.page.possible import doors, in_sight
from placements.proposals.page.progress import road_facts
from placements.proposals.readers import reader_of


@require_safe
@needs(Permission.PLACEMENT_READ)
def placement_list(request: Request) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    visible = Placement.objects.visible_to(request.actor)
    narrowed = PlacementFilter(request.GET or None, visible)
    is_right = narrowed.form.is_valid() or not narrowed.is_bound
    page = page_of(request, narrowed.qs if is_right else visible.none())
    found = rows_for_list(page.rows, request.actor, today=today)
    rows = [listed(row, request.actor, today=today) for row in found]
    looked("placements", at=now, rows=len(rows))
    template = page_or_part(request, "placements/proposals/list.html", "rows")
    context = {"rows": rows, "page": page, "filter": narrowed, "today": today}
    return render(request, template, context, status=200 if is_right else UNREADABLE)


@require_safe
@needs(Permission.PLACEMENT_READ)
def placement(request: Request, public_id: UUID) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    found = whole(request.actor, public_id, today=today)
    looked("placement", found.placement, at=now)
    reader = reader_of(found.placement, request.actor)
    facts = road_facts(found, reader, today=today)
    seen, folded = in_sight(doors(found, facts, request.actor))
    context = {"shown": shown(found, facts, request.actor), "doors": seen, "folded": folded}
    return render(request, "placements/proposals/placement.html", context)
