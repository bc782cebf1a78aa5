"""A case that stands still, goes on, or is withdrawn; what it held is released along with it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from pact.access.deeds import Deed, asks, typed
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.accounts.roles import Role
from pact.agreement.models import ReasonKind
from placements.candidates.models import Candidate
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
            _("A home that is released can go to somebody else. The waiting time stays on record."),
            _after_a_mistake(candidate),
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


@asks
@needs(Permission.WITHDRAWAL_TAKE_BACK)
def withdrawal_take_back(request: Request, public_id: UUID) -> HttpResponse:
    candidate = _case_or_404(request, public_id)
    deed = Deed(
        title=_("Take this withdrawal back?"),
        submit=_("Take back"),
        done=_("The application goes on where it was. Look at what has to be taken up again."),
        consequences=[
            _("It gets the status that it had, and waits as if it had never been withdrawn."),
            _("Guidance goes on, by the person who was named."),
            _("Introductions that stopped are taken up again one by one, each on its own page."),
            _("A proposal or a takeover that ended does not come back. Ask it anew."),
        ],
    )
    return ask_about_case(
        request,
        candidate,
        deed,
        _why_corrected(request),
        lambda given: actions.take_withdrawal_back(
            candidate=candidate, **given, by=request.actor, at=timezone.now()
        ),
    )


@asks
@needs(Permission.CANDIDATE_DECIDE)
def admission_take_back(request: Request, public_id: UUID) -> HttpResponse:
    candidate = _case_or_404(request, public_id)
    deed = Deed(
        title=_("Take this admission back?"),
        submit=_("Take back"),
        done=_("The admission is taken back. Decide on the application anew."),
        consequences=[
            _("The application waits for a decision again. Its waiting time begins when admitted."),
            _("The care party gets a message."),
        ],
    )
    return ask_about_case(
        request,
        candidate,
        deed,
        _why_corrected(request),
        lambda given: actions.take_admission_back(
            candidate=candidate, **given, by=request.actor, at=timezone.now()
        ),
    )


def _after_a_mistake(candidate: Candidate) -> str:
    if candidate.submitted_at is None:
        return _(
            "Was it a mistake? Then you enter the candidate again: a draft does not come back."
        )
    return _("Was it a mistake? You or the coordinator can take it back, except after a death.")


def _case_or_404(request: Request, public_id: UUID) -> Candidate:
    """The caseworker's own; the coordinator's any."""
    if not request.actor.is_a(Role.COORDINATOR):
        return own_case_or_404(request, public_id)
    return get_object_or_404(Candidate.objects.visible_to(request.actor), public_id=public_id)


def _why_corrected(request: Request) -> ReasonForm:
    """Nothing here has a date that could be wrong."""
    codes = ["other_case", "did_not_happen"]
    return ReasonForm(
        typed(request), kind=ReasonKind.CORRECTION, on=timezone.localdate(), only=codes
    )
