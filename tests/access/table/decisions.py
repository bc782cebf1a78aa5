"""Who gets in where, among the decisions about the years."""

from datetime import UTC, datetime

from municipalities.models import Decision
from tests.access.door import ADM, COO, KEY, MUN, OVS, Door
from tests.database import arranging


def asked_by_coordinator(cast, **details):
    with arranging():
        Decision.objects.filter(decided_by=None).delete()
        found = Decision.objects.create(
            kind="extra",
            year=2026,
            value=4,
            document="verzonnen besluit 4",
            asked_by=cast[COO],
            asked_at=datetime(2026, 2, 2, 9, tzinfo=UTC),
            **details,
        )
    return {"public_id": found.public_id}


def a_kind(_cast) -> dict:
    return {"kind": "cap"}


FORM = {"form_key": KEY}

DOORS = [
    Door("decisions:list", "get", dict.fromkeys([ADM, COO, OVS, MUN], 200)),
    Door(
        "decisions:detail",
        "get",
        dict.fromkeys([ADM, COO, OVS, MUN], 200),
        own=asked_by_coordinator,
    ),
    Door("decisions:ask", "get", {ADM: 200, COO: 200}, own=a_kind),
    Door("decisions:ask", "post", {ADM: 422, COO: 422}, own=a_kind, data=FORM),
    Door("decisions:approve", "get", {ADM: 200, OVS: 200}, own=asked_by_coordinator),
    Door("decisions:approve", "post", {OVS: 302, ADM: 302}, own=asked_by_coordinator, data=FORM),
    Door("decisions:refuse", "get", {ADM: 200, OVS: 200}, own=asked_by_coordinator),
    Door("decisions:refuse", "post", {OVS: 302, ADM: 302}, own=asked_by_coordinator, data=FORM),
]
