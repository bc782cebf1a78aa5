"""Another care party takes a case over: the question, and taking it back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pact.access.deeds import Deed, ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.accounts.roles import Role
from placements.candidates.models import Candidate
from placements.guidance import actions
from placements.guidance.forms import AskTakeover, TakeBackTakeover
from placements.guidance.models import Takeover
from placements.guidance.views.about import PAGE, ask_about_case


@asks
@needs(Permission.TAKE_OVER)
@once
def takeover_ask(request: Request, public_id: UUID) -> HttpResponse:
    candidate = _case(request, public_id)
    form = AskTakeover(typed(request), party_id=candidate.care_party_id, today=timezone.localdate())
    return ask_about_case(
        request,
        candidate,
        _asking(),
        form,
        lambda given: actions.ask_takeover(
            candidate=candidate, **given, by=request.actor, at=timezone.now()
        ),
        to=address_of,
    )


@asks
@needs(Permission.TAKE_OVER)
def takeover_take_back(request: Request, public_id: UUID) -> HttpResponse:
    asked = takeover_or_404(request, public_id)
    return ask_and_do(
        request,
        PAGE,
        form=TakeBackTakeover(typed(request)),
        deed=_taking_back(),
        act=lambda given: actions.take_back_takeover(
            takeover=asked, by=request.actor, at=timezone.now()
        ),
        back=address_of(asked),
        reference=asked.reference,
        back_label=_("Guidance"),
    )


def _case(request: Request, public_id: UUID) -> Candidate:
    """The caseworker's own case; to the coordinator any, the action says of which party."""
    cases = Candidate.objects.visible_to(request.actor)
    if not request.actor.is_a(Role.COORDINATOR):
        cases = cases.handled_by(request.actor)
    return get_object_or_404(cases.select_related("care_party"), public_id=public_id)


def takeover_or_404(request: Request, public_id: UUID) -> Takeover:
    rows = Takeover.objects.visible_to(request.actor).select_related(
        "from_party", "to_party", "asked_by__user", "to__user", "to__party"
    )
    return get_object_or_404(rows, public_id=public_id)


def address_of(asked: Takeover) -> str:
    return reverse("proposals:takeover", args=[asked.public_id])


def _asking() -> Deed:
    return Deed(
        title=_("Let another care party take this case over?"),
        submit=_("Ask"),
        done=_("The other party is asked. You stay responsible until it says yes."),
        consequences=[
            _("The person you choose sees the reference and the dates, and no name."),
            _("After a yes they get the whole file and the guidance that same day."),
            _("You no longer read the file then. Your own note does not go along: it is removed."),
        ],
        danger=True,
    )


def _taking_back() -> Deed:
    return Deed(
        title=_("Take this question back?"),
        submit=_("Take the question back"),
        done=_("The question is taken back. The case stays with you."),
        consequences=[_("The person who was asked can no longer answer.")],
    )
