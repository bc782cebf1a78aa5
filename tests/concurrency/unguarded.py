"""The same site with the guard taken away: it looks for a free place, and locks nothing.

A control: where this does not oversell, the race proves nothing.
"""

from pact.wsgi import application  # first of all: it makes Django ready

# isort: split
from municipalities.models import Place, Share
from placements.proposals.actions import proposing

__all__ = ["application"]


def look_without_locking(*, year: int, municipality_id: int) -> Place:
    share = Share.objects.get(year_id=year, municipality_id=municipality_id)
    own = Place.objects.filter(year_id=year, holder=share.holder).order_by("number")
    # Nobody comes between counting and taking, everybody hopes.
    return own.filter(taken=False).first() or own.first()


proposing.lock_free_place = look_without_locking
