"""My work: what a member has to do, and on whom they wait."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pact.access.needs import needs
from pact.access.permissions import Permission, may
from pact.access.requests import Request
from pact.audit.record import looked
from placements.overview.next_steps import next_step
from placements.overview.search.forms import SearchForm
from placements.overview.work import work_of


@require_safe
@needs(Permission.OWN_WORK)
def work(request: Request) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    found = work_of(request.actor, today)
    looked("work", at=now, rows=len(found.own) + len(found.awaited))
    context = {
        "work": found,
        "today": today,
        "late": sum(1 for item in found.own if item.due and item.due < today),
        "next_step": next_step(request.actor.role),
        "form": SearchForm(actor=request.actor) if _may_search(request) else None,
    }
    return render(request, "placements/overview/work.html", context)


def _may_search(request: Request) -> bool:
    return may(request.actor.role, Permission.CANDIDATE_READ)
