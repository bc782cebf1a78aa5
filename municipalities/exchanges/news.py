"""Who is told about an exchange: a reference and a link."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse

from municipalities.models import Exchange
from pact.accounts.models import Membership
from pact.accounts.office import coordinators
from pact.accounts.roles import Role
from pact.common.dates import local_date
from pact.outbox.queue import About, tell


def path_of(exchange: Exchange) -> str:
    return reverse("exchanges:detail", args=[exchange.public_id])


def _officers(municipality_id: int, on: date) -> QuerySet:
    officers = Membership.objects.open(on).of(Role.MUNICIPAL_OFFICER)
    return officers.filter(party__municipality=municipality_id).values_list("pk", flat=True)


def ask_giver(exchange: Exchange, *, at: datetime) -> None:
    """The officers of the municipality that is asked, with the date of its term."""
    officers = _officers(exchange.giving_id, local_date(at))
    _tell("exchange_asked", exchange, officers, at=at, act_by=exchange.answer_by)


def chase(exchange: Exchange, *, at: datetime) -> None:
    """The officers who have not answered in time, and the coordinators, who can ring them."""
    today = local_date(at)
    members = [*_officers(exchange.giving_id, today), *coordinators(today)]
    day = exchange.answer_by
    _tell("exchange_overdue", exchange, members, at=at, act_by=day, due_on=day)


def tell_asker(exchange: Exchange, *, at: datetime) -> None:
    """Who asked, the coordinators, and the officers of the municipality it was asked for."""
    today = local_date(at)
    members = {
        exchange.asked_by_id,
        *coordinators(today),
        *_officers(exchange.asking_id, today),
    }
    _tell("exchange_answered", exchange, members, at=at)


def _tell(
    kind: str,
    exchange: Exchange,
    members: Iterable[int],
    *,
    at: datetime,
    act_by: date | None = None,
    due_on: date | None = None,
) -> None:
    tell(
        kind,
        about=About("exchange", exchange.public_id, exchange.reference),
        path=path_of(exchange),
        recipients=members,
        due_on=due_on or local_date(at),
        at=at,
        act_by=act_by,
    )
