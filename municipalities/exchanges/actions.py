"""Asking another municipality for a home, and its answer: a yes moves one place at once."""

from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from municipalities.exchanges import news
from municipalities.exchanges.querysets import free_for
from municipalities.finality import check_not_published
from municipalities.models import Exchange, Share
from pact.access.actor import Actor
from pact.accounts.roles import Role
from pact.agreement.models import Municipality
from pact.agreement.norms import norm
from pact.audit.record import record
from pact.common.dates import local_date, working_days_after
from pact.common.refusals import Refused


@transaction.atomic
def ask(
    *, year: int, asking: Municipality, giving: Municipality, by: Actor, at: datetime
) -> Exchange:
    """Ask a municipality for one of its homes, because one's own are all taken."""
    if by.is_a(Role.MUNICIPAL_OFFICER) and asking.pk != by.municipality_id:
        raise Refused(_("You ask for your own municipality only."))
    check_not_published(year)
    _check_helps(year, asking, giving)
    today = local_date(at)
    try:
        with transaction.atomic():
            exchange = Exchange.objects.create(
                year_id=year,
                asking=asking,
                giving=giving,
                asked_by_id=by.membership_id,
                asked_at=at,
                answer_by=working_days_after(today, norm("term_exchange", today)),
            )
    except IntegrityError as error:
        raise Refused(
            _("%(giving)s was asked already, and has not answered yet.") % {"giving": giving}
        ) from error
    record("exchange.asked", exchange, at=at)
    news.ask_giver(exchange, at=at)
    return exchange


def _check_helps(year: int, asking: Municipality, giving: Municipality) -> None:
    shares = {
        share.municipality_id: share
        for share in Share.objects.filter(year=year, municipality__in=[asking, giving])
    }
    if asking == giving or len(shares) != len({asking, giving}):
        raise Refused(_("Choose two municipalities that both take part in that year."))
    mine, theirs = shares[asking.pk], shares[giving.pk]
    if mine.holder == theirs.holder:
        raise Refused(
            _(
                "%(asking)s and %(giving)s draw from the same homes, so an exchange gives nobody "
                "more. An exchange helps where a share is a limit."
            )
            % {"asking": asking, "giving": giving}
        )
    if free := free_for(mine):
        raise Refused(
            ngettext(
                "%(asking)s still has %(n)s home free in %(year)s. Use that first.",
                "%(asking)s still has %(n)s homes free in %(year)s. Use those first.",
                free,
            )
            % {"asking": asking, "n": free, "year": year}
        )
    if not free_for(theirs) or not theirs.agreed:
        raise _nothing_to_give(giving, year)


def _nothing_to_give(giving: Municipality, year: int) -> Refused:
    return Refused(
        _("%(giving)s has no home of %(year)s left to give. Ask another municipality.")
        % {"giving": giving, "year": year}
    )


@transaction.atomic
def agree(*, exchange: Exchange, by: Actor, at: datetime) -> Exchange:
    """Give one home: both, the answer and the home that moves, or neither."""
    exchange = _to_answer(exchange, by)
    check_not_published(exchange.year_id)
    try:
        with transaction.atomic():
            _answer(exchange, by, at, answer=True)
            with connection.cursor() as cursor:
                cursor.execute("select municipalities_apply_exchange(%s)", [exchange.pk])
    except IntegrityError as error:
        raise _nothing_to_give(exchange.giving, exchange.year_id) from error
    exchange.refresh_from_db()
    record("exchange.agreed", exchange, at=at)
    news.tell_asker(exchange, at=at)
    return exchange


@transaction.atomic
def decline(*, exchange: Exchange, by: Actor, at: datetime) -> Exchange:
    """Keep the home."""
    exchange = _to_answer(exchange, by)
    _answer(exchange, by, at, answer=False)
    record("exchange.declined", exchange, at=at)
    news.tell_asker(exchange, at=at)
    return exchange


def _to_answer(exchange: Exchange, by: Actor) -> Exchange:
    """Lock it; who answered is read after that, because a join would show how it was before."""
    exchange = Exchange.objects.select_for_update().get(pk=exchange.pk)
    if exchange.answered_by is not None:
        raise Refused(
            _("%(name)s answered already. Open the page again to read the answer.")
            % {"name": exchange.answered_by.user.name}
        )
    if exchange.giving_id != by.municipality_id:
        raise Refused(_("An officer of %(giving)s answers this.") % {"giving": exchange.giving})
    if exchange.asked_by.user_id == by.user_id:
        raise Refused(
            _("You asked for this yourself. Another officer of %(giving)s answers it.")
            % {"giving": exchange.giving}
        )
    return exchange


def _answer(exchange: Exchange, by: Actor, at: datetime, *, answer: bool) -> None:
    exchange.answer, exchange.answered_by_id, exchange.answered_at = answer, by.membership_id, at
    exchange.save(update_fields=["answer", "answered_by", "answered_at"])
