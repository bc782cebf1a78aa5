"""Telling the load of a complex; a second time for the same quarter corrects the first."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from placements.dwellings.complexes.models import ComplexLoad, quarter_ends

QUARTERS = 4
"""So many quarters back a figure may still be entered or corrected."""


@transaction.atomic
def tell_load(
    *, reference: str, until: date, lettings: int, priority: int, by: Actor, at: datetime
) -> ComplexLoad:
    """Put on record how many homes of a complex were let in twelve months, and to whom."""
    if until not in quarter_ends(local_date(at), count=QUARTERS):
        raise Refused(_("Choose one of the last four quarters that are over."))
    if priority > lettings:
        raise Refused(_("More homes with priority than were let at all. Check both numbers."))
    load, _is_new = ComplexLoad.objects.update_or_create(
        corporation_id=by.party_id,
        reference=reference,
        until=until,
        defaults={
            "lettings": lettings,
            "priority": priority,
            "entered_by_id": by.membership_id,
            "entered_at": at,
        },
    )
    record("complex.load_told", load, at=at)
    return load
