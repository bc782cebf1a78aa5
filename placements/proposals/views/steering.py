"""Extending a term, waiting longer, letting go of what nobody answers, and stopping a placement."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from pact.access.deeds import asks, typed
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.agreement.models import ReasonKind
from placements.proposals import actions
from placements.proposals.forms import ConfirmForm, ExtendForm, NameAgentForm, ReasonForm, WaitForm
from placements.proposals.readers import may_name_agent
from placements.proposals.states import WHOSE_WISH
from placements.proposals.views import words
from placements.proposals.views.deeds import by_whom, offer_deed, placement_or_404


@asks
@needs(Permission.PLACEMENT_STEER)
def extend(request: Request, public_id: UUID, kind: str) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    question = get_object_or_404(placement.questions, kind=kind)
    return offer_deed(
        request,
        placement,
        ExtendForm(typed(request)),
        words.extending(question, placement.dwelling),
        act=lambda data: actions.extend_term(
            placement=placement, kind=kind, **data, **by_whom(request)
        ),
    )


@asks
@needs(Permission.DWELLING_OFFER)
def wait_longer(request: Request, public_id: UUID) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    return offer_deed(
        request,
        placement,
        WaitForm(typed(request)),
        words.waiting_longer(placement),
        act=lambda data: actions.wait_longer(placement=placement, **data, **by_whom(request)),
    )


@asks
@needs(Permission.PLACEMENT_STEER)
def release(request: Request, public_id: UUID) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    return offer_deed(
        request,
        placement,
        ConfirmForm(typed(request)),
        words.releasing(placement),
        act=lambda _data: actions.release_overdue(placement=placement, **by_whom(request)),
    )


@asks
@needs(Permission.AGENT_NAME)
def name_agent(request: Request, public_id: UUID) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    if not may_name_agent(placement, request.actor):
        raise Http404
    return offer_deed(
        request,
        placement,
        NameAgentForm(typed(request), placement=placement, today=timezone.localdate()),
        words.naming_agent(placement),
        act=lambda data: actions.name_agent(placement=placement, **data, **by_whom(request)),
    )


@asks
@needs(Permission.PLACEMENT_WITHDRAW)
def withdraw(request: Request, public_id: UUID) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    on, only = timezone.localdate(), WHOSE_WISH[request.actor.role]
    form = ReasonForm(typed(request), kind=ReasonKind.PLACEMENT_WITHDRAWAL, on=on, only=only)
    return offer_deed(
        request,
        placement,
        form,
        words.withdrawing(placement),
        act=lambda data: actions.withdraw(placement=placement, **data, **by_whom(request)),
    )


@asks
@needs(Permission.PLACEMENT_STEER)
def judge_refusal(request: Request, public_id: UUID) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    return offer_deed(
        request,
        placement,
        ReasonForm(typed(request), kind=ReasonKind.REFUSAL_VIEW, on=timezone.localdate()),
        words.judging(),
        act=lambda data: actions.judge_refusal(placement=placement, **data, **by_whom(request)),
    )
