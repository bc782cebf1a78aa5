"""Handing guidance or a case over to a colleague."""

from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pact.access.deeds import Deed, asks, typed
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from placements.candidates.views.doors import own_case_or_404
from placements.guidance import actions
from placements.guidance.forms import ChooseColleague
from placements.guidance.views.about import ask_about_case, ask_about_track
from placements.guidance.views.doors import track_or_404


@asks
@needs(Permission.CANDIDATE_ENTER)
def reconsideration_ask(request: Request, public_id: UUID) -> HttpResponse:
    candidate = own_case_or_404(request, public_id)
    return ask_about_case(
        request,
        candidate,
        _asking_again(),
        Form(typed(request)),
        lambda _given: actions.ask_reconsideration(
            candidate=candidate, by=request.actor, at=timezone.now()
        ),
    )


def _asking_again() -> Deed:
    return Deed(
        title=_("Ask to reconsider this rejection?"),
        submit=_("Ask to reconsider"),
        done=_("It is asked. Another coordinator looks at the application again."),
        consequences=[
            _("Whoever rejected the application does not decide on it again."),
            _("You can ask this once. Guidance goes on until somebody decides."),
        ],
    )


@asks
@needs(Permission.CANDIDATE_ENTER)
def case_hand_over(request: Request, public_id: UUID) -> HttpResponse:
    candidate = own_case_or_404(request, public_id)
    form = ChooseColleague(
        typed(request), party_id=candidate.care_party_id, today=timezone.localdate()
    )
    return ask_about_case(
        request,
        candidate,
        _handing_over(),
        form,
        lambda given: actions.hand_over_case(
            candidate=candidate, **given, by=request.actor, at=timezone.now()
        ),
    )


def _handing_over() -> Deed:
    return Deed(
        title=_("Hand this case over?"),
        submit=_("Hand over"),
        done=_("The case is handed over. You still see who handles it."),
        consequences=[
            _("Your colleague gets the whole file, and you no longer read it."),
            _("Where you are responsible for the guidance, your colleague is from today on."),
        ],
        danger=True,
    )


@asks
@needs(Permission.GUIDANCE_DO)
def guidance_transfer(request: Request, public_id: UUID) -> HttpResponse:
    guidance = track_or_404(request, public_id)
    form = ChooseColleague(
        typed(request),
        party_id=guidance.care_party_id,
        today=timezone.localdate(),
        now=guidance.responsible_id,
    )
    return ask_about_track(
        request,
        guidance,
        _transferring(),
        form,
        lambda given: actions.transfer(
            guidance=guidance, **given, by=request.actor, at=timezone.now()
        ),
        to=lambda _track: reverse("guidance:list"),
    )


def _transferring() -> Deed:
    return Deed(
        title=_("Name another responsible person?"),
        submit=_("Transfer"),
        done=_("The guidance is transferred, without a day in between."),
        consequences=[_("Your colleague is responsible from today on, and gets a message.")],
    )
