"""The end of somebody's guidance, and of the case along with it where that follows."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from pact.access.deeds import Deed, asks, typed
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from placements.guidance.forms import EndGuidance
from placements.guidance.views.about import ask_about_track
from placements.guidance.views.doors import track_or_404
from placements.proposals import actions
from placements.proposals.views.deeds import by_whom


@asks
@needs(Permission.GUIDANCE_DO)
def guidance_end(request: Request, public_id: UUID) -> HttpResponse:
    guidance = track_or_404(request, public_id)
    return ask_about_track(
        request,
        guidance,
        _ending(),
        EndGuidance(typed(request), today=timezone.localdate()),
        lambda given: actions.end_track(guidance=guidance, **given, **by_whom(request)),
    )


def _ending() -> Deed:
    return Deed(
        title=_("End this guidance?"),
        submit=_("End guidance"),
        done=_("Guidance has ended. Nobody is reminded of it any more."),
        consequences=[
            _("The contact moments that are still planned are dropped."),
            _("From today on nobody is reminded of this track."),
            _("Somebody who died and had no home yet: the application is withdrawn along with it."),
            _("The lease goes on: the tenancy does not depend on guidance."),
            _("A mistake can be taken back on the page of this guidance, while the case goes on."),
        ],
        danger=True,
    )
