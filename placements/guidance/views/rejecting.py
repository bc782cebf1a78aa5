"""The coordinator rejects an application; what was asked of another party about it ends as well."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from pact.access.deeds import Deed, asks, typed
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.audit.record import looked
from placements.candidates.forms import RejectApplication
from placements.candidates.models import Candidate
from placements.guidance import actions
from placements.guidance.views.about import ask_about_case


@asks
@needs(Permission.CANDIDATE_DECIDE)
def application_reject(request: Request, public_id: UUID) -> HttpResponse:
    now = timezone.now()
    candidate = get_object_or_404(Candidate.objects.visible_to(request.actor), public_id=public_id)
    looked("guidance:reject", candidate, at=now)
    form = RejectApplication(
        typed(request), initial={"version": candidate.version}, today=timezone.localdate()
    )
    return ask_about_case(
        request,
        candidate,
        _rejecting(candidate),
        form,
        lambda given: actions.reject(candidate=candidate, **given, by=request.actor, at=now),
    )


def _rejecting(candidate: Candidate) -> Deed:
    whose = {"reference": candidate.reference}
    return Deed(
        title=_("Reject %(reference)s?") % whose,
        submit=_("Reject"),
        done=_("%(reference)s is rejected. The caseworker reads why.") % whose,
        consequences=[
            _("The caseworker gets a message and reads the reason."),
            _("Another coordinator can reconsider it."),
            _("Another care party that was asked to take it over is not asked any more."),
        ],
        danger=True,
    )
