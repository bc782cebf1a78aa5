"""A menu shows only what the role can open."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pact.access.permissions import Permission, may

ENTRIES = [
    ("overview:work", _("My work"), Permission.OWN_WORK),
    ("candidates:list", _("Candidates"), Permission.CANDIDATE_READ),
    ("introductions:list", _("Introductions"), Permission.INTRODUCTION_READ),
    ("dwellings:list", _("Dwellings"), Permission.DWELLING_READ),
    ("proposals:table", _("Table"), Permission.TABLE),
    ("proposals:list", _("Placements"), Permission.PLACEMENT_READ),
    ("guidance:list", _("Guidance"), Permission.GUIDANCE_READ),
    ("reporting:quota", _("Homes per year"), Permission.QUOTA_READ),
    ("reporting:report", _("Annual report"), Permission.REPORT_READ),
    ("agreement:agreement", _("Agreement"), Permission.AGREEMENT_READ),
    ("decisions:list", _("Decisions"), Permission.DECISION_READ),
    ("administration:overview", _("Management"), Permission.MANAGE_AGREEMENT),
    ("accounts:people", _("People"), Permission.MANAGE_PEOPLE),
    ("audit:looks", _("Privacy"), Permission.LOOKS_READ),
    ("outbox:messages", _("Messages"), Permission.MESSAGES_READ),
]


@dataclass(frozen=True)
class Entry:
    label: str
    url: str
    current: bool


def menu(request: HttpRequest) -> dict[str, object]:
    """The context every page has: the menu, who is acting, and whether this is the demonstration.

    ``idle``: after how many seconds without a sign of life the session ends.
    """
    context: dict[str, object] = {
        "demonstration": getattr(settings, "DEMONSTRATION", False),
        "idle": settings.SESSION_IDLE,
    }
    membership = getattr(request, "membership", None)
    if membership is None:
        return context
    return context | {
        "menu": list(_entries(request)),
        "actor_name": membership.user.name,
        "actor_party": membership.party.name,
        "actor_role": membership.get_role_display(),
    }


def _entries(request: HttpRequest):
    for name, label, permission in ENTRIES:
        if not may(request.actor.role, permission):
            continue
        url = reverse(name)
        here = request.path == url or (url != "/" and request.path.startswith(url))
        yield Entry(label=str(label), url=url, current=here)
