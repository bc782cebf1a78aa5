"""Whether the year of a draft has ended: nothing reserved, nothing moved since it was counted."""

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pact.common.refusals import Refused
from placements.proposals.models import Placement
from placements.proposals.states import HOLDS, REALISED
from placements.reporting.annual.homes import homes
from placements.reporting.frozen import fingerprint
from placements.reporting.models import Report
from placements.reporting.years import years_on
from placements.tenancies.years import DECISION_NEEDED

YEARS = 8_102_021
"""Of all locks with a number in this database, those with this first number are years."""


def hold_still(year: int) -> None:
    """Let no home of a year move until this transaction is over; wait for those that are moving."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [YEARS, year])


def check_year_has_ended(draft: Report) -> None:
    """Refuse what is still reserved, and a draft that counts other homes than there are now.

    A lease that started and was not confirmed is reserved as well: nobody knows yet whether it
    counts in this year.
    """
    reserved = set(HOLDS) - set(REALISED)
    count = Placement.objects.filter(
        year=draft.year, status__in=reserved, place__isnull=False
    ).count()
    if count:
        text = ngettext(
            "In %(year)s, %(count)s home is still reserved. Confirm its start, move it to another "
            "year or release it first, and make a new draft.",
            "In %(year)s, %(count)s homes are still reserved. Confirm the start of each, move it to "
            "another year or release it first, and make a new draft.",
            count,
        )
        raise Refused(text % {"year": draft.year, "count": count})
    _check_decided(draft.year)
    if fingerprint(_homes_now(draft)) != fingerprint(draft.figures["homes"]):
        raise Refused(
            _(
                "Since this draft was made, homes of %(year)s have changed. Make a new draft, and "
                "make that one final."
            )
            % {"year": draft.year}
        )


def _check_decided(year: int) -> None:
    """Refuse while it is not decided whether a lease of this year counts."""
    waiting = Placement.objects.filter(not_counting=DECISION_NEEDED, lease__starts_on__year=year)
    if waiting.filter(status__in=HOLDS).exists():
        raise Refused(
            _(
                "In %(year)s, it is not decided yet of every lease whether it counts. Ask for that "
                "decision first, and make a new draft."
            )
            % {"year": year}
        )


def _homes_now(draft: Report) -> dict:
    year = next(year for year in years_on(draft.figures_on) if year.year == draft.year)
    return homes(year, draft.figures_on, draft.figures["few"])
