"""Who coordinates, and who decided so: on record, one office at a time."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.agreement.models import OfficeBasis, Party
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.history import last_change
from pact.common.refusals import Refused, Stale
from pact.common.shown import day_in_words


def version_now() -> int:
    return last_change(OfficeBasis)


@transaction.atomic
def enter_basis(
    *,
    party: Party,
    given_by: str,
    document: str,
    decided_on: date,
    valid_from: date,
    version: int,
    by: Actor,
    at: datetime,
) -> OfficeBasis:
    """Put on record who gave an office its task; an earlier basis ends the day before."""
    # The offices are the queue, so that two people cannot both enter the first basis.
    list(Party.objects.filter(kind=party.kind).select_for_update())
    running = OfficeBasis.objects.select_for_update().order_by("valid_from").last()
    if version != (now := version_now()):
        raise Stale(theirs=_theirs(running), version=now)
    if running is not None:
        _close(running, valid_from, local_date(at))
    basis = OfficeBasis.objects.create(
        party=party,
        given_by=given_by,
        document=document,
        decided_on=decided_on,
        valid_from=valid_from,
    )
    record("office.basis_entered", basis, at=at)
    return basis


def _close(running: OfficeBasis, day: date, today: date) -> None:
    if day <= max(today, running.valid_from):
        raise Refused(
            _(
                "An office is on record until now, and what it did rests on that. The next basis "
                "holds from tomorrow on at the earliest: choose a later date."
            )
        )
    running.valid_to = day
    running.save(update_fields=["valid_to"])


def _theirs(running: OfficeBasis | None) -> dict[str, object]:
    if running is None:
        return {}
    return {
        _("Office"): running.party.name,
        _("Given by"): running.given_by,
        _("Document"): running.document,
        _("Holds from"): day_in_words(running.valid_from),
    }
