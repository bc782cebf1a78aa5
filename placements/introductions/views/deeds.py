"""The deeds on an introduction, each with a page of its own."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pact.access.attempts import attempt
from pact.access.deeds import Deed, ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.accounts.roles import Role
from placements.introductions import actions
from placements.introductions.forms import (
    AddContact,
    AskAlong,
    CorrectFirstContact,
    FirstContact,
    NameWorker,
    ReplanFirstContact,
    StopIntroduction,
    TakeStopBack,
)
from placements.introductions.models import Introduction
from placements.introductions.views import words
from placements.introductions.views.doors import introduction_or_404

Verb = Callable[..., Any]


def _page(
    request: Request,
    introduction: Introduction,
    form: forms.Form,
    deed: Deed,
    *,
    verb: Verb,
    to: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """The page of a deed on an introduction: the verb gets what was typed, who does it, and when."""

    def act(given: dict[str, Any]) -> object:
        return verb(introduction=introduction, **given, by=request.actor, at=timezone.now())

    return ask_and_do(
        request,
        "placements/introductions/deed.html",
        form=form,
        deed=deed,
        act=act,
        back=_detail(introduction),
        to=to,
        reference=introduction.candidate.reference,
        area=introduction.area.name,
    )


def _detail(introduction: Introduction) -> str:
    return reverse("introductions:detail", args=[introduction.public_id])


@asks
@needs(Permission.INTRODUCTION_DO)
@once
def introduction_first_contact(request: Request, public_id: uuid.UUID) -> HttpResponse:
    introduction = introduction_or_404(request, public_id)
    form, deed = FirstContact(typed(request)), words.first_contact(introduction.months)
    return _page(request, introduction, form, deed, verb=actions.record_first_contact)


@asks
@needs(Permission.INTRODUCTION_DO)
def introduction_replan(request: Request, public_id: uuid.UUID) -> HttpResponse:
    introduction = introduction_or_404(request, public_id)
    form = ReplanFirstContact(typed(request))
    return _page(request, introduction, form, words.replan(), verb=actions.replan_first_contact)


@asks
@needs(Permission.INTRODUCTION_STOP)
def introduction_correct_first_contact(request: Request, public_id: uuid.UUID) -> HttpResponse:
    introduction = introduction_or_404(request, public_id)
    form, deed = CorrectFirstContact(typed(request)), words.correct_first_contact()
    return _page(request, introduction, form, deed, verb=actions.correct_first_contact)


@asks
@needs(Permission.INTRODUCTION_DO)
@once
def introduction_add_contact(request: Request, public_id: uuid.UUID) -> HttpResponse:
    introduction = introduction_or_404(request, public_id)
    form = AddContact(typed(request))
    return _page(request, introduction, form, words.add_contact(), verb=actions.add_contact)


@asks
@needs(Permission.INTRODUCTION_DO)
@once
def introduction_ask_along(request: Request, public_id: uuid.UUID) -> HttpResponse:
    introduction = introduction_or_404(request, public_id)
    form = AskAlong(typed(request))
    return _page(request, introduction, form, words.ask_along(), verb=actions.ask_along)


@asks
@needs(Permission.INTRODUCTION_PLAN)
def introduction_name_worker(request: Request, public_id: uuid.UUID) -> HttpResponse:
    introduction = introduction_or_404(request, public_id)
    form = NameWorker(typed(request), introduction=introduction, on=timezone.localdate())
    return _page(request, introduction, form, words.name_worker(), verb=actions.name_worker)


@asks
@needs(Permission.INTRODUCTION_STOP)
def introduction_stop(request: Request, public_id: uuid.UUID) -> HttpResponse:
    introduction = introduction_or_404(request, public_id)
    today = timezone.localdate()
    form = StopIntroduction(typed(request), on=today)
    deed = words.stop(is_leaned_on=introduction.is_leaned_on(today))

    def to(_stopped: Introduction) -> str:
        """A neighbourhood worker no longer sees what has stopped."""
        if request.actor.is_a(Role.NEIGHBOURHOOD_WORKER):
            return reverse("introductions:list")
        return _detail(introduction)

    return _page(request, introduction, form, deed, verb=actions.stop_introduction, to=to)


@asks
@needs(Permission.INTRODUCTION_PLAN)
def introduction_take_stop_back(request: Request, public_id: uuid.UUID) -> HttpResponse:
    introduction = introduction_or_404(request, public_id)
    form = TakeStopBack(typed(request), introduction=introduction, on=timezone.localdate())
    return _page(request, introduction, form, words.take_stop_back(), verb=actions.take_stop_back)


def _on_contact(
    request: Request, public_id: uuid.UUID, contact: int, *, verb: Verb, done: str
) -> HttpResponse:
    """A deed on one contact, from the page of its introduction."""
    introduction = introduction_or_404(request, public_id)
    row = get_object_or_404(introduction.contacts, pk=contact)
    return attempt(
        request,
        lambda: verb(contact=row, by=request.actor, at=timezone.now()),
        done=done,
        back=_detail(introduction),
    )


@require_POST
@needs(Permission.INTRODUCTION_DO)
def introduction_hold_contact(request: Request, public_id: uuid.UUID, contact: int) -> HttpResponse:
    done = _("The contact is on record as held.")
    return _on_contact(request, public_id, contact, verb=actions.hold_contact, done=done)


@require_POST
@needs(Permission.INTRODUCTION_DO)
def introduction_contact_not_held(
    request: Request, public_id: uuid.UUID, contact: int
) -> HttpResponse:
    done = _("The contact is on record as planned again, and no longer counts.")
    return _on_contact(request, public_id, contact, verb=actions.take_contact_back, done=done)


@require_POST
@needs(Permission.INTRODUCTION_DO)
def introduction_drop_contact(request: Request, public_id: uuid.UUID, contact: int) -> HttpResponse:
    done = _("The planned contact is off the list.")
    return _on_contact(request, public_id, contact, verb=actions.drop_contact, done=done)
