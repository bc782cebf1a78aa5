"""Work about the homes of a year: what waits for an answer, one's own and that of others."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from municipalities.decisions.querysets import decisions as all_decisions
from municipalities.decisions.words import asked
from municipalities.exchanges.querysets import visible_to
from municipalities.exchanges.words import asked as asked_for
from municipalities.models import Decision
from pact.access.actor import Actor
from placements.overview.items import FETCHED, Item


def requests(actor: Actor, _today: date) -> Iterator[Item]:
    """What was asked and not decided: to decide on for others than who asked."""
    open_ones = all_decisions().filter(decided_by=None).order_by("asked_at", "pk")
    for decision in open_ones[:FETCHED]:
        yield _item(decision, is_own=decision.asked_by.user_id == actor.user_id)


def _item(decision: Decision, *, is_own: bool) -> Item:
    return Item(
        title=capfirst(asked(decision)),
        text=_("Asked by you.") if is_own else _("Decide on this request."),
        address=reverse("decisions:detail", args=[decision.public_id]),
        party=_("oversight") if is_own else "",
    )


def exchanges(actor: Actor, _today: date) -> Iterator[Item]:
    """Homes that another municipality asks for, and one's own questions that wait for an answer."""
    open_ones = visible_to(actor).filter(answer=None).order_by("answer_by", "pk")
    for exchange in open_ones[:FETCHED]:
        is_own = exchange.giving_id == actor.municipality_id
        yield Item(
            title=capfirst(asked_for(exchange)),
            text=_("Say whether you give this home.") if is_own else _("Asked for your own homes."),
            address=reverse("exchanges:detail", args=[exchange.public_id]),
            due=exchange.answer_by,
            party="" if is_own else exchange.giving.name,
        )
