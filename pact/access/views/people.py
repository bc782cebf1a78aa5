"""The administrator's pages: who may come in, and as what."""

import uuid

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, OuterRef, Value, When
from django.db.models.functions import JSONObject
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pact.access import forms, words
from pact.access.actions import accounts, roles
from pact.access.attempts import attempt, refused_in_form
from pact.access.deeds import ask_and_do, asks, typed
from pact.access.fresh import fresh
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.accounts.models import Absence, LinkMail, Membership, NoticeMail, User
from pact.accounts.roles import Role
from pact.common.answers import UNREADABLE
from pact.common.keyset import page_of
from pact.common.refusals import Refused


@require_safe
@needs(Permission.MANAGE_PEOPLE)
def people(request: Request) -> HttpResponse:
    narrowed = forms.PeopleFilter(request.GET or None)
    not_mailed = LinkMail.objects.filter(user=OuterRef("pk")).exclude(failure="")
    everybody = User.objects.annotate(is_not_mailed=Exists(not_mailed), roles=_roles_held())
    page = page_of(request, narrowed.narrow(everybody), order=("name", "pk"))
    status = UNREADABLE if narrowed.errors else 200
    context = {"page": page, "filter": narrowed}
    return render(request, "accounts/people.html", context, status=status)


def _roles_held() -> ArraySubquery:
    """What somebody is now and to which party, as a column of their own row."""
    held = Membership.objects.filter(user=OuterRef("pk"), ended_on=None).order_by("pk")
    label = Case(*(When(role=role, then=Value(str(role.label))) for role in Role))
    shown = JSONObject(role=label, party="party__name", is_lead="is_lead", is_deputy="is_deputy")
    return ArraySubquery(held.values(it=shown))


@asks
@needs(Permission.MANAGE_PEOPLE)
@fresh
@once
def invite(request: Request) -> HttpResponse:
    form = forms.InvitePerson(typed(request))
    status = UNREADABLE if form.errors else 200
    if form.is_valid():
        try:
            membership = accounts.invite(
                **form.cleaned_data, by=request.membership, at=timezone.now()
            )
        except Refused as refusal:
            status = refused_in_form(form, refusal)
        else:
            messages.success(request, _invited(membership))
            return redirect("accounts:person", membership.user.public_id)
    return render(request, "accounts/invite.html", {"form": form}, status=status)


def _invited(membership: Membership) -> str:
    if membership.user.memberships.count() == 1:
        return _("The account is there and the invitation is on its way.")
    words = {"name": membership.user.name}
    return _("%(name)s had an account already, and has this role too now. No mail is sent.") % words


@require_safe
@needs(Permission.MANAGE_PEOPLE)
def person(request: Request, public_id: uuid.UUID) -> HttpResponse:
    not_told = NoticeMail.objects.filter(user=OuterRef("pk")).exclude(failure="")
    second_factor = Authenticator.objects.filter(user=OuterRef("pk"))
    everybody = User.objects.annotate(
        is_not_told=Exists(not_told), has_second_factor=Exists(second_factor)
    )
    user = get_object_or_404(everybody, public_id=public_id)
    today = timezone.localdate()
    held = user.memberships.select_related("party").order_by("ended_on", "pk")
    away = Absence.objects.filter(absent__user=user, last_day__gte=today)
    context = {
        "person": user,
        "waits_for_password": not user.has_usable_password(),
        "not_mailed": LinkMail.objects.filter(user=user).exclude(failure="").first(),
        "is_own": user.pk == request.actor.user_id,
        "has_second_factor": user.has_second_factor,
        "roles": [(role, _standing_of(role)) for role in held],
        "absences": away.select_related("substitute__user", "absent__party").order_by("first_day"),
    }
    return render(request, "accounts/person.html", context)


def _standing_of(role: Membership) -> forms.Standing:
    now = {"is_lead": role.is_lead, "is_deputy": role.is_deputy}
    return forms.Standing(initial=now, auto_id=f"id_{role.pk}_%s")


@asks
@needs(Permission.MANAGE_PEOPLE)
@fresh
@once
def give_role(request: Request, public_id: uuid.UUID) -> HttpResponse:
    user = get_object_or_404(User, public_id=public_id)
    return ask_and_do(
        request,
        "accounts/deed.html",
        form=forms.GiveRole(typed(request)),
        deed=words.give_role(user),
        act=lambda given: roles.give_role(
            user=user, **given, by=request.membership, at=timezone.now()
        ),
        back=page_of_person(user),
        person=user,
    )


@require_POST
@needs(Permission.MANAGE_PEOPLE)
@fresh
def change_standing(request: Request, public_id: uuid.UUID) -> HttpResponse:
    membership = get_object_or_404(Membership.objects.select_related("user"), public_id=public_id)
    form = forms.Standing(request.POST)
    form.full_clean()
    return attempt(
        request,
        lambda: roles.change_standing(
            membership=membership, **form.cleaned_data, by=request.membership, at=timezone.now()
        ),
        done=_("Saved. It holds from the next page this person opens."),
        back=page_of_person(membership.user),
    )


@require_POST
@needs(Permission.MANAGE_PEOPLE)
def invite_again(request: Request, public_id: uuid.UUID) -> HttpResponse:
    user = get_object_or_404(User, public_id=public_id)
    return attempt(
        request,
        lambda: accounts.invite_again(user=user, by=request.membership, at=timezone.now()),
        done=_("A new invitation is on its way."),
        back=page_of_person(user),
    )


@require_POST
@needs(Permission.MANAGE_PEOPLE)
@fresh
def open_account(request: Request, public_id: uuid.UUID) -> HttpResponse:
    user = get_object_or_404(User, public_id=public_id)
    return attempt(
        request,
        lambda: accounts.open_account(user=user, by=request.membership, at=timezone.now()),
        done=_("This person can sign in again."),
        back=page_of_person(user),
    )


@asks
@needs(Permission.MANAGE_PEOPLE)
@fresh
def remove_second_factor(request: Request, public_id: uuid.UUID) -> HttpResponse:
    user = get_object_or_404(User, public_id=public_id)
    return ask_and_do(
        request,
        "accounts/deed.html",
        form=forms.Sure(typed(request)),
        deed=words.remove_second_factor(user),
        act=lambda _given: accounts.remove_second_factor(
            user=user, by=request.membership, at=timezone.now()
        ),
        back=page_of_person(user),
        person=user,
    )


def page_of_person(user: User) -> str:
    return reverse("accounts:person", args=[user.public_id])
