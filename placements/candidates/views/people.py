"""The people of an application beside the first: adding, changing and removing one of them."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pact.access.attempts import keep_up
from pact.access.deeds import Deed, ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.audit.record import looked
from pact.common.answers import CONFLICT, UNREADABLE
from pact.common.refusals import Refused, Stale
from placements.candidates import actions
from placements.candidates.actions.locks import UNSUBMITTED
from placements.candidates.models import Candidate, Uitstromer
from placements.candidates.person import answers_about
from placements.candidates.person_form import Person
from placements.candidates.views.doors import own_case_or_404

PAGE = "placements/candidates/person.html"


@asks
@needs(Permission.CANDIDATE_ENTER)
@once
def person_add(request: Request, public_id: UUID) -> HttpResponse:
    """Somebody else of the household who is guided too: with anything missing, as a draft."""
    candidate = own_case_or_404(request, public_id)
    form = Person(typed(request), today=timezone.localdate())

    def add() -> Uitstromer:
        return actions.add_person(
            candidate=candidate, answers=form.answers(), by=request.actor, at=timezone.now()
        )

    return _saved_or_asked(request, candidate, form, add)


@asks
@needs(Permission.CANDIDATE_ENTER)
def person_edit(request: Request, public_id: UUID) -> HttpResponse:
    """What was answered about one person; an answer of somebody else is never lost."""
    person = _person(request, public_id)
    candidate = person.candidate
    looked("candidates:edit_person", candidate, at=timezone.now())
    form = Person(
        typed(request),
        initial={"version": candidate.version, **answers_about(person)},
        today=timezone.localdate(),
        whole=candidate.status not in UNSUBMITTED,
    )

    def save() -> Uitstromer:
        return actions.save_person(
            person=person,
            answers=form.answers(),
            version=form.cleaned_data["version"] or 0,
            by=request.actor,
            at=timezone.now(),
        )

    return _saved_or_asked(request, candidate, form, save, number=person.number)


@asks
@needs(Permission.CANDIDATE_ENTER)
def person_remove(request: Request, public_id: UUID) -> HttpResponse:
    person = _person(request, public_id)

    def remove(_given: dict[str, Any]) -> Candidate:
        return actions.remove_person(person=person, by=request.actor, at=timezone.now())

    return ask_and_do(
        request,
        "placements/candidates/remove_person.html",
        form=forms.Form(typed(request)),
        deed=_removing(),
        act=remove,
        back=_file(person.candidate),
        reference=person.candidate.reference,
    )


def _removing() -> Deed:
    return Deed(
        title=_("Remove this person?"),
        submit=_("Remove"),
        done=_("The person is removed from the application."),
        consequences=[
            _("Everything that was filled in about this person is erased."),
            _("The number of adults stays as it is. Change it if it is no longer right."),
        ],
        danger=True,
    )


def _person(request: Request, public_id: UUID) -> Uitstromer:
    people = Uitstromer.objects.visible_to(request.actor).whole("candidate")
    return get_object_or_404(people.filter(number__gt=1), public_id=public_id)


def _saved_or_asked(
    request: Request, candidate: Candidate, form: Person, save: Any, **more: object
) -> HttpResponse:
    """Save what was typed and go back to the file; or ask, with why it could not be saved."""
    if not (request.method == "POST" and form.is_valid()):
        status = UNREADABLE if form.is_bound else 200
        return _page(request, candidate, form, status=status, **more)
    try:
        save()
    except Refused as refusal:
        theirs = refusal.theirs if isinstance(refusal, Stale) else None
        keep_up(form, refusal)
        context = {"refusal": refusal, "theirs": theirs, **more}
        return _page(request, candidate, form, status=CONFLICT, **context)
    messages.success(request, _("Saved. You can go on whenever you like."))
    return redirect(_file(candidate))


def _page(
    request: Request, candidate: Candidate, form: Person, *, status: int, **more: object
) -> HttpResponse:
    context = {
        "form": form,
        "reference": candidate.reference,
        "back": _file(candidate),
        **more,
    }
    return render(request, PAGE, context, status=status)


def _file(candidate: Candidate) -> str:
    return reverse("candidates:file", args=[candidate.public_id])
