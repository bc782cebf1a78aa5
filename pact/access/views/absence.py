"""Who stands in for whom: named by oneself, or by the administrator for somebody who cannot."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pact.access import words
from pact.access.actions import absences
from pact.access.attempts import attempt
from pact.access.deeds import ask_and_do, asks, typed
from pact.access.forms import NameSubstitute
from pact.access.fresh import fresh
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.accounts.models import Absence, Membership


@asks
@needs(Permission.OWN_WORK)
@fresh
@once
def be_absent(request: Request) -> HttpResponse:
    return _name_substitute(request, request.membership, back=reverse("accounts:me"))


@asks
@needs(Permission.MANAGE_PEOPLE)
@fresh
@once
def name_substitute(request: Request, public_id: uuid.UUID) -> HttpResponse:
    today = timezone.localdate()
    roles = Membership.objects.open(today).select_related("user", "party")
    absent = get_object_or_404(roles, public_id=public_id)
    back = reverse("accounts:person", args=[absent.user.public_id])
    return _name_substitute(request, absent, back=back)


def _name_substitute(request: Request, absent: Membership, *, back: str) -> HttpResponse:
    now = timezone.now()
    return ask_and_do(
        request,
        "deed.html",
        form=NameSubstitute(typed(request), absent=absent, today=timezone.localdate(now)),
        deed=words.name_substitute(absent, is_own=absent.pk == request.actor.membership_id),
        act=lambda given: absences.name_substitute(
            absent=absent, **given, by=request.membership, at=now
        ),
        back=back,
    )


@require_POST
@needs(Permission.OWN_WORK)
def be_back(request: Request, public_id: uuid.UUID) -> HttpResponse:
    """End one's own absence before its last day."""
    absence = get_object_or_404(Absence, public_id=public_id, absent__user_id=request.actor.user_id)
    return attempt(
        request,
        lambda: absences.end_absence(absence=absence, at=timezone.now()),
        done=_("That is settled. From tomorrow nobody stands in for you on these days."),
        back=reverse("accounts:me"),
    )
