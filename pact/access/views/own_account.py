"""Everybody's own account: in which role one acts, who stands in, and where one is signed in."""

import uuid

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pact.access.actions import accounts, roles
from pact.access.attempts import attempt
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.accounts.models import Absence, Membership
from pact.accounts.signed_in import places_of


@require_safe
@needs(Permission.OWN_WORK)
def me(request: Request) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    user_id = request.actor.user_id
    held = Membership.objects.open(today).filter(user_id=user_id).select_related("party")
    absences = Absence.objects.filter(last_day__gte=today).select_related(
        "absent__user", "absent__party", "substitute__user"
    )
    context = {
        "roles": held.order_by("pk"),
        "today": today,
        "absences": absences.filter(absent__user_id=user_id).order_by("first_day"),
        "stands_in": absences.filter(substitute__user_id=user_id).order_by("first_day"),
        "places": places_of(request.membership.user, here=request.session, at=now),
    }
    return render(request, "accounts/me.html", context)


@require_POST
@needs(Permission.OWN_WORK)
def act_in(request: Request, public_id: uuid.UUID) -> HttpResponse:
    """Go on in another of one's own roles."""
    own = Membership.objects.filter(user_id=request.actor.user_id)
    membership = get_object_or_404(own, public_id=public_id)
    return attempt(
        request,
        lambda: roles.act_in(membership=membership, by=request.membership, at=timezone.now()),
        done=_("You act in another role now."),
        back=reverse("overview:work"),
    )


@require_POST
@needs(Permission.OWN_WORK)
def sign_out_elsewhere(request: Request) -> HttpResponse:
    """End one's sessions on every other machine, and go on in this one."""
    return attempt(
        request,
        lambda: _sign_out_elsewhere(request),
        done=_("You are signed out everywhere else."),
        back=reverse("accounts:me"),
    )


def _sign_out_elsewhere(request: Request) -> None:
    accounts.sign_out_elsewhere(user=request.membership.user, at=timezone.now())
    update_session_auth_hash(request, request.membership.user)
