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

Act = Callable[[dict[str, Any]], object]


def _page(
    request: Request,
    introduction: Introduction,
    form: forms.Form,
    deed: Deed,
    *,
    act: Act,
    to: Callable[[Any], str] | None = None,
) -> HttpResponse:
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


def _by(request: Request) -> dict[str, Any]:
    return {"by": request.actor, "at": timezone.now()}


@asks
@needs(Permission.INTRODUCTION_DO)
@once
def introduction_first_contact(request: Request, public_id: uuid.UUID) -> HttpResponse:
    introduction = introduction_or_404(request, public_id)
    form = FirstContact(typed(request))

    def act(given: dict[str, Any]) -> Introduction:
        return actions.record_first_contact(introduction=introduction, **given, **_by(request))

    return _page(request, introduction, form, words.first_contact(introduction.months), act=act)


@asks
@needs(Permission.INTRODUCTION_DO)
def introduction_replan(request: Request, public_id: uuid.UUID) -> HttpResponse:
    introduction = introduction_or_404(request, public_id)
    form = ReplanFirstContact(typed(request))

    def act(given: dict[str, Any]) -> Introduction:
        return actions.replan_first_contact(introduction=introduction, **given, **_by(request))

    return _page(request, introduction, form, words.replan(), act=act)


@asks
@needs(Permission.INTRODUCTION_READ)
def introduction_correct_first_contact(request: Request, public_id: uuid.UUID) -> HttpResponse:
    introduction = introduction_or_404(request, public_id)
    form = CorrectFirstContact(typed(request))

    def act(given: dict[str, Any]) -> Introduction:
        return actions.correct_first_contact(introduction=introduction, **given, **_by(request))

    return _page(request, introduction, form, words.correct_first_contact(), act=act)


@asks
@needs(Permission.INTRODUCTION_DO)
@once
def introduction_add_contact(request: Request, public_id: uuid.UUID) -> HttpResponse:
    introduction = introduction_or_404(request, public_id)

    def act(given: dict[str, Any]) -> object:
        return actions.add_contact(introduction=introduction, **given, **_by(request))

    return _page(request, introduction, AddContact(typed(request)), words.add_contact(), act=act)


@asks
@needs(Permission.INTRODUCTION_DO)
@once
def introduction_ask_along(request: Request, public_id: uuid.UUID) -> HttpResponse:
    introduction = introduction_or_404(request, public_id)

    def act(given: dict[str, Any]) -> object:
        return actions.ask_along(introduction=introduction, **given, **_by(request))

    return _page(request, introduction, AskAlong(typed(request)), words.ask_along(), act=act)


@asks
@needs(Permission.INTRODUCTION_PLAN)
def introduction_name_worker(request: Request, public_id: uuid.UUID) -> HttpResponse:
    introduction = introduction_or_404(request, public_id)
    today = timezone.localdate()
    form = NameWorker(typed(request), introduction=introduction, on=today)

    def act(given: dict[str, Any]) -> Introduction:
        return actions.name_worker(introduction=introduction, **given, **_by(request))

    return _page(request, introduction, form, words.name_worker(), act=act)


@asks
@needs(Permission.INTRODUCTION_READ)
def introduction_stop(request: Request, public_id: uuid.UUID) -> HttpResponse:
    introduction = introduction_or_404(request, public_id)
    form = StopIntroduction(typed(request), on=timezone.localdate())

    def act(given: dict[str, Any]) -> Introduction:
        return actions.stop_introduction(introduction=introduction, **given, **_by(request))

    def to(_stopped: Introduction) -> str:
        """A neighbourhood worker no longer sees what has stopped."""
        if request.actor.is_a(Role.NEIGHBOURHOOD_WORKER):
            return reverse("introductions:list")
        return _detail(introduction)

    deed = words.stop(is_leaned_on=introduction.is_leaned_on(timezone.localdate()))
    return _page(request, introduction, form, deed, act=act, to=to)


@asks
@needs(Permission.INTRODUCTION_PLAN)
def introduction_take_stop_back(request: Request, public_id: uuid.UUID) -> HttpResponse:
    introduction = introduction_or_404(request, public_id)
    form = TakeStopBack(typed(request), introduction=introduction, on=timezone.localdate())

    def act(given: dict[str, Any]) -> Introduction:
        return actions.take_stop_back(introduction=introduction, **given, **_by(request))

    return _page(request, introduction, form, words.take_stop_back(), act=act)


@require_POST
@needs(Permission.INTRODUCTION_DO)
def introduction_hold_contact(request: Request, public_id: uuid.UUID, contact: int) -> HttpResponse:
    introduction = introduction_or_404(request, public_id)
    row = get_object_or_404(introduction.contacts, pk=contact)
    return attempt(
        request,
        lambda: actions.hold_contact(contact=row, **_by(request)),
        done=_("The contact is on record as held."),
        back=_detail(introduction),
    )


@require_POST
@needs(Permission.INTRODUCTION_DO)
def introduction_contact_not_held(
    request: Request, public_id: uuid.UUID, contact: int
) -> HttpResponse:
    introduction = introduction_or_404(request, public_id)
    row = get_object_or_404(introduction.contacts, pk=contact)
    return attempt(
        request,
        lambda: actions.take_contact_back(contact=row, **_by(request)),
        done=_("The contact is on record as planned again, and no longer counts."),
        back=_detail(introduction),
    )


@require_POST
@needs(Permission.INTRODUCTION_DO)
def introduction_drop_contact(request: Request, public_id: uuid.UUID, contact: int) -> HttpResponse:
    introduction = introduction_or_404(request, public_id)
    row = get_object_or_404(introduction.contacts, pk=contact)
    return attempt(
        request,
        lambda: actions.drop_contact(contact=row, **_by(request)),
        done=_("The planned contact is off the list."),
        back=_detail(introduction),
    )
