"""Guidance: contact moments, what a coach is asked besides, and what a case may not wait for."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from placements.guidance.models import ContactMoment, Guidance, MomentKind, Takeover
from placements.overview.items import Item
from placements.overview.kinds.introductions import CATCHING_UP, catching_up, plan_to_catch_up
from placements.overview.kinds.lines import ONE_PERSON, Line, lines, soonest
from placements.overview.kinds.safety import WORDS, unsafe, unsafe_item
from placements.proposals.models import Placement
from placements.proposals.states import LIVE, PlacementStatus
from placements.signals.models import Signal
from placements.signals.states import Side
from placements.tenancies.models import Appointment, AppointmentKind

TAKEOVER, ASKED = "takeover", "asked"
TIME_UP, TO_COMPLETE = "time_up", "to_complete"
SIGNAL, APPOINTMENT = "signal", "appointment:"
SOON = timedelta(days=14)
OF_PLACEMENT = {"reference": "placement__candidate__reference", "page": "placement__public_id"}


def guidance(actor: Actor, today: date) -> Iterator[Item]:
    """Contact moments of one's own guidance, from two weeks before their date, guidance whose time
    is up, cases that another care party asks to take over, signals, appointments, plans to make up
    for an introduction, and what leads to where a household must not live: in one statement.
    """
    to_come = coming_appointments(actor, today, Q(caseworker_comes=True), "caseworker")
    others = _takeovers(actor), awaited_signals(actor, Side.CARE), to_come, catching_up(actor)
    over = _time_up(actor, today), _to_complete(actor)
    found = soonest(_moments(actor, today), *over, *others, *unsafe(actor, today))
    yield from (_item(line) for line in found)


def _item(line: Line) -> Item:
    if line.kind in WORDS:
        return unsafe_item(line)
    if line.kind.startswith(APPOINTMENT):
        return _appointment(line)
    return ITEMS.get(line.kind, _moment)(line)


def _moments(actor: Actor, today: date) -> QuerySet:
    tracks = Guidance.objects.visible_to(actor).filter(responsible_id__in=actor.stands_for)
    to_hold = ContactMoment.objects.filter(guidance__in=tracks, held_on=None, dropped_at=None)
    return lines(
        to_hold.filter(planned_on__lte=today + SOON),
        F("kind"),
        due="planned_on",
        reference="guidance__candidate__reference",
        page="guidance__public_id",
        person="guidance__uitstromer__number",
    )


def _moment(line: Line) -> Item:
    text = _("Hold this contact moment: %(kind)s.") % {"kind": _with_whom(line)}
    address = reverse("guidance:track", args=[line.page])
    return Item(title=line.reference, text=text, address=address, due=line.due)


def _time_up(actor: Actor, today: date) -> QuerySet:
    tracks = Guidance.objects.visible_to(actor).filter(responsible_id__in=actor.stands_for)
    over = tracks.running().with_last_day().filter(last_day__lte=today)
    return lines(over, TIME_UP, due="last_day", person="uitstromer__number")


def _end_or_extend(line: Line) -> Item:
    text = _("The agreed time of this guidance is over. End it, or extend it.")
    address = reverse("guidance:track", args=[line.page])
    return Item(title=line.reference, text=text, address=address, due=line.due)


def _to_complete(actor: Actor) -> QuerySet:
    """One's own placements in which nobody is guided any more, since the last of them."""
    tracks = Guidance.objects.filter(candidate=OuterRef("candidate"))
    ended = tracks.order_by("-ended_on").values("ended_on")[:1]
    theirs = Placement.objects.visible_to(actor).filter(caseworker_id__in=actor.stands_for)
    over = theirs.filter(~Exists(tracks.running()), Exists(tracks), status=PlacementStatus.MOVED_IN)
    return lines(over, TO_COMPLETE, due=Subquery(ended))


def _complete(line: Line) -> Item:
    text = _("Nobody in this home is guided any more. Record that the guidance is completed.")
    address = reverse("proposals:placement", args=[line.page])
    return Item(title=line.reference, text=text, address=address, due=line.due)


def _takeovers(actor: Actor) -> QuerySet:
    """Those one is asked, and those one waits for oneself."""
    mine = Q(to_id__in=actor.stands_for)
    asked = Takeover.objects.visible_to(actor).asked()
    whose = Case(When(mine, then=Value(TAKEOVER)), default=Value(ASKED))
    rows = asked.filter(mine | Q(asked_by_id__in=actor.stands_for))
    return lines(rows, whose, due="answer_by", reference="reference")


def _takeover(line: Line) -> Item:
    is_own = line.kind == TAKEOVER
    text = _("Another care party asks you to take this case over. Answer yes or no.")
    if not is_own:
        text = _("You asked another care party to take this case over.")
    return Item(
        title=line.reference,
        text=text,
        address=reverse("proposals:takeover", args=[line.page]),
        due=line.due,
        party="" if is_own else _("the other care party"),
    )


def signals(actor: Actor, today: date) -> Iterator[Item]:
    """Signals about who lives in one's corporation's homes, and one's own appointments."""
    to_come = coming_appointments(actor, today, Q(agent_comes=True), "agent")
    for line in soonest(awaited_signals(actor, Side.CORPORATION), to_come):
        yield _signal(line) if line.kind == SIGNAL else _appointment(line)


def coming_appointments(actor: Actor, today: date, comes: Q, as_whom: str) -> QuerySet:
    """What the named person of a placement comes to; the page says at what time."""
    own = Placement.objects.visible_to(actor).filter(
        status__in=LIVE, **{f"{as_whom}_id__in": actor.stands_for}
    )
    rows = Appointment.objects.filter(comes, placement__in=own, dropped_at=None, on__gte=today)
    # A moment of guidance may be about the keys as well, so that this kind says what it is of.
    of_kind = Concat(Value(APPOINTMENT), "kind", output_field=CharField())
    return lines(rows, of_kind, due="on", **OF_PLACEMENT)


def _appointment(line: Line) -> Item:
    kind = AppointmentKind(line.kind.removeprefix(APPOINTMENT))
    text = _("Be there: %(kind)s.") % {"kind": kind.label}
    address = reverse("proposals:placement", args=[line.page])
    return Item(title=line.reference, text=text, address=address, due=line.due)


def awaited_signals(actor: Actor, side: str) -> QuerySet:
    awaited = Signal.objects.visible_to(actor).awaited_from(side)
    return lines(awaited, SIGNAL, due="due_on", **OF_PLACEMENT)


def _signal(line: Line) -> Item:
    text = _("Look at the signal, or agree with the other side on what to do.")
    address = reverse("signals:of_placement", args=[line.page])
    return Item(title=line.reference, text=text, address=address, due=line.due)


def _with_whom(line: Line) -> str:
    """What it is, and with which person of the household where that is not the first."""
    label = str(MomentKind(line.kind).label)
    if line.person == ONE_PERSON:
        return label
    return _("%(answer)s (person %(number)s)") % {"answer": label, "number": line.person}


ITEMS = {
    SIGNAL: _signal,
    CATCHING_UP: plan_to_catch_up,
    TIME_UP: _end_or_extend,
    TO_COMPLETE: _complete,
    TAKEOVER: _takeover,
    ASKED: _takeover,
}
"""What a line of a kind says; every other line is a contact moment."""
