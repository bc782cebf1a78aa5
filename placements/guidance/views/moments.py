"""Planning a contact moment, and recording that one was held."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from pact.access.deeds import Deed, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from placements.guidance import actions
from placements.guidance.forms import AddMoment, HoldMoment
from placements.guidance.models import Guidance
from placements.guidance.views.about import ask_about_track


@asks
@needs(Permission.GUIDANCE_DO)
@once
def moment_add(request: Request, public_id: UUID) -> HttpResponse:
    guidance = get_object_or_404(
        Guidance.objects.visible_to(request.actor).select_related("candidate"),
        public_id=public_id,
    )
    form = AddMoment(typed(request))
    deed = Deed(
        title=_("Plan a contact moment"),
        submit=_("Plan"),
        done=_("The contact moment is planned."),
    )
    return ask_about_track(
        request,
        guidance,
        deed,
        form,
        lambda given: actions.add_moment(
            guidance=guidance, **given, by=request.actor, at=timezone.now()
        ),
    )


@asks
@needs(Permission.GUIDANCE_DO)
@once
def moment_hold(request: Request, public_id: UUID) -> HttpResponse:
    tracks = Guidance.objects.visible_to(request.actor)
    track = get_object_or_404(tracks, moments__public_id=public_id, moments__dropped_at=None)
    moment = track.moments.select_related("guidance__candidate").get(public_id=public_id)
    form = HoldMoment(typed(request), initial={"held_on": timezone.localdate()})
    deed = Deed(
        title=_("Record a contact moment: %(kind)s") % {"kind": moment.get_kind_display()},
        submit=_("Record"),
        done=_("The contact moment is recorded."),
    )
    return ask_about_track(
        request,
        moment.guidance,
        deed,
        form,
        lambda given: actions.hold_moment(
            moment=moment,
            held_on=given["held_on"],
            light=given["light"],
            participation=form.participation(),
            by=request.actor,
            at=timezone.now(),
        ),
    )
