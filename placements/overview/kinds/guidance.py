"""Guidance: contact moments, what a coach is asked besides, and what a case may not wait for."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Case, CharField, F, Q, QuerySet, SmallIntegerField, Value, When
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from placements.guidance.models import ContactMoment, Guidance, MomentKind, Takeover
from placements.overview.items import FETCHED, Item
from placements.overview.kinds.introductions import CATCHING_UP, catching_up, plan_to_catch_up
from placements.overview.kinds.safety import WORDS, unsafe, unsafe_item
from placements.proposals.models import Placement
from placements.proposals.states import LIVE
from placements.signals.models import Signal
from placements.signals.states import Side
from placements.tenancies.models import Appointment, AppointmentKind

TAKEOVER, ASKED = "takeover", "asked"
SIGNAL, APPOINTMENT = "signal", "appointment:"
SOON = timedelta(days=14)


def guidance(actor: Actor, today: date) -> Iterator[Item]:
    """Contact moments of one's own guidance, from two weeks before their date, cases that another
    care party asks to take over, signals, appointments, plans to make up for an introduction, and
    what leads to where a household must not live: in one statement.
    """
    to_come = coming_appointments(actor, today, Q(caseworker_comes=True), "caseworker")
    others = _takeovers(actor), awaited_signals(actor, Side.CARE), to_come, catching_up(actor)
    rows = _moments(actor, today).union(*others, *unsafe(actor, today), all=True)
    for reference, page, kind, number, due in rows.order_by("due", "page")[:FETCHED]:
        if kind == SIGNAL:
            yield signal(reference, page, due)
        elif kind in WORDS:
            yield unsafe_item(reference, page, kind, due)
        elif kind == CATCHING_UP:
            yield plan_to_catch_up(reference, page, due)
        elif kind in {TAKEOVER, ASKED}:
            yield _takeover(reference, page, due, is_own=kind == TAKEOVER)
        elif kind.startswith(APPOINTMENT):
            yield _appointment(reference, page, kind, due)
        else:
            text = _("Hold this contact moment: %(kind)s.") % {"kind": _with_whom(kind, number)}
            address = reverse("guidance:track", args=[page])
            yield Item(title=reference, text=text, address=address, due=due)


def _moments(actor: Actor, today: date) -> QuerySet:
    tracks = Guidance.objects.visible_to(actor).filter(responsible_id__in=actor.stands_for)
    to_hold = ContactMoment.objects.filter(guidance__in=tracks, held_on=None, dropped_at=None)
    soon = to_hold.filter(planned_on__lte=today + SOON).annotate(
        due=F("planned_on"), page=F("guidance__public_id"), number=F("guidance__uitstromer__number")
    )
    return soon.values_list("guidance__candidate__reference", "page", "kind", "number", "due")


def _takeovers(actor: Actor) -> QuerySet:
    """Those one is asked, and those one waits for oneself."""
    mine = Q(to_id__in=actor.stands_for)
    asked = Takeover.objects.visible_to(actor).asked()
    return asked.filter(mine | Q(asked_by_id__in=actor.stands_for)).values_list(
        "reference",
        "public_id",
        Case(When(mine, then=Value(TAKEOVER)), default=Value(ASKED)),
        Value(1, SmallIntegerField()),
        F("answer_by"),
    )


def _takeover(reference: str, page: UUID, due: date, *, is_own: bool) -> Item:
    text = _("Another care party asks you to take this case over. Answer yes or no.")
    if not is_own:
        text = _("You asked another care party to take this case over.")
    return Item(
        title=reference,
        text=text,
        address=reverse("proposals:takeover", args=[page]),
        due=due,
        party="" if is_own else _("the other care party"),
    )


def signals(actor: Actor, today: date) -> Iterator[Item]:
    """Signals about who lives in one's corporation's homes, and one's own appointments."""
    to_come = coming_appointments(actor, today, Q(agent_comes=True), "agent")
    rows = awaited_signals(actor, Side.CORPORATION).union(to_come, all=True).order_by("due", "page")
    for reference, page, kind, _number, due in rows[:FETCHED]:
        if kind == SIGNAL:
            yield signal(reference, page, due)
        else:
            yield _appointment(reference, page, kind, due)


def coming_appointments(actor: Actor, today: date, comes: Q, as_whom: str) -> QuerySet:
    """What the named person of a placement comes to; the page says at what time."""
    own = Placement.objects.visible_to(actor).filter(
        status__in=LIVE, **{f"{as_whom}_id__in": actor.stands_for}
    )
    rows = Appointment.objects.filter(comes, placement__in=own, dropped_at=None, on__gte=today)
    # A moment of guidance may be about the keys as well, so that this kind says what it is of.
    of_kind = Concat(Value(APPOINTMENT), "kind", output_field=CharField())
    shown = rows.annotate(due=F("on"), page=F("placement__public_id"), what=of_kind).order_by()
    return shown.values_list(
        "placement__candidate__reference", "page", "what", Value(1, SmallIntegerField()), "due"
    )


def _appointment(reference: str, placement: UUID, kind: str, due: date) -> Item:
    text = _("Be there: %(kind)s.") % {
        "kind": AppointmentKind(kind.removeprefix(APPOINTMENT)).label
    }
    address = reverse("proposals:placement", args=[placement])
    return Item(title=reference, text=text, address=address, due=due)


def awaited_signals(actor: Actor, side: str) -> QuerySet:
    awaited = Signal.objects.visible_to(actor).awaited_from(side)
    rows = awaited.annotate(due=F("due_on"), page=F("placement__public_id"))
    return rows.values_list(
        "placement__candidate__reference",
        "page",
        Value(SIGNAL),
        Value(1, SmallIntegerField()),
        "due",
    )


def signal(reference: str, placement: UUID, due: date) -> Item:
    text = _("Look at the signal, or agree with the other side on what to do.")
    address = reverse("signals:of_placement", args=[placement])
    return Item(title=reference, text=text, address=address, due=due)


def _with_whom(kind: str, number: int) -> str:
    """What it is, and with which person of the household where that is not the first."""
    label = str(MomentKind(kind).label)
    if number == 1:
        return label
    return _("%(answer)s (person %(number)s)") % {"answer": label, "number": number}
