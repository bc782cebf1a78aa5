"""Who gets in where, in candidates."""

from tests.access.door import COO, CW, FG, KEY, Door
from tests.factories import CandidateFactory, MembershipFactory, add_uitstromer, party


def own(cast, status="submitted"):
    return {"public_id": CandidateFactory(caseworker=cast[CW], status=status).public_id}


def rejected(cast):
    return own(cast, status="rejected")


def strangers(cast):
    stranger = MembershipFactory(party=party("HVO-Querido"))
    return {"public_id": CandidateFactory(caseworker=stranger).public_id}


def second(cast):
    candidate = CandidateFactory(caseworker=cast[CW], status="draft")
    return {"public_id": add_uitstromer(candidate).public_id}


def strange_second(cast):
    stranger = MembershipFactory(party=party("HVO-Querido"))
    candidate = CandidateFactory(caseworker=stranger, status="draft")
    return {"public_id": add_uitstromer(candidate).public_id}


def draft(cast):
    return own(cast, status="draft")


DOORS = [
    Door("candidates:list", "get", {CW: 200, COO: 200, FG: 200}),
    Door("candidates:start", "get", {CW: 200}),
    Door("candidates:start", "post", {CW: 302}, data={"form_key": KEY}),
    Door(
        "candidates:file",
        "get",
        {CW: 200, COO: 200, FG: 200},
        own=own,
        strangers=strangers,
        sees_all={COO},
    ),
    Door("candidates:edit", "get", {CW: 200}, own=own, strangers=strangers),
    Door("candidates:edit", "post", {CW: 422}, own=own, strangers=strangers),
    Door("candidates:add_person", "get", {CW: 200}, own=draft, strangers=strangers),
    Door(
        "candidates:add_person",
        "post",
        {CW: 302},
        own=draft,
        strangers=strangers,
        data={"form_key": KEY},
    ),
    *[
        Door(f"candidates:{name}", method, {CW: status}, own=second, strangers=strange_second)
        for name, method, status in [
            ("edit_person", "get", 200),
            ("edit_person", "post", 409),
            ("remove_person", "get", 200),
            ("remove_person", "post", 302),
        ]
    ],
    Door("candidates:admit", "post", {COO: 409}, own=own),
    Door("candidates:return", "get", {COO: 200}, own=own),
    Door("candidates:return", "post", {COO: 422}, own=own),
    Door("candidates:reconsider", "post", {COO: 302}, own=rejected),
]
