"""The list of guidance tracks, and one track."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pact.access.actor import Actor, acting_as
from pact.access.needs import needs
from pact.access.permissions import Permission, may
from pact.access.requests import Request
from pact.accounts.roles import Role
from pact.audit.record import looked
from pact.common.answers import UNREADABLE, page_or_part
from pact.common.keyset import page_of
from placements.candidates.states import IN_HAND
from placements.guidance.disclosure.tracks import CoachTrack, OfficerTrack, shown, track_row
from placements.guidance.filters import GuidanceFilter
from placements.guidance.models import Guidance
from placements.guidance.querysets import GuidanceQuerySet
from placements.guidance.states import GuidanceStatus

LIST = "placements/guidance/list.html"

COMPLETED = "completed"
"""Status of a placement, as a word: it comes later on the road."""


@require_safe
@needs(Permission.GUIDANCE_READ)
def guidance_list(request: Request) -> HttpResponse:
    """The tracks of this actor; whose next moment is longest overdue comes first."""
    tracks = _listed(request).with_next_moment()
    narrowed = _narrowed(request, tracks)
    is_right = narrowed.form.is_valid() or not narrowed.is_bound
    found = (narrowed.qs if is_right else tracks.none()).for_list()
    page = page_of(request, found, order=("next_on", "pk"), places=tracks)
    rows = [track_row(guidance, request.actor) for guidance in page.rows]
    looked("guidance:list", at=timezone.now(), rows=len(rows))
    context = {
        "filter": narrowed,
        "rows": rows,
        "page": page,
        "is_narrowed": bool(request.GET),
        "guides": request.actor.is_a(Role.CASEWORKER),
        "names_coach": not request.actor.is_a(Role.COORDINATOR),
    }
    template = page_or_part(request, LIST, "rows")
    return render(request, template, context, status=200 if is_right else UNREADABLE)


def _listed(request: Request) -> GuidanceQuerySet:
    """Of a household of which one guides a single person, the others stand on the page of the case."""
    tracks = Guidance.objects.visible_to(request.actor)
    is_theirs = request.actor.is_a(Role.CASEWORKER)
    return tracks.acted_on_by(request.actor) if is_theirs else tracks


def _narrowed(request: Request, tracks: GuidanceQuerySet) -> GuidanceFilter:
    """Without a choice only what runs."""
    if request.GET:
        return GuidanceFilter({"status": GuidanceStatus.RUNNING, **request.GET.dict()}, tracks)
    return GuidanceFilter(None, tracks.running())


@require_safe
@needs(Permission.GUIDANCE_READ)
def guidance_track(request: Request, public_id: UUID) -> HttpResponse:
    """One track: by whom, until when, which moments were held and which come."""
    tracks = Guidance.objects.visible_to(request.actor)
    guidance = get_object_or_404(tracks, public_id=public_id)
    track = shown(guidance, request.actor)
    looked("guidance:track", guidance, at=timezone.now())
    acts = tracks.acted_on_by(request.actor).filter(pk=guidance.pk).exists()
    may_take_back = not track.is_running and may(request.actor.role, Permission.END_TAKE_BACK)
    context = {
        "track": track,
        "guides": acts and isinstance(track, CoachTrack),
        "names_coach": isinstance(track, OfficerTrack),
        "may_take_back": acts and may_take_back and _ended_alone(guidance, by=request.actor),
    }
    return render(request, "placements/guidance/track.html", context)


def _ended_alone(guidance: Guidance, *, by: Actor) -> bool:
    """Whether the case goes on, and guidance was not completed along with its placement.

    A coach does not see the placement any more, so that it is looked at around their walls.
    """
    if guidance.candidate.status not in IN_HAND:
        return False
    with acting_as(by.consequence()):
        return not guidance.candidate.placements.filter(status=COMPLETED).exists()
