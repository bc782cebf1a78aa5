"""Planning an introduction: a deed on a candidate."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from pact.access.deeds import ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.common.answers import page_or_part
from placements.candidates.states import CandidateStatus
from placements.introductions import actions
from placements.introductions.forms import PlanIntroduction
from placements.introductions.models import Introduction
from placements.introductions.views import words
from placements.introductions.views.doors import candidate_or_404, overview_of


@asks
@needs(Permission.INTRODUCTION_PLAN)
@once
def introduction_plan(request: Request, public_id: uuid.UUID) -> HttpResponse:
    now, candidate = timezone.now(), candidate_or_404(request, public_id)
    today, chosen = timezone.localdate(now), request.GET.get("area", "")
    form = PlanIntroduction(typed(request), candidate=candidate, on=today, chosen=chosen)

    def act(given: dict[str, Any]) -> Introduction:
        return actions.plan_introduction(candidate=candidate, **given, by=request.actor, at=now)

    return ask_and_do(
        request,
        page_or_part(request, "placements/introductions/plan.html", "worker"),
        form=form,
        deed=words.plan(is_housed=candidate.status == CandidateStatus.HOUSED),
        act=act,
        back=overview_of(candidate),
        to=lambda planned: reverse("introductions:detail", args=[planned.public_id]),
        reference=candidate.reference,
        address=request.path,
    )
