"""Before a role ends or an account closes: what is still open, and what happens then."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pact.access.attempts import attempt
from pact.access.deeds import asks
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.accounts.models import Membership, User
from placements.overview.leaving import actions


@asks
@needs(Permission.MANAGE_PEOPLE)
def end_role(request: Request, public_id: uuid.UUID) -> HttpResponse:
    roles = Membership.objects.select_related("user", "party")
    role = get_object_or_404(roles, public_id=public_id)
    back = reverse("accounts:person", args=[role.user.public_id])
    if request.method == "POST":
        return attempt(
            request,
            lambda: actions.end_role(
                membership=role, by=request.membership, actor=request.actor, at=timezone.now()
            ),
            done=_("The role has ended."),
            back=back,
        )
    open_work = actions.open_work([role.pk], by=request.actor)
    context = {"person": role.user, "role": role, "open_work": open_work, "back": back}
    return render(request, "placements/overview/leaving/end_role.html", context)


@asks
@needs(Permission.MANAGE_PEOPLE)
def close_account(request: Request, public_id: uuid.UUID) -> HttpResponse:
    user = get_object_or_404(User, public_id=public_id)
    back = reverse("accounts:person", args=[user.public_id])
    if request.method == "POST":
        return attempt(
            request,
            lambda: actions.close_account(
                user=user, by=request.membership, actor=request.actor, at=timezone.now()
            ),
            done=_("The account is closed."),
            back=back,
        )
    roles = list(user.memberships.values_list("pk", flat=True))
    open_work = actions.open_work(roles, by=request.actor)
    context = {"person": user, "open_work": open_work, "back": back}
    return render(request, "placements/overview/leaving/close_account.html", context)
