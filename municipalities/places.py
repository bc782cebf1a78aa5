"""Taking one of a year's numbered places. The database holds the cap; this finds a free number."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from municipalities.models import POOL, Decision, DecisionKind, PactYear, Place, Share
from pact.agreement.norms import norm
from pact.common.refusals import Refused
from pact.common.waiting import patiently

START_OF_THE_LEASE = 1


class CapReached(Refused):
    """Every place that a home in this municipality could take in this year is taken."""

    def __init__(self, message: str, *, year: int, municipality: str | None) -> None:
        super().__init__(message)
        self.year = year
        self.municipality = municipality


class NoPlacesYet(Refused):
    """Nobody opened this year: it has no places, and no shares."""


def counting_year(starts_on: date) -> int:
    """The pact year that a home counts in: the calendar year of the date the norm names."""
    event = norm("counting_event", starts_on)
    if event != START_OF_THE_LEASE:
        raise NotImplementedError(f"No other counting event than the start of the lease: {event}.")
    return starts_on.year


def lock_free_place(*, year: int, municipality_id: int) -> Place:
    """Lock a free place for a home in this municipality, or say which limit is reached.

    Rivals take different numbers without waiting. Only when every free one is in somebody's hands
    do we wait for them, because a rival who gives up leaves a place; and look once more, because a
    place may have come free while we waited.
    """
    share = _share(year, municipality_id)
    if share.has_lapsed:
        raise _lapsed(share)
    free = Place.objects.filter(year_id=year, holder=share.holder, taken=False).order_by("number")
    with patiently():
        place = (
            free.select_for_update(skip_locked=True).first()
            or free.select_for_update().first()
            or free.select_for_update().first()
        )
    if place is None:
        raise _cap_reached(share)
    return place


def lapsed_homes() -> QuerySet[Decision]:
    """The decisions that what nobody used of a year has lapsed."""
    return Decision.objects.filter(kind=DecisionKind.UNUSED, applied_at__isnull=False)


def _lapsed(share: Share) -> CapReached:
    text = _("The homes that nobody used in %(year)s have lapsed, so no home can be added to it.")
    return CapReached(text % {"year": share.year_id}, year=share.year_id, municipality=None)


def _share(year: int, municipality_id: int) -> Share:
    share = (
        Share.objects.filter(year_id=year, municipality_id=municipality_id)
        .annotate(has_lapsed=Exists(lapsed_homes().filter(year=OuterRef("year_id"))))
        .select_related("municipality")
        .first()
    )
    if share is None:
        raise NoPlacesYet(
            _(
                "There are no places for %(year)s yet, so no home can be held in that year. "
                "They come in the year before. Choose an earlier start."
            )
            % {"year": year}
        )
    return share


def _cap_reached(share: Share) -> CapReached:
    if share.holder == POOL:
        ceiling = PactYear.objects.get(year=share.year_id).ceiling
        text = _(
            "All %(count)s homes of %(year)s are taken. No home can be added in %(year)s. "
            "You can propose a lease that starts in %(next)s, or wait until a home is released."
        )
        values = {"count": ceiling, "year": share.year_id, "next": share.year_id + 1}
        return CapReached(text % values, year=share.year_id, municipality=None)
    text = _(
        "All homes of %(municipality)s in %(year)s are taken: its share is a limit. "
        "You can exchange a home with another municipality, which answers within the agreed "
        "term, or propose a lease that starts in %(next)s."
    )
    values = {
        "municipality": share.municipality.name,
        "year": share.year_id,
        "next": share.year_id + 1,
    }
    return CapReached(text % values, year=share.year_id, municipality=share.municipality.name)
