"""The administrator's pages about the shares of the municipalities."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from municipalities.models import PactYear
from municipalities.shares import actions, forms
from municipalities.shares.querysets import is_limit, shares_of, years_from
from pact.access.deeds import Deed, ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request


@require_safe
@needs(Permission.MANAGE_AGREEMENT)
def shares(request: Request) -> HttpResponse:
    """This year and those after it, each with what every municipality takes."""
    years = years_from(timezone.localdate().year)
    return render(request, "administration/shares/list.html", {"years": years})


@asks
@needs(Permission.MANAGE_AGREEMENT)
@once
def agree(request: Request, year: int) -> HttpResponse:
    found, now = get_object_or_404(PactYear, year=year), timezone.now()
    rows = list(shares_of(year))
    form = forms.AgreeShares(
        typed(request), shares=rows, initial={"version": actions.version_of(year)}
    )

    def act(given: dict[str, Any]) -> None:
        how = {"document": given["document"], "version": given["version"]}
        actions.agree_shares(year=year, agreed=form.agreed(), **how, by=request.actor, at=now)

    return ask_and_do(
        request,
        "administration/shares/deed.html",
        form=form,
        deed=_words(found, limits=[row for row in rows if is_limit(row)]),
        act=act,
        back=reverse("administration:shares"),
    )


def _words(year: PactYear, *, limits: list) -> Deed:
    own = _("%(municipality)s keeps its own %(n)s homes: that share is a limit, and changes by a "
            "decision of two people.")  # fmt: skip
    return Deed(
        title=_("The shares of %(year)s") % {"year": year},
        submit=_("Enter these shares"),
        done=_("Entered, with their document."),
        lead=_("Together at most %(n)s homes.") % {"n": year.ceiling},
        consequences=[
            _("A share only advises: it holds nobody up, and pages show who is above it."),
            *[own % {"municipality": row.municipality, "n": row.agreed} for row in limits],
            _("Everybody reads the shares and their document under the agreement."),
        ],
    )
