"""The answers that a proposal waits for: each a page of its own, a yes or a no with its reason."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone

from pact.access.deeds import asks, typed
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.agreement.models import ReasonKind
from placements.proposals import actions
from placements.proposals.forms import AnswerForm, CheckForm, PaymentForm, SpokenAnswerForm
from placements.proposals.models import QuestionKind
from placements.proposals.terms import CHECKS
from placements.proposals.views import words
from placements.proposals.views.deeds import (
    by_whom,
    offer_deed,
    placement_or_404,
    released_or_404,
)


@asks
@needs(Permission.ANSWER_FOR_CORPORATION)
def answer_profile(request: Request, public_id: UUID) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    form = _form(request, AnswerForm, ReasonKind.CORPORATION_REFUSAL)
    return offer_deed(
        request,
        placement,
        form,
        words.answering_profile(),
        act=lambda _data: actions.answer_profile(placement=placement, **_said(request, form)),
    )


@asks
@needs(Permission.ANSWER_FOR_CANDIDATE)
def answer_care(request: Request, public_id: UUID) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    form = _form(request, AnswerForm, ReasonKind.CARE_REFUSAL)
    return offer_deed(
        request,
        placement,
        form,
        words.answering_for_care(),
        act=lambda _data: actions.answer_care(placement=placement, **_said(request, form)),
    )


@asks
@needs(Permission.ANSWER_FOR_CANDIDATE)
def answer_candidate(request: Request, public_id: UUID) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    form = _form(request, SpokenAnswerForm, ReasonKind.CANDIDATE_REFUSAL)
    return offer_deed(
        request,
        placement,
        form,
        words.answering_for_candidate(),
        act=lambda data: actions.answer_candidate(
            placement=placement, spoke_on=data["spoke_on"], **_said(request, form)
        ),
    )


@asks
@needs(Permission.ANSWER_FOR_CANDIDATE)
def agree_payment(request: Request, public_id: UUID) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    return offer_deed(
        request,
        placement,
        PaymentForm(typed(request)),
        words.agreeing_payment(),
        act=lambda data: actions.agree_payment(
            placement=placement, paid=data["paid"] == "yes", **by_whom(request)
        ),
    )


@asks
@needs(Permission.ANSWER_FOR_CORPORATION)
def answer_check(request: Request, public_id: UUID, kind: str) -> HttpResponse:
    placement = released_or_404(request, public_id)
    if kind not in CHECKS:
        raise Http404
    form = _form(request, CheckForm, ReasonKind.CORPORATION_REFUSAL)
    return offer_deed(
        request,
        placement,
        form,
        words.checking(QuestionKind(kind)),
        act=lambda data: actions.answer_check(
            placement=placement, kind=kind, on=data["on"], **_said(request, form)
        ),
    )


@asks
@needs(Permission.ANSWER_FOR_CORPORATION)
def answer_definite(request: Request, public_id: UUID) -> HttpResponse:
    placement = released_or_404(request, public_id)
    form = _form(request, AnswerForm, ReasonKind.CORPORATION_REFUSAL)
    return offer_deed(
        request,
        placement,
        form,
        words.answering_definitively(),
        act=lambda _data: actions.answer_definite(placement=placement, **_said(request, form)),
    )


def _form(request: Request, form: type[AnswerForm], kind: str) -> AnswerForm:
    return form(typed(request), kind=kind, on=timezone.localdate())


def _said(request: Request, form: AnswerForm) -> dict[str, Any]:
    return {**form.said, **by_whom(request)}
