"""Who gets in where, among the homes that move between municipalities."""

from datetime import UTC, date, datetime

from municipalities.models import Exchange, Place, Share
from pact.agreement.models import Municipality
from tests.access.door import ADM, COO, KEY, MUN, OVS, Door
from tests.database import arranging


def exchange(cast, asking: str, giving: str) -> dict:
    with arranging():
        Exchange.objects.filter(answer=None).delete()
        found = Exchange.objects.create(
            year_id=2028,
            asking=Municipality.objects.get(name=asking),
            giving=Municipality.objects.get(name=giving),
            asked_by=cast[COO],
            asked_at=datetime(2026, 2, 2, 9, tzinfo=UTC),
            answer_by=date(2026, 2, 4),
        )
        haarlem = Share.objects.filter(year=2028, municipality__name="Haarlem")
        own = haarlem.values_list("municipality", flat=True)[0]
        haarlem.update(holder=own)
        Place.objects.filter(year=2028, number__lte=84).update(holder=own)
    return {"public_id": found.public_id}


def asked_of_ours(cast) -> dict:
    return exchange(cast, "Velsen", "Haarlem")


def of_others(cast) -> dict:
    return exchange(cast, "Velsen", "Zandvoort")


FORM = {"form_key": KEY}
READERS = dict.fromkeys([ADM, COO, OVS, MUN], 200)

DOORS = [
    Door("exchanges:list", "get", READERS),
    Door(
        "exchanges:detail",
        "get",
        READERS,
        own=asked_of_ours,
        strangers=of_others,
        sees_all={ADM, COO, OVS},
    ),
    Door("exchanges:ask", "get", {COO: 200, MUN: 200}),
    Door("exchanges:ask", "post", {COO: 422, MUN: 422}, data=FORM),
    Door("exchanges:agree", "get", {MUN: 200}, own=asked_of_ours, strangers=of_others),
    Door("exchanges:agree", "post", {MUN: 302}, own=asked_of_ours, strangers=of_others, data=FORM),
    Door("exchanges:decline", "get", {MUN: 200}, own=asked_of_ours, strangers=of_others),
    Door(
        "exchanges:decline", "post", {MUN: 302}, own=asked_of_ours, strangers=of_others, data=FORM
    ),
]
