"""An answer that does not stay: taken back as a mistake, or a candidate who says no after all."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone

from pact.access.deeds import asks, typed
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.agreement.models import ReasonKind
from placements.proposals import actions
from placements.proposals.forms import ReasonForm, RefusalForm
from placements.proposals.models import Placement, QuestionKind
from placements.proposals.terms import CHECKS
from placements.proposals.views import words
from placements.proposals.views.deeds import by_whom, offer_deed, placement_or_404, released_or_404

OF_THE_CARE_PARTY = [QuestionKind.CARE, QuestionKind.CANDIDATE]


@asks
@needs(Permission.ANSWER_FOR_CANDIDATE)
def refuse_after_all(request: Request, public_id: UUID) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    return offer_deed(
        request,
        placement,
        RefusalForm(typed(request), kind=ReasonKind.CANDIDATE_REFUSAL, on=timezone.localdate()),
        words.refusing_after_all(placement),
        act=lambda data: actions.refuse_after_all(placement=placement, **data, **by_whom(request)),
    )


@asks
@needs(Permission.ANSWER_FOR_CANDIDATE)
def take_back_for_candidate(request: Request, public_id: UUID, kind: str) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    if kind not in OF_THE_CARE_PARTY:
        raise Http404
    return _take_back(request, placement, kind)


@asks
@needs(Permission.ANSWER_FOR_CORPORATION)
def take_back_for_corporation(request: Request, public_id: UUID, kind: str) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    if kind in CHECKS:
        placement = released_or_404(request, public_id)
    elif kind != QuestionKind.PROFILE:
        raise Http404
    return _take_back(request, placement, kind)


def _take_back(request: Request, placement: Placement, kind: str) -> HttpResponse:
    return offer_deed(
        request,
        placement,
        ReasonForm(typed(request), kind=ReasonKind.CORRECTION, on=timezone.localdate()),
        words.taking_back(QuestionKind(kind)),
        act=lambda data: actions.take_back_answer(
            placement=placement, kind=kind, **data, **by_whom(request)
        ),
    )
