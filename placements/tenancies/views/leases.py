"""The lease, from its signature to its end: each deed a page of its own."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from pact.access.deeds import asks, typed
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.agreement.models import ReasonKind
from placements.proposals.forms import ConfirmForm, ReasonForm
from placements.proposals.models import Placement
from placements.proposals.views.deeds import (
    by_whom,
    known_placement_or_404,
    offer_deed,
    placement_or_404,
    released_or_404,
)
from placements.tenancies import actions
from placements.tenancies.forms import (
    CorrectLeaseForm,
    EndForm,
    HappenedForm,
    PostponeForm,
    PutOffTransferForm,
    SignForm,
    TakeBackForm,
)
from placements.tenancies.views import words


@asks
@needs(Permission.LEASE)
def sign(request: Request, public_id: UUID) -> HttpResponse:
    placement = released_or_404(request, public_id)
    return offer_deed(
        request,
        placement,
        SignForm(typed(request), placement=placement, today=timezone.localdate()),
        words.signing(),
        act=lambda data: actions.sign_lease(
            placement=placement,
            form=data.pop("contract_form"),
            **data,
            **by_whom(request),
        ),
    )


@asks
@needs(Permission.LEASE)
def correct(request: Request, public_id: UUID) -> HttpResponse:
    placement = lease_or_404(request, public_id)
    return offer_deed(
        request,
        placement,
        CorrectLeaseForm(typed(request), placement=placement, today=timezone.localdate()),
        words.correcting_lease(),
        act=lambda data: actions.correct_lease(
            placement=placement,
            form=data.pop("contract_form"),
            **data,
            **by_whom(request),
        ),
    )


@asks
@needs(Permission.LEASE)
def keys(request: Request, public_id: UUID) -> HttpResponse:
    placement = lease_or_404(request, public_id)
    return offer_deed(
        request,
        placement,
        happened(request, _("Keys handed over on"), agreed=placement.lease.keys_on),
        words.handing_over_keys(),
        act=lambda data: actions.hand_over_keys(placement=placement, **data, **by_whom(request)),
    )


@asks
@needs(Permission.LEASE)
def confirm_start(request: Request, public_id: UUID) -> HttpResponse:
    placement = lease_or_404(request, public_id)
    return offer_deed(
        request,
        placement,
        happened(request, _("The lease started on"), agreed=placement.lease.starts_on),
        words.confirming_start(placement.lease),
        act=lambda data: actions.confirm_start(
            placement=placement, started_on=data["on"], **by_whom(request)
        ),
    )


@asks
@needs(Permission.START_TAKE_BACK)
def take_back(request: Request, public_id: UUID) -> HttpResponse:
    """For the named letting agent, and for the coordinator."""
    placement = known_placement_or_404(request, public_id)
    return offer_deed(
        request,
        placement,
        TakeBackForm(typed(request), kind=ReasonKind.CORRECTION, on=timezone.localdate()),
        words.taking_back(),
        act=lambda data: actions.take_start_back(placement=placement, **data, **by_whom(request)),
    )


@asks
@needs(Permission.LEASE)
def postpone(request: Request, public_id: UUID) -> HttpResponse:
    placement = lease_or_404(request, public_id)
    return offer_deed(
        request,
        placement,
        PostponeForm(typed(request), kind=ReasonKind.POSTPONEMENT, on=timezone.localdate()),
        words.postponing(),
        act=lambda data: actions.postpone_start(placement=placement, **data, **by_whom(request)),
    )


@asks
@needs(Permission.LEASE)
def cancel(request: Request, public_id: UUID) -> HttpResponse:
    placement = lease_or_404(request, public_id)
    return offer_deed(
        request,
        placement,
        ReasonForm(typed(request), kind=ReasonKind.CANCELLATION, on=timezone.localdate()),
        words.cancelling(placement),
        act=lambda data: actions.cancel_lease(placement=placement, **data, **by_whom(request)),
    )


@asks
@needs(Permission.LEASE)
def transfer(request: Request, public_id: UUID) -> HttpResponse:
    placement = lease_or_404(request, public_id)
    return offer_deed(
        request,
        placement,
        happened(request, _("In the tenant's own name from")),
        words.transferring(),
        act=lambda data: actions.transfer_lease(placement=placement, **data, **by_whom(request)),
    )


@asks
@needs(Permission.LEASE)
def put_off_transfer(request: Request, public_id: UUID) -> HttpResponse:
    placement = lease_or_404(request, public_id)
    return offer_deed(
        request,
        placement,
        PutOffTransferForm(typed(request), kind=ReasonKind.TRANSFER_WAIT, on=timezone.localdate()),
        words.putting_off_transfer(),
        act=lambda data: actions.put_off_transfer(placement=placement, **data, **by_whom(request)),
    )


@asks
@needs(Permission.LEASE)
def end(request: Request, public_id: UUID) -> HttpResponse:
    placement = lease_or_404(request, public_id)
    return offer_deed(
        request,
        placement,
        EndForm(typed(request), kind=ReasonKind.LEASE_END, on=timezone.localdate()),
        words.ending(placement),
        act=lambda data: actions.end_lease(placement=placement, **data, **by_whom(request)),
    )


@asks
@needs(Permission.GUIDANCE_DO)
def complete(request: Request, public_id: UUID) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    return offer_deed(
        request,
        placement,
        ConfirmForm(typed(request)),
        words.completing(),
        act=lambda _data: actions.complete(placement=placement, **by_whom(request)),
    )


def lease_or_404(request: Request, public_id: UUID) -> Placement:
    """A placement that has a lease; before the signature there is nothing to record about it."""
    placement = released_or_404(request, public_id)
    if not hasattr(placement, "lease"):
        raise Http404
    return placement


def happened(request: Request, label: str, *, agreed: date | None = None) -> HappenedForm:
    return HappenedForm(typed(request), label=label, agreed=agreed)
