"""A case that stands still, goes on, or is withdrawn; what it held is released along with it."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from pact.access.deeds import Deed, asks, typed
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.agreement.models import ReasonKind
from placements.candidates.views.doors import own_case_or_404
from placements.guidance.views.about import ask_about_case
from placements.proposals import actions
from placements.proposals.forms import ConfirmForm, HoldForm, ReasonForm


@asks
@needs(Permission.CANDIDATE_ENTER)
def case_hold(request: Request, public_id: UUID) -> HttpResponse:
    candidate = own_case_or_404(request, public_id)
    form = HoldForm(typed(request), kind=ReasonKind.HOLD, on=timezone.localdate())
    deed = Deed(
        title=_("Put this case on hold?"),
        submit=_("Put on hold"),
        done=_("The case is on hold. You can let it go on at any moment."),
        consequences=[
            _("The waiting time pauses. What was waited stays."),
            _("A proposal that runs is withdrawn; its home and its place are free again."),
        ],
    )
    return ask_about_case(
        request,
        candidate,
        deed,
        form,
        lambda given: actions.hold_candidate(
            candidate=candidate, **given, by=request.actor, at=timezone.now()
        ),
    )


@asks
@needs(Permission.CANDIDATE_ENTER)
def case_resume(request: Request, public_id: UUID) -> HttpResponse:
    candidate = own_case_or_404(request, public_id)
    deed = Deed(
        title=_("Let this case go on?"),
        submit=_("Go on"),
        done=_("The case goes on, with the time it had waited."),
        consequences=[_("The candidate waits again. The days on hold do not count.")],
    )
    return ask_about_case(
        request,
        candidate,
        deed,
        ConfirmForm(typed(request)),
        lambda given: actions.resume_candidate(
            candidate=candidate, by=request.actor, at=timezone.now()
        ),
    )


@asks
@needs(Permission.CANDIDATE_ENTER)
def case_withdraw(request: Request, public_id: UUID) -> HttpResponse:
    candidate = own_case_or_404(request, public_id)
    form = ReasonForm(typed(request), kind=ReasonKind.WITHDRAWAL, on=timezone.localdate())
    deed = Deed(
        title=_("Withdraw this application?"),
        submit=_("Withdraw"),
        done=_("The application is withdrawn. Nobody is reminded of it any more."),
        consequences=[
            _("Introductions, guidance and a proposal that runs stop today."),
            _("This cannot be undone. For another home later you enter the candidate again."),
        ],
        danger=True,
    )
    return ask_about_case(
        request,
        candidate,
        deed,
        form,
        lambda given: actions.withdraw_candidate(
            candidate=candidate, **given, by=request.actor, at=timezone.now()
        ),
    )
