"""What an administrator does with a number that was agreed: a new one from a date on, never backwards."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from municipalities.norms.bounds import CANNOT_CHANGE, COUNTING_EVENT
from municipalities.norms.listing import in_words
from pact.access.actor import Actor
from pact.agreement.models import Norm
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.history import last_change
from pact.common.refusals import Refused, Stale


def version_of(key: str) -> int:
    """Counts every change of a norm's values, also of one that was taken back."""
    return last_change(Norm, key=key)


@transaction.atomic
def enter_value(
    *,
    key: str,
    value: int,
    valid_from: date,
    source: str,
    quote: str,
    version: int,
    by: Actor,
    at: datetime,
) -> Norm:
    """Let a new number hold from a date on; the one before it holds to the day before."""
    today = local_date(at)
    before = _followed(_locked(key, version, today), valid_from, today)
    until, before.valid_to = before.valid_to, valid_from
    before.save(update_fields=["valid_to"])
    norm = Norm.objects.create(
        key=key,
        value=value,
        unit=before.unit,
        valid_from=valid_from,
        valid_to=until,
        source=source,
        quote=quote,
    )
    record("norm.entered", norm, at=at)
    return norm


@transaction.atomic
def change_coming(
    *, norm: Norm, value: int, source: str, quote: str, version: int, by: Actor, at: datetime
) -> Norm:
    """Correct a number that does not hold yet."""
    norm = _coming(norm, version, local_date(at))
    norm.value, norm.source, norm.quote, norm.is_fictitious = value, source, quote, False
    norm.save(update_fields=["value", "source", "quote", "is_fictitious"])
    record("norm.changed", norm, at=at)
    return norm


@transaction.atomic
def take_back(*, norm: Norm, version: int, by: Actor, at: datetime) -> None:
    """Forget a number before it holds: the one before it goes on for as long."""
    norm = _coming(norm, version, local_date(at))
    before = Norm.objects.get(key=norm.key, valid_to=norm.valid_from)
    record("norm.taken_back", norm, at=at)
    until = norm.valid_to
    norm.delete()
    before.valid_to = until
    before.save(update_fields=["valid_to"])


def _followed(rows: list[Norm], day: date, today: date) -> Norm:
    """The number that holds to the day before a new one, or a refusal where none can follow."""
    if day <= today:
        raise Refused(
            _(
                "A new value holds from tomorrow on at the earliest: what was done until now was "
                "done with the number that held then, and stays so. Choose a later date."
            )
        )
    before = next((row for row in rows if _holds_on(row, day)), None)
    if before is None:
        raise Refused(_("No value holds on that date, so none can follow. Choose a later date."))
    if before.valid_from == day:
        raise Refused(
            _("A value from that date is there already. Change that one, or choose another date.")
        )
    return before


def _holds_on(norm: Norm, day: date) -> bool:
    return norm.valid_from <= day and (norm.valid_to is None or norm.valid_to > day)


def _locked(key: str, version: int, today: date) -> list[Norm]:
    """The values of a norm, held so that nobody else changes them meanwhile."""
    if key in CANNOT_CHANGE:
        raise Refused(_not_here(key))
    rows = list(Norm.objects.filter(key=key).order_by("valid_from").select_for_update())
    if version != (now := version_of(key)):
        raise Stale(theirs=in_words(rows, today), version=now)
    return rows


def _not_here(key: str) -> str:
    if key == COUNTING_EVENT:
        return _("The pact counts in one way: a home counts in the year in which its lease starts.")
    return _("This number is not changed here. How many homes a year changes by a decision.")


def _coming(norm: Norm, version: int, today: date) -> Norm:
    rows = _locked(norm.key, version, today)
    found = next((row for row in rows if row.pk == norm.pk), None)
    if found is None or found.valid_from <= today:
        raise Refused(
            _("This value holds already, so that it stays as it is. Enter a new one from a date.")
        )
    return found
