"""The pages of complexes: what was told last of each, and telling it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pact.access.deeds import Deed, ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission, may
from pact.access.requests import Request
from pact.accounts.roles import Role
from pact.common.keyset import page_of
from placements.dwellings.complexes import actions
from placements.dwellings.complexes.forms import TellLoad
from placements.dwellings.complexes.listing import holds_since, shown, unknown
from placements.dwellings.complexes.models import ComplexLoad


@require_safe
@needs(Permission.DWELLING_READ)
def complex_list(request: Request) -> HttpResponse:
    """Of which complexes of homes on offer nothing is known; and what was told of the others."""
    today = timezone.localdate()
    told = ComplexLoad.objects.visible_to(request.actor).newest().select_related("corporation")
    since = holds_since(today)
    page = page_of(request, told, order=("reference", "pk"))
    context = {
        "page": page,
        "rows": [shown(load, since=since) for load in page.rows],
        "unknown": unknown(request.actor, since=since),
        "may_tell": may(request.actor.role, Permission.DWELLING_OFFER),
        "of_all": request.actor.is_a(Role.COORDINATOR),
    }
    return render(request, "placements/dwellings/complexes/list.html", context)


@asks
@needs(Permission.DWELLING_OFFER)
@once
def complex_tell(request: Request) -> HttpResponse:
    now = timezone.now()
    form = TellLoad(
        typed(request),
        today=timezone.localdate(now),
        initial={"reference": request.GET.get("complex", "")},
    )

    return ask_and_do(
        request,
        "placements/dwellings/complexes/tell.html",
        form=form,
        deed=_tell(),
        act=lambda given: actions.tell_load(**given, by=request.actor, at=now),
        back=reverse("dwellings:complexes"),
    )


def _tell() -> Deed:
    return Deed(
        title=_("How many homes in a complex go to people with a priority"),
        submit=_("Put on record"),
        done=_("On record. At the table it stands with each home in this complex."),
        lead=_("Once a quarter. It is weighed, and it never rules anybody out by itself."),
        consequences=[
            _("At the table it stands with each home in this complex."),
            _("The same complex and quarter once more: the new numbers replace the old."),
        ],
        who_sees=_("Your corporation and the coordinator read this; no care party does."),
    )
