"""Introductions that one gives, and those that are made up for after the move."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F, Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from placements.introductions.models import Exemption, Introduction
from placements.introductions.states import OPEN, IntroductionStatus
from placements.overview.items import FETCHED, Item
from placements.overview.kinds.lines import Line, lines

CATCHING_UP = "catching_up"


def introductions(actor: Actor, today: date) -> Iterator[Item]:
    """Introductions that one gives oneself: the first contact, and the next one."""
    still = Q(status__in=OPEN) | Q(contacts__on__gt=F("move_on"))
    planned = Q(still, contacts__is_held=False, contacts__dropped_at=None)
    rows = (
        Introduction.objects.visible_to(actor)
        .to_work_on(actor)
        .annotate(next_contact=Min("contacts__on", filter=planned))
        .select_related("candidate", "area")
        .order_by("next_contact", "planned_on", "pk")
    )
    for introduction in rows[:FETCHED]:
        yield _introduction(introduction, today)


def _introduction(introduction: Introduction, today: date) -> Item:
    due = introduction.next_contact
    if introduction.status == IntroductionStatus.PLANNED:
        text = _("Have the first contact in %(area)s: the introduction counts from then.")
        due = due or introduction.planned_on
        if due < today:
            text = _(
                "The first contact in %(area)s was planned for this day. Record it, or have it."
            )
    elif due is not None:
        text = _("Hold the planned contact in %(area)s.")
    elif introduction.status == IntroductionStatus.MOVED:
        text = _("Make up for the introduction in %(area)s: plan the next contact.")
    else:
        text = _("Plan the next contact in %(area)s.")
    return Item(
        title=introduction.candidate.reference,
        text=text % {"area": introduction.area.name},
        address=reverse("introductions:detail", args=[introduction.public_id]),
        due=due,
    )


def catching_up(actor: Actor) -> QuerySet:
    """Plans of exceptions on which a lease stands, for who handles the case; part of a kind.

    Whoever guides or introduces reads them, and cannot say that they are done.
    """
    own = Exemption.objects.visible_to(actor).filter(caseworker_id__in=actor.stands_for)
    rows = own.to_catch_up()
    return lines(rows, CATCHING_UP, due="catch_up_by", page="candidate__public_id")


def plan_to_catch_up(line: Line) -> Item:
    text = _("Make up for the introduction, and record that the plan is done.")
    address = reverse("introductions:candidate", args=[line.page])
    return Item(title=line.reference, text=text, address=address, due=line.due)
