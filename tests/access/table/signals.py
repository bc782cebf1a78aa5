"""Who gets in where, among signals about living somewhere."""

from datetime import UTC, date, datetime

from placements.proposals.models import Placement
from placements.signals.models import Signal
from tests.access.door import COO, CW, FG, KEY, LA, ByRole, Door
from tests.access.table.proposals import deed, own, placement_of, placement_of_others, strangers
from tests.database import arranging

GIVEN = datetime(2026, 12, 16, 9, 0, tzinfo=UTC)


def signal(cast: ByRole) -> dict:
    return _signal(placement_of(cast))


def of_others(_cast: ByRole) -> dict:
    return _signal(placement_of_others())


def _signal(placement: Placement) -> dict:
    with arranging():
        made = Signal.objects.create(
            placement=placement,
            fact="nuisance",
            happened_on=date(2026, 12, 15),
            side="corporation",
            corporation_view="serious",
            given_by=placement.agent,
            given_at=GIVEN,
            status_at=GIVEN,
            due_on=date(2026, 12, 23),
        )
    return {"public_id": made.public_id}


ASKED = {"own": own, "strangers": strangers}

DOORS = [
    Door(
        "signals:of_placement",
        "get",
        dict.fromkeys([COO, CW, LA, FG], 200),
        sees_all={COO},
        **ASKED,
    ),
    Door("signals:give", "get", {CW: 200, LA: 200}, **ASKED),
    Door("signals:give", "post", {CW: 422, LA: 422}, **ASKED, data={"form_key": KEY}),
    *deed("signals:look", CW, LA, made=signal, strange=of_others),
    *deed("signals:decide", CW, LA, made=signal, strange=of_others),
]
