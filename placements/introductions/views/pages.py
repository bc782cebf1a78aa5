"""What there is to read: the planner, one introduction, all of one candidate."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.audit.record import looked
from pact.common.answers import UNREADABLE, page_or_part
from placements.introductions.disclosure import shown_introduction
from placements.introductions.overview import shown_overview
from placements.introductions.planner_page import planner_page
from placements.introductions.views.doors import (
    candidate_to_read_or_404,
    introduction_to_read_or_404,
)


@require_safe
@needs(Permission.INTRODUCTION_READ)
def introduction_list(request: Request) -> HttpResponse:
    now = timezone.now()
    planner = planner_page(request, today=timezone.localdate(now))
    looked("introductions:list", at=now, rows=len(planner.rows))
    template = page_or_part(request, "placements/introductions/list.html", "rows")
    status = UNREADABLE if planner.filter.errors else 200
    return render(request, template, {"planner": planner, "filter": planner.filter}, status=status)


@require_safe
@needs(Permission.INTRODUCTION_READ)
def introduction_detail(request: Request, public_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    introduction = introduction_to_read_or_404(request, public_id)
    looked("introductions:detail", introduction, at=now)
    shown = shown_introduction(introduction, request.actor, today=timezone.localdate(now))
    return render(request, "placements/introductions/detail.html", {"introduction": shown})


@require_safe
@needs(Permission.INTRODUCTION_PLAN)
def candidate_introductions(request: Request, public_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    candidate = candidate_to_read_or_404(request, public_id)
    looked("introductions:candidate", candidate, at=now)
    shown = shown_overview(candidate, request.actor, today=timezone.localdate(now))
    return render(request, "placements/introductions/candidate.html", {"overview": shown})
