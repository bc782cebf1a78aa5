"""What each kind of reader gets of a guidance track, in a list and on its page."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.accounts.roles import Role
from pact.agreement.models import ReasonKind
from pact.common.shown import day_in_words
from placements.candidates.household import is_known
from placements.candidates.models import Candidate, Uitstromer
from placements.candidates.reasons import worded, words_for
from placements.guidance.disclosure.moments import TONES, MomentShown, shown_moment
from placements.guidance.models import Guidance
from placements.guidance.querysets import NEVER
from placements.guidance.states import GuidanceStatus


@dataclass(frozen=True, kw_only=True)
class TrackRow:
    """A track in a list. ``name`` is there only for whoever may read it.

    ``person`` is which of the household it is, where more of them are guided.
    """

    public_id: UUID
    reference: str
    person: int | None
    name: str
    responsible: str
    next_on: date | None
    light: str
    tone: str
    last_day: date | None
    is_running: bool


@dataclass(frozen=True, kw_only=True)
class CoordinatorTrack:
    """COO: dates and the light, and in what somebody takes part."""

    public_id: UUID
    candidate_id: UUID
    reference: str
    person: int | None
    is_running: bool
    opened_on: date
    moved_on: date | None
    last_day: date | None
    is_extended: bool
    ended_on: date | None
    ended_because: str
    light: str
    tone: str
    to_hold: list[MomentShown]
    held: list[MomentShown]


@dataclass(frozen=True, kw_only=True)
class OfficerTrack(CoordinatorTrack):
    """FG: also by whom, and nobody's name who is guided."""

    responsible: str
    lane: str


@dataclass(frozen=True, kw_only=True)
class CoachTrack(OfficerTrack):
    """CW and the named person: the whole track."""

    name: str
    version: int


def shown(guidance: Guidance, actor: Actor) -> CoordinatorTrack:
    """A track as this actor may read it."""
    whole = _whole(guidance, actor)
    moments = [
        shown_moment(row) for row in whole.moments.filter(dropped_at=None).order_by("planned_on")
    ]
    facts = {
        **_facts(whole),
        "to_hold": [row for row in moments if row.held_on is None],
        "held": [row for row in moments if row.held_on is not None],
    }
    if actor.is_a(Role.COORDINATOR):
        return CoordinatorTrack(**facts)
    facts |= {"responsible": whole.responsible.user.name, "lane": lane_of(whole)}
    if actor.is_a(Role.PRIVACY_OFFICER):
        return OfficerTrack(**facts)
    return CoachTrack(**facts, name=_name(whole), version=whole.version)


def track_row(guidance: Any, actor: Actor) -> TrackRow:
    """One row of a list that came from ``for_list().with_next_moment()``."""
    return TrackRow(
        public_id=guidance.public_id,
        reference=guidance.candidate.reference,
        person=_person(guidance),
        name=_name(guidance) if actor.is_a(Role.CASEWORKER) else "",
        responsible="" if actor.is_a(Role.COORDINATOR) else guidance.responsible.user.name,
        next_on=None if guidance.next_on == NEVER else guidance.next_on,
        light=guidance.get_light_display(),
        tone=TONES[guidance.light],
        last_day=guidance.planned_until,
        is_running=guidance.status == GuidanceStatus.RUNNING,
    )


def lane_of(guidance: Guidance) -> str:
    """Guidance in one sentence, for the lane under a road."""
    words = {
        "name": guidance.responsible.user.name,
        "opened": day_in_words(guidance.opened_on),
        "until": day_in_words(guidance.planned_until),
    }
    if guidance.ended_on is not None:
        words["until"] = day_in_words(guidance.ended_on)
        return _("Guidance from %(opened)s to %(until)s, at last by %(name)s") % words
    if words["until"]:
        return (
            _("Guidance by %(name)s, from the application on %(opened)s until at least %(until)s")
            % words
        )
    return (
        _(
            "Guidance by %(name)s, from the application on %(opened)s, to the agreed time after the "
            "move"
        )
        % words
    )


def who_submits(candidate: Candidate) -> dict[int, str]:
    """For the caseworker who submits: everybody in the household, by number."""
    people = Uitstromer.objects.filter(candidate=candidate).whole()
    return {
        each.number: _name_of(each) or _("person %(number)s") % {"number": each.number}
        for each in people
    }


def _facts(guidance: Any) -> dict[str, Any]:
    return {
        "public_id": guidance.public_id,
        "candidate_id": guidance.candidate.public_id,
        "reference": guidance.candidate.reference,
        "person": _person(guidance),
        "is_running": guidance.status == GuidanceStatus.RUNNING,
        "opened_on": guidance.opened_on,
        "moved_on": guidance.moved_on,
        "last_day": guidance.planned_until,
        "is_extended": guidance.extended_until is not None,
        "ended_on": guidance.ended_on,
        "ended_because": _why_ended(guidance),
        "light": guidance.get_light_display(),
        "tone": TONES[guidance.light],
    }


def _whole(guidance: Guidance, actor: Actor) -> Any:
    rows = Guidance.objects.visible_to(actor).for_list()
    return rows.annotate(words=words_for("status_code")).get(pk=guidance.pk)


def _why_ended(guidance: Any) -> str:
    """The code of an end that was taken back says why, and not that it has ended."""
    if guidance.status != GuidanceStatus.ENDED:
        return ""
    return worded(guidance.words).get((ReasonKind.GUIDANCE_END, guidance.status_code), "")


def _person(guidance: Any) -> int | None:
    return guidance.uitstromer.number if guidance.is_one_of_more else None


def _name(guidance: Guidance) -> str:
    """The walls give a name to the candidate's own caseworker, and to nobody else here."""
    return _name_of(guidance.uitstromer)


def _name_of(person: Any) -> str:
    if not is_known(person):
        return ""
    return f"{person.card.initials} {person.identity.last_name}".strip()
