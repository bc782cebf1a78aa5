"""Entering a candidate: one page, saved as it stands, submitted when it is whole."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pact.access.attempts import keep_up
from pact.access.deeds import asks
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.audit.record import looked
from pact.common.answers import CONFLICT, UNREADABLE
from pact.common.refusals import Refused, Stale
from placements.candidates import actions
from placements.candidates.application import answers_in
from placements.candidates.avoided import under_way
from placements.candidates.forms import Application
from placements.candidates.models import Candidate
from placements.candidates.states import CandidateStatus as S
from placements.candidates.views.doors import filled_in_or_404

PAGE = "placements/candidates/entry.html"
SUBMIT = "submit"


@asks
@needs(Permission.CANDIDATE_ENTER)
@once
def candidate_start(request: Request) -> HttpResponse:
    """A new application: it may be saved with anything missing."""
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        return _save(
            request,
            form,
            lambda: actions.start_application(
                answers=form.answers(), by=request.actor, at=timezone.now()
            ),
        )
    return _page(request, form, status=_status(form))


@asks
@needs(Permission.CANDIDATE_ENTER)
def candidate_edit(request: Request, public_id: UUID) -> HttpResponse:
    """The application again, with what was answered; an answer of somebody else is never lost."""
    candidate = filled_in_or_404(request, public_id)
    looked("candidates:edit", candidate, at=timezone.now())
    form = _form(request, candidate)
    if request.method == "POST" and form.is_valid():
        return _save(
            request,
            form,
            lambda: actions.save_application(
                candidate=candidate,
                answers=form.answers(),
                version=form.cleaned_data["version"] or 0,
                by=request.actor,
                at=timezone.now(),
            ),
            candidate,
        )
    return _page(request, form, candidate, status=_status(form))


def _save(
    request: Request,
    form: Application,
    act: Callable[[], Candidate],
    candidate: Candidate | None = None,
) -> HttpResponse:
    """Do it and go on, or say why it is refused, with what was typed."""
    try:
        saved = act()
    except Refused as refusal:
        theirs = refusal.theirs if isinstance(refusal, Stale) else None
        context = {"refusal": refusal, "theirs": theirs}
        keep_up(form, refusal)
        return _page(request, form, candidate, status=CONFLICT, **context)
    return _saved(request, saved)


def _form(request: Request, candidate: Candidate | None = None) -> Application:
    begun = {"version": candidate.version, **answers_in(candidate)} if candidate else None
    others_read = candidate is not None and candidate.status not in (S.DRAFT, S.RETURNED)
    return Application(
        request.POST if request.method == "POST" else None,
        initial=begun,
        today=timezone.localdate(),
        whole=others_read or request.POST.get("then") == SUBMIT,
    )


def _saved(request: Request, candidate: Candidate) -> HttpResponse:
    if request.POST.get("then") == SUBMIT:
        return redirect("guidance:submit", candidate.public_id)
    if under_way(candidate, on=timezone.localdate()):
        messages.warning(
            request,
            _(
                "Saved. But a home or an introduction of this household now lies where it must not "
                "live. It stands in your work. The coordinator is told: ring them today."
            ),
        )
    else:
        messages.success(request, _("Saved. You can go on whenever you like."))
    return redirect("candidates:file", candidate.public_id)


def _page(
    request: Request,
    form: Application,
    candidate: Candidate | None = None,
    *,
    status: int,
    **more: object,
) -> HttpResponse:
    context = {
        "form": form,
        "reference": candidate.reference if candidate else None,
        "public_id": candidate.public_id if candidate else None,
        "is_draft": candidate is None or candidate.status in (S.DRAFT, S.RETURNED),
        **more,
    }
    return render(request, PAGE, context, status=status)


def _status(form: Application) -> int:
    return UNREADABLE if form.is_bound else 200
