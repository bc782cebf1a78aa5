"""Work about the homes of a year: what waits for an answer, one's own and that of others."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from municipalities.decisions.querysets import decisions as all_decisions
from municipalities.decisions.words import asked
from municipalities.exchanges.querysets import visible_to
from municipalities.exchanges.words import asked as asked_for
from municipalities.models import Decision
from pact.access.actor import Actor
from placements.overview.items import AT_MOST, Item
from placements.proposals.models import Placement
from placements.proposals.news import path_of
from placements.proposals.states import HOLDS, PlacementStatus
from placements.tenancies.years import DECISION_NEEDED

DECEMBER = 12


def requests(actor: Actor, _today: date) -> Iterator[Item]:
    """What was asked and not decided: to decide on for others than who asked."""
    for decision in all_decisions().filter(decided_by=None):
        yield _item(decision, is_own=decision.asked_by.user_id == actor.user_id)


def _item(decision: Decision, *, is_own: bool) -> Item:
    return Item(
        title=capfirst(asked(decision)),
        text=_("Asked by you.") if is_own else _("Decide on this request."),
        address=reverse("decisions:detail", args=[decision.public_id]),
        party=_("oversight") if is_own else "",
    )


def ending_years(actor: Actor, today: date) -> Iterator[Item]:
    """Homes that hold a year open: held without a lease when it ends, or let without a place of it."""
    last = today.year if today.month == DECEMBER else today.year - 1
    unleased = Q(status__in=[PlacementStatus.PROPOSED, PlacementStatus.AGREED], year__lte=last)
    undecided = Q(status__in=HOLDS, not_counting=DECISION_NEEDED)
    asked = Decision.objects.filter(placement=OuterRef("public_id"), decided_by=None)
    rows = (
        Placement.objects.visible_to(actor)
        .filter(unleased | undecided)
        .annotate(is_asked=Exists(asked))
        .select_related("candidate")
        .order_by("year", "pk")
    )
    for placement in rows[:AT_MOST]:
        yield _of_a_year(placement)


def _of_a_year(placement: Placement) -> Item:
    if placement.counts:
        text = _("Still held in %(year)s without a lease. Give another expected start, or stop it.")
    else:
        text = _("It is let, but no home of %(year)s was free. Ask whether it counts.")
    return Item(
        title=placement.candidate.reference,
        text=text % {"year": placement.year_id},
        address=path_of(placement),
        due=date(placement.year_id, DECEMBER, 31) if placement.counts else None,
        party=_("oversight") if placement.is_asked else "",
    )


def exchanges(actor: Actor, _today: date) -> Iterator[Item]:
    """Homes that another municipality asks for, and one's own questions that wait for an answer."""
    for exchange in visible_to(actor).filter(answer=None):
        is_own = exchange.giving_id == actor.municipality_id
        yield Item(
            title=capfirst(asked_for(exchange)),
            text=_("Say whether you give this home.") if is_own else _("Asked for your own homes."),
            address=reverse("exchanges:detail", args=[exchange.public_id]),
            due=exchange.answer_by,
            party="" if is_own else exchange.giving.name,
        )
