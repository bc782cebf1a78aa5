"""Who writes placements around the application: many rows at once, from Python and in plain SQL.

They write as the machine, past grants and walls, look for a free place without locking anything, and
try again as long as they see one: only the constraints are between them and one home too many.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from django.db import IntegrityError, connection
from django.db.models import Q

from municipalities.models import Place
from pact.accounts.models import Membership
from placements.candidates.models import Candidate
from placements.dwellings.models import Dwelling
from placements.proposals.models import Placement
from tests.concurrency.limits import YEAR
from tests.concurrency.server import PATIENCE
from tests.database import arranging
from tests.factories import WINTER


@dataclass(frozen=True)
class Wanted:
    """A home that somebody wants to hold for a candidate."""

    dwelling: Dwelling
    candidate: Candidate
    by: Membership


Held = list[tuple[Wanted, Place]]
Writer = Callable[[Held], None]

INSERT = """
insert into placements_placement (public_id, status, status_at, status_code, version, counts,
    not_counting, proposed_at, choice_code, facts, candidate_id, care_party_id, caseworker_id,
    dwelling_id, corporation_id, municipality_id, agent_id, proposed_by_id, year, holder, place_id)
select gen_random_uuid(), 'proposed', now(), '', 1, true, '', now(), '', '[]', c.id,
    c.care_party_id, c.caseworker_id, d.id, d.corporation_id, d.municipality_id, d.offered_by_id,
    %(by)s, p.year, p.holder, p.id
from unnest(%(candidates)s::bigint[], %(dwellings)s::bigint[], %(places)s::bigint[])
    as wanted (candidate, dwelling, place)
join placements_candidate c on c.id = wanted.candidate
join placements_dwelling d on d.id = wanted.dwelling
join municipalities_place p on p.id = wanted.place
"""


def in_bulk(held: Held) -> None:
    Placement.objects.bulk_create(
        Placement(
            candidate=wanted.candidate,
            care_party_id=wanted.candidate.care_party_id,
            caseworker_id=wanted.candidate.caseworker_id,
            dwelling=wanted.dwelling,
            corporation_id=wanted.dwelling.corporation_id,
            municipality_id=wanted.dwelling.municipality_id,
            agent_id=wanted.dwelling.offered_by_id,
            proposed_by=wanted.by,
            proposed_at=WINTER,
            status_at=WINTER,
            year_id=place.year_id,
            holder=place.holder,
            place=place,
        )
        for wanted, place in held
    )


def in_sql(held: Held) -> None:
    given = {
        "by": held[0][0].by.pk,
        "candidates": [wanted.candidate.pk for wanted, _place in held],
        "dwellings": [wanted.dwelling.pk for wanted, _place in held],
        "places": [place.pk for _wanted, place in held],
    }
    with connection.cursor() as cursor:
        cursor.execute(INSERT, given)


def all_at_once(write: Writer, wishes: list[list[Wanted]], *, holder: int) -> None:
    """Let everybody hold what they can, each on a connection of their own."""
    others = threading.Barrier(len(wishes))
    writers = [
        threading.Thread(target=_hold, args=(write, wanted, Q(holder=holder), others))
        for wanted in wishes
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(PATIENCE)


def _hold(write: Writer, wanted: list[Wanted], own: Q, others: threading.Barrier) -> None:
    """Take what is free of one's own; and once that is gone, anything that is free."""
    try:
        places = _free(own, len(wanted))
        others.wait(PATIENCE)  # nobody writes before everybody has looked
        while places and _is_refused(write, wanted, places):
            places = _free(own, len(wanted))
        if not places:
            _is_refused(write, wanted, _free(~own, len(wanted)))
    finally:
        connection.close()


def _free(whose: Q, number: int) -> list[Place]:
    """So many free places, chosen at random; in one order, so that nobody waits in a circle."""
    with arranging():
        free = Place.objects.filter(whose, year=YEAR, taken=False).order_by("?")[:number]
        return sorted(free, key=lambda place: place.pk)


def _is_refused(write: Writer, wanted: list[Wanted], places: list[Place]) -> bool:
    """Whether the database refuses; with fewer places than wishes, only so many are written."""
    held = list(zip(wanted, places, strict=False))
    try:
        with arranging():
            if held:
                write(held)
    except IntegrityError:
        return True
    return False
