"""Letting guidance go on for longer."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from pact.access.deeds import Deed, asks, typed
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.common.shown import day_in_words
from placements.guidance import actions
from placements.guidance.forms import ExtendGuidance
from placements.guidance.views.about import ask_about_track
from placements.guidance.views.doors import track_or_404


@asks
@needs(Permission.GUIDANCE_DO)
def guidance_extend(request: Request, public_id: UUID) -> HttpResponse:
    guidance = track_or_404(request, public_id)
    form = ExtendGuidance(typed(request), today=timezone.localdate())
    nearer = _("A day that was typed wrongly is corrected here too, to %(day)s at the earliest.")
    deed = Deed(
        title=_("Let guidance go on for longer"),
        lead=nearer % {"day": day_in_words(guidance.runs_until)} if guidance.extended_until else "",
        submit=_("Extend"),
        done=_("Guidance goes on for longer."),
    )
    return ask_about_track(
        request,
        guidance,
        deed,
        form,
        lambda given: actions.extend(
            guidance=guidance, **given, by=request.actor, at=timezone.now()
        ),
    )
