"""Who stands in for whom: named by oneself, or by the administrator for somebody who cannot."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pact.access.actions import absences
from pact.access.attempts import attempt, refused_in_form
from pact.access.deeds import asks, typed
from pact.access.forms import NameSubstitute
from pact.access.fresh import fresh
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.accounts.models import Absence, Membership
from pact.common.answers import UNREADABLE
from pact.common.refusals import Refused


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
    form = NameSubstitute(typed(request), absent=absent, today=timezone.localdate(now))
    status = UNREADABLE if form.errors else 200
    if form.is_valid():
        try:
            absences.name_substitute(
                absent=absent, **form.cleaned_data, by=request.membership, at=now
            )
        except Refused as refusal:
            status = refused_in_form(form, refusal)
        else:
            messages.success(request, _("On these days your colleague has all of this work too."))
            return redirect(back)
    is_own = absent.pk == request.actor.membership_id
    context = {"form": form, "absent": absent, "is_own": is_own, "back": back}
    return render(request, "accounts/absence.html", context, status=status)


@require_POST
@needs(Permission.OWN_WORK)
def be_back(request: Request, pk: int) -> HttpResponse:
    """End one's own absence before its last day."""
    absence = get_object_or_404(Absence, pk=pk, absent__user_id=request.actor.user_id)
    return attempt(
        request,
        lambda: absences.end_absence(absence=absence, at=timezone.now()),
        done=_("That is settled. From tomorrow nobody stands in for you on these days."),
        back=reverse("accounts:me"),
    )
