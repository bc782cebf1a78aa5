"""Who gets in where, in dwellings."""

from tests.access.door import COO, KEY, LA, Door
from tests.factories import DwellingFactory, MembershipFactory, party


def own(cast):
    return {"public_id": DwellingFactory(offered_by=cast[LA]).public_id}


def strangers(_cast):
    agent = MembershipFactory(role=LA, party=party("Ymere"))
    return {"public_id": DwellingFactory(offered_by=agent).public_id}


DOORS = [
    Door("dwellings:list", "get", {COO: 200, LA: 200}),
    Door("dwellings:detail", "get", {COO: 200, LA: 200}, own, strangers, sees_all={COO}),
    Door("dwellings:complexes", "get", {COO: 200, LA: 200}),
    Door("dwellings:tell_complex", "get", {LA: 200}),
    Door("dwellings:tell_complex", "post", {LA: 422}, data={"form_key": KEY}),
    Door("dwellings:offer", "get", {LA: 200}),
    Door("dwellings:offer", "post", {LA: 422}, data={"form_key": KEY}),
    Door("dwellings:change", "get", {LA: 200}, own, strangers),
    Door("dwellings:change", "post", {LA: 422}, own, strangers, data={"form_key": KEY}),
]
