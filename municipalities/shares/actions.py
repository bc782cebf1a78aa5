"""What each municipality takes of a year: advice, unless a decision of two people made it a limit."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from municipalities.models import PactYear, Share
from municipalities.shares.querysets import is_limit, shares_of
from pact.access.actor import Actor
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.history import last_change
from pact.common.refusals import Refused, Stale


def version_of(year: int) -> int:
    return last_change(Share, year=year)


@transaction.atomic
def agree_shares(
    *,
    year: int,
    agreed: Mapping[int, int],
    document: str,
    version: int,
    by: Actor,
    at: datetime,
) -> None:
    """Enter what the parties agreed for all municipalities at once: ``agreed`` by municipality."""
    rows = list(shares_of(year).select_for_update(of=("self",)))
    if year < local_date(at).year:
        raise Refused(_("That year is over, so that its shares stay as they were."))
    if version != (now := version_of(year)):
        theirs = {row.municipality.name: row.agreed for row in rows}
        raise Stale(theirs=theirs, version=now)
    _check_sum(year, rows, agreed)
    for share in rows:
        if is_limit(share) or share.municipality_id not in agreed:
            continue
        share.agreed, share.document = agreed[share.municipality_id], document
        share.is_fictitious = False
        share.save(update_fields=["agreed", "document", "is_fictitious"])
        record("share.agreed", share, at=at)


def _check_sum(year: int, rows: list[Share], agreed: Mapping[int, int]) -> None:
    soft = {row.municipality_id for row in rows if not is_limit(row)}
    total = sum(
        agreed.get(row.municipality_id, row.agreed) if row.municipality_id in soft else row.agreed
        for row in rows
    )
    ceiling = PactYear.objects.get(year=year).ceiling
    if total > ceiling:
        raise Refused(
            _(
                "Together these are %(total)s homes, and %(year)s has %(ceiling)s. Take %(over)s "
                "off, or first ask for more homes."
            )
            % {"total": total, "year": year, "ceiling": ceiling, "over": total - ceiling}
        )
