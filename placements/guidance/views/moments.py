"""Planning a contact moment, and recording that one was held."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from pact.access.deeds import Deed, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from placements.guidance import actions
from placements.guidance.actions.moments import PARTICIPATION
from placements.guidance.forms import AddMoment, CorrectMoment, DropMoment, HoldMoment
from placements.guidance.models import ContactMoment
from placements.guidance.views.about import ask_about_track
from placements.guidance.views.doors import moment_or_404, track_or_404


@asks
@needs(Permission.GUIDANCE_DO)
@once
def moment_add(request: Request, public_id: UUID) -> HttpResponse:
    guidance = track_or_404(request, public_id)
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
    moment = moment_or_404(request, public_id)
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


@asks
@needs(Permission.GUIDANCE_DO)
def moment_correct(request: Request, public_id: UUID) -> HttpResponse:
    moment = moment_or_404(request, public_id)
    form = CorrectMoment(typed(request), today=timezone.localdate(), initial=_recorded(moment))
    deed = Deed(
        title=_("Correct a contact moment: %(kind)s") % {"kind": moment.get_kind_display()},
        submit=_("Correct"),
        done=_("The contact moment was corrected."),
        consequences=[
            _("A moment that was not held stands among what is still to come again."),
            _("How it goes follows the last moment that says so."),
        ],
    )
    return ask_about_track(
        request,
        moment.guidance,
        deed,
        form,
        lambda _given: actions.correct_moment(
            moment=moment, **form.given(), by=request.actor, at=timezone.now()
        ),
    )


@asks
@needs(Permission.GUIDANCE_DO)
def moment_drop(request: Request, public_id: UUID) -> HttpResponse:
    moment = moment_or_404(request, public_id)
    deed = Deed(
        title=_("Take this contact moment off the plan?"),
        submit=_("Take it off"),
        done=_("The contact moment is no longer planned."),
        lead=moment.get_kind_display(),
        consequences=[_("Nobody is reminded of it any more.")],
    )
    return ask_about_track(
        request,
        moment.guidance,
        deed,
        DropMoment(typed(request)),
        lambda _given: actions.drop_moment(moment=moment, by=request.actor, at=timezone.now()),
    )


def _recorded(moment: ContactMoment) -> dict[str, Any]:
    said = {True: "yes", False: "no", None: ""}
    parts = {name: said[getattr(moment, name)] for name in PARTICIPATION}
    day = {"held_on": moment.held_on} if moment.held_on else {}
    return {"was_held": "yes", "light": moment.light, **day, **parts}
