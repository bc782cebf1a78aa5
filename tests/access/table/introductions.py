"""Who gets in where, in introductions."""

from datetime import date

from placements.introductions.models import Contact, Exemption
from tests.access.door import COO, CW, FG, KEY, NW, Door
from tests.database import arranging
from tests.factories import (
    WINTER,
    CandidateFactory,
    IntroductionFactory,
    MembershipFactory,
    party,
)


def own(cast):
    row = IntroductionFactory(candidate=CandidateFactory(caseworker=cast[CW]), worker=cast[NW])
    return {"public_id": row.public_id}


def strangers(_cast):
    stranger = MembershipFactory(party=party("HVO-Querido"))
    row = IntroductionFactory(candidate=CandidateFactory(caseworker=stranger))
    return {"public_id": row.public_id}


def own_contact(cast):
    row = IntroductionFactory(
        candidate=CandidateFactory(caseworker=cast[CW]), worker=cast[NW], contacts=[]
    )
    return {"public_id": row.public_id, "contact": _planned_contact(row)}


def own_held_contact(cast):
    found = own_contact(cast)
    with arranging():
        Contact.objects.filter(pk=found["contact"]).update(is_held=True)
    return found


def strangers_contact(_cast):
    row = IntroductionFactory(contacts=[])
    return {"public_id": row.public_id, "contact": _planned_contact(row)}


def _planned_contact(introduction) -> int:
    with arranging():
        return Contact.objects.create(
            introduction=introduction, on=date(2026, 3, 2), kind="walk"
        ).pk


def own_candidate(cast):
    return {"public_id": CandidateFactory(caseworker=cast[CW]).public_id}


def strangers_candidate(_cast):
    return {"public_id": CandidateFactory().public_id}


def asked_exemption(cast):
    candidate = CandidateFactory(caseworker=cast[CW])
    _exemption(candidate, cast[CW])
    return {"public_id": candidate.public_id}


def granted_exemption(cast):
    candidate = CandidateFactory(caseworker=cast[CW])
    row = _exemption(
        candidate, cast[CW], verdict="granted", decided_by=cast[COO], decided_at=WINTER
    )
    return {"public_id": candidate.public_id, "exemption": row.pk}


def used_exemption(cast):
    found = granted_exemption(cast)
    with arranging():
        Exemption.objects.filter(pk=found["exemption"]).update(is_used=True)
    return found


def done_exemption(cast):
    found = used_exemption(cast)
    with arranging():
        Exemption.objects.filter(pk=found["exemption"]).update(
            caught_up_on=WINTER.date(), caught_up_by=cast[CW]
        )
    return found


def strangers_exemption(_cast):
    candidate = CandidateFactory()
    return {
        "public_id": candidate.public_id,
        "exemption": _exemption(candidate, candidate.caseworker).pk,
    }


def _exemption(candidate, caseworker, **decided) -> Exemption:
    with arranging():
        return Exemption.objects.create(
            candidate=candidate,
            care_party=candidate.care_party,
            caseworker=candidate.caseworker,
            code="urgent",
            catch_up="after_move_monthly",
            catch_up_by=date(2027, 9, 1),
            asked_by=caseworker,
            asked_at=WINTER,
            decide_by=date(2026, 2, 4),
            **decided,
        )


def introduction_doors(name: str, get: dict, post: dict) -> list[Door]:
    return [
        Door(f"introductions:{name}", "get", get, own, strangers, sees_all={COO}),
        Door(
            f"introductions:{name}",
            "post",
            post,
            own,
            strangers,
            sees_all={COO},
            data={"form_key": KEY},
        ),
    ]


def candidate_doors(
    name: str, get: dict, post: dict, made=own_candidate, strange=strangers_candidate
) -> list[Door]:
    return [
        Door(f"introductions:{name}", "get", get, made, strange, sees_all={COO}),
        Door(
            f"introductions:{name}",
            "post",
            post,
            made,
            strange,
            sees_all={COO},
            data={"form_key": KEY},
        ),
    ]


DOORS = [
    Door("introductions:list", "get", {COO: 200, CW: 200, NW: 200, FG: 200}),
    Door(
        "introductions:detail",
        "get",
        {COO: 200, CW: 200, NW: 200, FG: 200},
        own,
        strangers,
        sees_all={COO},
    ),
    Door(
        "introductions:candidate",
        "get",
        {COO: 200, CW: 200},
        own_candidate,
        strangers_candidate,
        sees_all={COO},
    ),
    *candidate_doors("plan", {COO: 200, CW: 200}, {COO: 422, CW: 422}),
    *candidate_doors("ask_exemption", {CW: 200}, {CW: 422}),
    *candidate_doors("decide_exemption", {COO: 200}, {COO: 422}, asked_exemption, None),
    *candidate_doors(
        "revoke_exemption", {COO: 200}, {COO: 422}, granted_exemption, strangers_exemption
    ),
    *candidate_doors("caught_up", {CW: 200}, {CW: 422}, used_exemption, strangers_exemption),
    Door("introductions:not_caught_up", "post", {CW: 302}, done_exemption, strangers_exemption),
    *introduction_doors("first_contact", {CW: 200, NW: 200}, {CW: 422, NW: 422}),
    *introduction_doors(
        "correct_first_contact",
        {COO: 200, CW: 200, NW: 200},
        {COO: 422, CW: 422, NW: 422},
    ),
    *introduction_doors("replan", {CW: 200, NW: 200}, {CW: 422, NW: 422}),
    *introduction_doors("take_stop_back", {COO: 200, CW: 200}, {COO: 422, CW: 422}),
    *introduction_doors("add_contact", {CW: 200, NW: 200}, {CW: 422, NW: 422}),
    *introduction_doors("ask_along", {CW: 200, NW: 200}, {CW: 422, NW: 422}),
    *introduction_doors("name_worker", {COO: 200, CW: 200}, {COO: 422, CW: 422}),
    *introduction_doors("stop", {COO: 200, CW: 200, NW: 200}, {COO: 422, CW: 422, NW: 422}),
    Door(
        "introductions:hold_contact",
        "post",
        {CW: 409, NW: 302},
        own_contact,
        strangers_contact,
    ),
    Door(
        "introductions:contact_not_held",
        "post",
        {CW: 409, NW: 302},
        own_held_contact,
        strangers_contact,
    ),
    Door(
        "introductions:drop_contact",
        "post",
        {CW: 409, NW: 302},
        own_contact,
        strangers_contact,
    ),
]
