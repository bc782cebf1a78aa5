"""Where an administrator begins: everything the parties agreed, and where it is changed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from municipalities.administration.subjects import SUBJECTS
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request


@require_safe
@needs(Permission.MANAGE_AGREEMENT)
def overview(request: Request) -> HttpResponse:
    return render(request, "administration/overview.html", {"subjects": SUBJECTS})
