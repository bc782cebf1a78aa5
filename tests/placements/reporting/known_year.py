"""A year of which every number is known beforehand: what there is, and what a page must say of it."""

from datetime import date

from django.db import connection

from municipalities.models import POOL, Place, Share
from tests.database import arranging
from tests.placements.reporting.scenes import HAARLEM, VELSEN, decide, home, step

BEVERWIJK = "Beverwijk"
NOVEMBER = date(2026, 11, 21)
PRE, YMERE, VELISON = "Pré Wonen", "Ymere", "Velison Wonen"

# How many, where, of whom, and the day of each step.
HOMES = [
    (
        6,
        HAARLEM,
        PRE,
        {"proposed": (1, 12), "agreed": (1, 20), "leased": (2, 1), "moved_in": (2, 10)},
    ),
    (
        7,
        VELSEN,
        VELISON,
        {"proposed": (3, 3), "agreed": (4, 7), "leased": (5, 4), "moved_in": (6, 1)},
    ),
    (5, HAARLEM, YMERE, {"moved_in": (4, 15)}),
    (5, HAARLEM, YMERE, {"proposed": (5, 4), "declined": (5, 20)}),
    (6, HAARLEM, PRE, {"proposed": (9, 1), "agreed": (9, 7)}),
    (5, BEVERWIJK, PRE, {"proposed": (11, 2)}),
]
SHARES = {
    HAARLEM: 84,
    VELSEN: 30,
    BEVERWIJK: 20,
    "Heemskerk": 18,
    "Zandvoort": 10,
    "Heemstede": 9,
    "Bloemendaal": 7,
}
CAP, EXTRA, FREE = 178, 4, 153
HOUSED = {HAARLEM: 11, VELSEN: 7}
RESERVED = {HAARLEM: 6, BEVERWIJK: 5}
OF_CORPORATIONS = {PRE: (6, 11), VELISON: (7, 0), YMERE: (5, 0)}
BY_MONTH = [(0, 6), (6, 0), (6, 7), (11, 7), (11, 7), *[(18, 0)] * 3, *[(18, 6)] * 2, (18, 11)]
"""Housed and reserved at the end of each month; December has yet to come."""
PACE = 162
"""325 of 365 days of 182 homes."""


def make_known_year() -> None:
    """The homes above; besides, what counts elsewhere or not at all, and two decisions."""
    for number, municipality, corporation, days in HOMES:
        for _ in range(number):
            _walk(municipality, corporation, {s: date(2026, *day) for s, day in days.items()})
    for _ in range(6):
        home(date(2026, 11, 3), status="agreed", year=2027)
    beside = {"place": None, "counts": False, "not_counting": "decision_needed"}
    home(date(2026, 11, 4), status="leased", **beside)
    decide("extra", EXTRA, date(2026, 9, 14))
    _harden(VELSEN)


def _walk(municipality: str, corporation: str, days: dict[str, date]) -> None:
    (first, on), *steps = days.items()
    placement = home(on, municipality=municipality, corporation=corporation, status=first)
    for status, day in steps:
        step(placement, status, day, code="other" if status == "declined" else "")


def _harden(municipality: str) -> None:
    with arranging(), connection.cursor() as cursor:
        cursor.execute(
            "select municipalities_harden_share(2026, (select id from agreement_municipality"
            " where name = %s), %s)",
            [municipality, SHARES[municipality]],
        )


# From the steps of the placements, and not from the ledger that the pages add up.
COUNT = """
with latest as (
    select distinct on (object_id) object_id, becomes from audit_step
    where kind = 'placement' and (at at time zone 'Europe/Amsterdam')::date <= %(on)s
    order by object_id, at desc, id desc
)
select m.name, count(*) filter (where becomes in ('moved_in', 'completed', 'ended')),
    count(*) filter (where becomes in ('proposed', 'agreed', 'leased'))
from latest join placements_placement p on p.id = object_id
join agreement_municipality m on m.id = p.municipality_id
where p.year = 2026 and p.counts group by m.name
"""


def counted(on: date) -> dict[str, tuple[int, int]]:
    """Housed and reserved per municipality on a day, counted from the rows themselves."""
    with arranging(), connection.cursor() as cursor:
        cursor.execute(COUNT, {"on": on})
        found = {name: (housed, reserved) for name, housed, reserved in cursor.fetchall()}
    return {name: found.get(name, (0, 0)) for name in SHARES}


def free_places() -> tuple[int, dict[str, int]]:
    """How many places of the year nobody holds, in all and of each share that is a limit."""
    free = Place.objects.filter(year=2026, taken=False)
    hard = Share.objects.filter(year=2026).exclude(holder=POOL).select_related("municipality")
    return free.count(), {
        share.municipality.name: free.filter(holder=share.holder).count() for share in hard
    }
