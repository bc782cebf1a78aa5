"""Appointments for the viewing, the signing and the keys."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from pact.access.deeds import asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from placements.proposals.forms import ConfirmForm
from placements.proposals.views.deeds import by_whom, known_placement_or_404, offer_deed
from placements.tenancies import actions
from placements.tenancies.forms import AppointmentForm
from placements.tenancies.models import AppointmentKind
from placements.tenancies.views import words


@asks
@needs(Permission.APPOINTMENT_MAKE)
@once
def appointment(request: Request, public_id: UUID) -> HttpResponse:
    """Make the appointment that belongs to where the placement is now."""
    placement = known_placement_or_404(request, public_id)
    kind = AppointmentKind(placement.appointment or AppointmentKind.VIEWING)
    return offer_deed(
        request,
        placement,
        AppointmentForm(typed(request)),
        words.appointing(kind),
        act=lambda data: actions.make_appointment(
            placement=placement, kind=kind, **data, **by_whom(request)
        ),
    )


@asks
@needs(Permission.APPOINTMENT_MAKE)
def drop_appointment(request: Request, public_id: UUID, appointment: int) -> HttpResponse:
    placement = known_placement_or_404(request, public_id)
    found = get_object_or_404(placement.appointments, pk=appointment)
    return offer_deed(
        request,
        placement,
        ConfirmForm(typed(request)),
        words.dropping(found),
        act=lambda _data: actions.drop_appointment(appointment=found, **by_whom(request)),
    )
