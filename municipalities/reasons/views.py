"""The administrator's pages about reasons."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from municipalities.reasons import actions, forms
from municipalities.reasons.listing import questions
from pact.access.deeds import Deed, ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.agreement.models import Reason, ReasonKind

PAGE = "administration/reasons/deed.html"


@require_safe
@needs(Permission.MANAGE_AGREEMENT)
def reasons(request: Request) -> HttpResponse:
    """Every question that is answered with a code, with its answers."""
    today = timezone.localdate()
    return render(request, "administration/reasons/list.html", {"questions": questions(today)})


def _back(kind: str) -> str:
    return f"{reverse('administration:reasons')}#{kind}"


@asks
@needs(Permission.MANAGE_AGREEMENT)
@once
def add(request: Request, kind: str) -> HttpResponse:
    if kind not in ReasonKind.values:
        raise Http404
    now = timezone.now()
    deed = Deed(
        title=_("A new reason"),
        lead=str(ReasonKind(kind).label).capitalize(),
        submit=_("Add the reason"),
        done=_("Added. It can be chosen from its date on."),
        consequences=[
            _("Its code and words stay as they are: whoever chose it meant these."),
            _("You can close it later, from a date on."),
        ],
    )

    def act(given: dict[str, Any]) -> Reason:
        return actions.add(kind=kind, **given, by=request.actor, at=now)

    today = timezone.localdate(now)
    form = forms.AddReason(typed(request), kind=kind, initial={"valid_from": today})
    return ask_and_do(request, PAGE, form=form, deed=deed, act=act, back=_back(kind))


@asks
@needs(Permission.MANAGE_AGREEMENT)
@once
def close(request: Request, pk: int) -> HttpResponse:
    reason, now = get_object_or_404(Reason, pk=pk), timezone.now()
    deed = Deed(
        title=_("Close this reason"),
        lead=str(reason),
        submit=_("Close the reason"),
        done=_("Closed. It cannot be chosen any more from that date on."),
        consequences=[_("Where it was chosen it stays readable, and it is counted as before.")],
    )

    def act(given: dict[str, Any]) -> Reason:
        return actions.close(reason=reason, **given, by=request.actor, at=now)

    form = forms.CloseReason(typed(request))
    return ask_and_do(request, PAGE, form=form, deed=deed, act=act, back=_back(reason.kind))
