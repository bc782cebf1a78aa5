"""The coordinator's decisions on an application. Rejecting stands with guidance, which it touches."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pact.access.deeds import asks
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.audit.record import looked
from pact.common.answers import UNREADABLE, refused
from pact.common.refusals import Refused
from placements.candidates import actions
from placements.candidates.disclosure import named
from placements.candidates.forms import AdmitApplication, ReturnApplication
from placements.candidates.models import Candidate


@require_POST
@needs(Permission.CANDIDATE_DECIDE)
def candidate_admit(request: Request, public_id: UUID) -> HttpResponse:
    candidate = _candidate(request, public_id)
    form = AdmitApplication(request.POST)
    read = form.cleaned_data if form.is_valid() else {"version": 0}
    return _decided(
        request,
        candidate,
        _("%(reference)s is admitted and waits from today."),
        lambda: actions.admit(candidate=candidate, **read, by=request.actor, at=timezone.now()),
    )


@asks
@needs(Permission.CANDIDATE_DECIDE)
def candidate_return(request: Request, public_id: UUID) -> HttpResponse:
    candidate = _candidate(request, public_id)
    form = _asked(request, candidate, ReturnApplication)
    if not form.is_valid():
        return _ask(request, candidate, form, "placements/candidates/return.html")
    return _decided(
        request,
        candidate,
        _("%(reference)s went back to the caseworker, with what is missing."),
        lambda: actions.return_application(
            candidate=candidate, **form.cleaned_data, by=request.actor, at=timezone.now()
        ),
    )


@require_POST
@needs(Permission.CANDIDATE_DECIDE)
def candidate_reconsider(request: Request, public_id: UUID) -> HttpResponse:
    candidate = _candidate(request, public_id)
    return _decided(
        request,
        candidate,
        _("%(reference)s is looked at again. Decide on it below."),
        lambda: actions.reconsider(candidate=candidate, by=request.actor, at=timezone.now()),
    )


def _candidate(request: Request, public_id: UUID) -> Candidate:
    return get_object_or_404(Candidate.objects.visible_to(request.actor), public_id=public_id)


def _asked(request: Request, candidate: Candidate, form: Callable[..., forms.Form]) -> forms.Form:
    posted = request.POST if request.method == "POST" else None
    return form(posted, initial={"version": candidate.version}, today=timezone.localdate())


def _ask(request: Request, candidate: Candidate, form: forms.Form, page: str) -> HttpResponse:
    looked(request.resolver_match.view_name, candidate, at=timezone.now())
    status = UNREADABLE if form.is_bound else 200
    context = {"form": form, "file": named(candidate)}
    return render(request, page, context, status=status)


def _decided(
    request: Request, candidate: Candidate, done: str, deed: Callable[[], object]
) -> HttpResponse:
    """Do it and go back to the file, or say why it cannot be done."""
    back = reverse("candidates:file", args=[candidate.public_id])
    try:
        deed()
    except Refused as refusal:
        return refused(request, refusal, back=back)
    messages.success(request, done % {"reference": candidate.reference})
    return redirect(back)
