"""Who gets in where, in guidance."""

from datetime import date

from placements.guidance.models import ContactMoment, Takeover
from tests.access.door import COO, CW, FG, KEY, Door
from tests.database import arranging
from tests.factories import CandidateFactory, GuidanceFactory, MembershipFactory, party


def own(cast):
    return {"public_id": GuidanceFactory(candidate__caseworker=cast[CW]).public_id}


def strangers(cast):
    return {"public_id": GuidanceFactory(candidate__caseworker=stranger()).public_id}


def own_moment(cast):
    return moment_of(cast[CW])


def strange_moment(cast):
    return moment_of(stranger())


def own_case(cast):
    return {"public_id": CandidateFactory(caseworker=cast[CW]).public_id}


def submitted(cast):
    return {"public_id": CandidateFactory(caseworker=cast[CW], status="submitted").public_id}


def strange_case(cast):
    return {"public_id": CandidateFactory(caseworker=stranger()).public_id}


def offered(cast):
    """Asked of somebody, by our own caseworker."""
    return {"public_id": takeover_of(cast[CW]).public_id}


def offered_elsewhere(cast):
    return {"public_id": takeover_of(stranger()).public_id}


def takeover_of(giver):
    track = GuidanceFactory(candidate__caseworker=giver)
    receiver = MembershipFactory(party=party("Leger des Heils"), role="caseworker")
    with arranging():
        return Takeover.objects.create(
            candidate=track.candidate,
            caseworker=giver,
            asked_by=giver,
            from_party=giver.party,
            to_party=receiver.party,
            to=receiver,
            reference=track.candidate.reference,
            guided_since=track.opened_on,
            asked_at=track.status_at,
            status_at=track.status_at,
        )


def stranger():
    return MembershipFactory(party=party("HVO-Querido"))


def moment_of(member):
    track = GuidanceFactory(candidate__caseworker=member)
    with arranging():
        moment = ContactMoment.objects.create(
            guidance=track, kind="visit", planned_on=date(2026, 12, 1)
        )
    return {"public_id": moment.public_id}


SENT = {"form_key": KEY}

TAKEOVERS = [
    ("guidance:ask_takeover", 422, own_case, strange_case),
    ("proposals:takeover", 422, offered, offered_elsewhere),
    ("guidance:take_back", 302, offered, offered_elsewhere),
]

DOORS = [
    Door("guidance:list", "get", {CW: 200, COO: 200, FG: 200}),
    Door(
        "guidance:track",
        "get",
        {CW: 200, COO: 200, FG: 200},
        own=own,
        strangers=strangers,
        sees_all={COO},
    ),
    *[
        door
        for name in ("submit", "hand_over")
        for door in (
            Door(f"guidance:{name}", "get", {CW: 200}, own=own_case, strangers=strange_case),
            Door(
                f"guidance:{name}",
                "post",
                {CW: 422},
                own=own_case,
                strangers=strange_case,
                data=SENT,
            ),
        )
    ],
    Door("guidance:reject", "get", {COO: 200}, own=submitted),
    Door("guidance:reject", "post", {COO: 422}, own=submitted),
    Door("guidance:ask_reconsideration", "get", {CW: 200}, own=own_case, strangers=strange_case),
    Door("guidance:ask_reconsideration", "post", {CW: 409}, own=own_case, strangers=strange_case),
    *[
        door
        for name in ("add_moment", "extend", "transfer")
        for door in (
            Door(f"guidance:{name}", "get", {CW: 200}, own=own, strangers=strangers),
            Door(f"guidance:{name}", "post", {CW: 422}, own=own, strangers=strangers, data=SENT),
        )
    ],
    Door("guidance:hold_moment", "get", {CW: 200}, own=own_moment, strangers=strange_moment),
    Door(
        "guidance:hold_moment",
        "post",
        {CW: 422},
        own=own_moment,
        strangers=strange_moment,
        data=SENT,
    ),
    Door("guidance:correct_moment", "get", {CW: 200}, own=own_moment, strangers=strange_moment),
    Door("guidance:correct_moment", "post", {CW: 422}, own=own_moment, strangers=strange_moment),
    Door("guidance:drop_moment", "get", {CW: 200}, own=own_moment, strangers=strange_moment),
    Door("guidance:drop_moment", "post", {CW: 302}, own=own_moment, strangers=strange_moment),
    *[
        Door(
            name,
            method,
            dict.fromkeys([CW, COO], 200 if method == "get" else posted),
            own=made,
            strangers=strange,
            sees_all={COO},
            data=SENT if method == "post" else {},
        )
        for name, posted, made, strange in TAKEOVERS
        for method in ("get", "post")
    ],
]
