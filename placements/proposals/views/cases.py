"""A case that stands still, goes on, or is withdrawn; what it held is released along with it."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

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
from placements.proposals.views import case_words as words
from placements.proposals.views.deeds import by_whom

NOTHING_WITH_A_DATE = ["other_case", "did_not_happen"]
"""Why these are corrected: nothing here has a date that could be wrong."""


@asks
@needs(Permission.CANDIDATE_ENTER)
def case_hold(request: Request, public_id: UUID) -> HttpResponse:
    candidate = own_case_or_404(request, public_id)
    return ask_about_case(
        request,
        candidate,
        words.holding(),
        HoldForm(typed(request), kind=ReasonKind.HOLD, on=timezone.localdate()),
        lambda given: actions.hold_candidate(candidate=candidate, **given, **by_whom(request)),
    )


@asks
@needs(Permission.CANDIDATE_ENTER)
def case_resume(request: Request, public_id: UUID) -> HttpResponse:
    candidate = own_case_or_404(request, public_id)
    return ask_about_case(
        request,
        candidate,
        words.resuming(),
        ConfirmForm(typed(request)),
        lambda _given: actions.resume_candidate(candidate=candidate, **by_whom(request)),
    )


@asks
@needs(Permission.CANDIDATE_ENTER)
def case_withdraw(request: Request, public_id: UUID) -> HttpResponse:
    candidate = own_case_or_404(request, public_id)
    return ask_about_case(
        request,
        candidate,
        words.withdrawing(was_submitted=candidate.submitted_at is not None),
        ReasonForm(typed(request), kind=ReasonKind.WITHDRAWAL, on=timezone.localdate()),
        lambda given: actions.withdraw_candidate(candidate=candidate, **given, **by_whom(request)),
    )


@asks
@needs(Permission.WITHDRAWAL_TAKE_BACK)
def withdrawal_take_back(request: Request, public_id: UUID) -> HttpResponse:
    deed = words.taking_withdrawal_back()
    return _take_back(request, public_id, deed, actions.take_withdrawal_back)


@asks
@needs(Permission.CANDIDATE_DECIDE)
def admission_take_back(request: Request, public_id: UUID) -> HttpResponse:
    return _take_back(
        request, public_id, words.taking_admission_back(), actions.take_admission_back
    )


def _take_back(
    request: Request, public_id: UUID, deed: Deed, action: Callable[..., Candidate]
) -> HttpResponse:
    candidate, today = _case_or_404(request, public_id), timezone.localdate()
    return ask_about_case(
        request,
        candidate,
        deed,
        ReasonForm(typed(request), kind=ReasonKind.CORRECTION, on=today, only=NOTHING_WITH_A_DATE),
        lambda given: action(candidate=candidate, **given, **by_whom(request)),
    )


def _case_or_404(request: Request, public_id: UUID) -> Candidate:
    """The caseworker's own; the coordinator's any."""
    if not request.actor.is_a(Role.COORDINATOR):
        return own_case_or_404(request, public_id)
    return get_object_or_404(Candidate.objects.visible_to(request.actor), public_id=public_id)
