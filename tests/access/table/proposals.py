"""Who gets in where, at the table and on placements."""

from datetime import UTC, date, datetime

from pact.accounts.roles import Role
from placements.proposals.models import Placement, Question
from tests.access.door import COO, CW, FG, KEY, LA, NW, ByRole, Door
from tests.cast import Cast
from tests.database import arranging
from tests.factories import (
    CandidateFactory,
    DwellingFactory,
    GuidanceFactory,
    IntroductionFactory,
    MembershipFactory,
    PlacementFactory,
    party,
)

RELEASED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def placement_of(cast: ByRole) -> Placement:
    """A released placement to which everybody of the cast who can be a party is one."""
    candidate = CandidateFactory(caseworker=cast[CW])
    IntroductionFactory(candidate=candidate, worker=cast[NW])
    dwelling = DwellingFactory(offered_by=cast[LA], status="reserved")
    placement = PlacementFactory(
        candidate=candidate, dwelling=dwelling, worker=cast[NW], released_at=RELEASED
    )
    with arranging():
        for kind, asked in [("profile", cast[LA]), ("viewing", cast[LA]), ("care", cast[CW])]:
            Question.objects.create(
                placement=placement,
                kind=kind,
                party=asked.party,
                asked_at=RELEASED,
                due_on=date(2099, 1, 1),
            )
    return placement


def placement_of_others() -> Placement:
    caseworker = MembershipFactory(party=party(Cast.other_care))
    agent = MembershipFactory(role=Role.LETTING_AGENT, party=party(Cast.other_corporation))
    return PlacementFactory(
        candidate=CandidateFactory(caseworker=caseworker),
        dwelling=DwellingFactory(offered_by=agent, status="reserved"),
        released_at=RELEASED,
    )


def own(cast: ByRole) -> dict:
    return {"public_id": placement_of(cast).public_id}


def strangers(_cast: ByRole) -> dict:
    return {"public_id": placement_of_others().public_id}


def viewing(cast: ByRole) -> dict:
    return {**own(cast), "kind": "viewing"}


def strange_viewing(cast: ByRole) -> dict:
    return {**strangers(cast), "kind": "viewing"}


def care(cast: ByRole) -> dict:
    return {**own(cast), "kind": "care"}


def strange_care(cast: ByRole) -> dict:
    return {**strangers(cast), "kind": "care"}


def home(cast: ByRole) -> dict:
    return {"dwelling": DwellingFactory(offered_by=cast[LA]).public_id}


def home_of(cast: ByRole) -> dict:
    return {"public_id": DwellingFactory(offered_by=cast[LA]).public_id}


def strange_home(cast: ByRole) -> dict:
    agent = MembershipFactory(role=Role.LETTING_AGENT, party=party("Ymere"))
    return {"public_id": DwellingFactory(offered_by=agent).public_id}


def home_and_candidate(cast: ByRole) -> dict:
    return {**home(cast), "candidate": CandidateFactory(caseworker=cast[CW]).public_id}


PARTIES = dict.fromkeys([COO, CW, LA, NW, FG], 200)


def deed(name: str, *roles: Role, posted: int = 422, made=own, strange=strangers) -> list[Door]:
    """A page that asks on GET, and on an empty POST says what is missing."""
    rest = {"own": made, "strangers": strange, "sees_all": {COO}}
    return [
        Door(name, "get", dict.fromkeys(roles, 200), **rest),
        Door(name, "post", dict.fromkeys(roles, posted), **rest),
    ]


def own_case(cast: ByRole) -> dict:
    return {"public_id": CandidateFactory(caseworker=cast[CW]).public_id}


def strange_case(cast: ByRole) -> dict:
    return {
        "public_id": CandidateFactory(
            caseworker=MembershipFactory(party=party("HVO-Querido"))
        ).public_id
    }


def own_track(cast: ByRole) -> dict:
    candidate = CandidateFactory(caseworker=cast[CW], status="housed")
    return {"public_id": GuidanceFactory(candidate=candidate).public_id}


def strange_track(_cast: ByRole) -> dict:
    return {"public_id": GuidanceFactory().public_id}


DOORS = [
    Door("proposals:table", "get", {COO: 200}),
    Door("proposals:table_of", "get", {COO: 200}, own=home),
    Door("proposals:room", "get", {COO: 200}, own=home),
    Door("proposals:give_back", "get", {COO: 200}, own=home),
    Door("proposals:give_back", "post", {COO: 422}, own=home),
    Door("proposals:propose", "get", {COO: 200}, own=home_and_candidate),
    Door("proposals:propose", "post", {COO: 422}, own=home_and_candidate, data={"form_key": KEY}),
    Door("proposals:list", "get", PARTIES),
    Door("proposals:placement", "get", PARTIES, own=own, strangers=strangers, sees_all={COO}),
    *deed("proposals:answer_profile", LA),
    *deed("proposals:answer_care", CW),
    *deed("proposals:answer_candidate", CW),
    *deed("proposals:refuse_after_all", CW),
    *deed("proposals:take_back_for_candidate", CW, made=care, strange=strange_care),
    *deed("proposals:take_back_for_corporation", LA, made=viewing, strange=strange_viewing),
    *deed("proposals:agree_payment", CW),
    *deed("proposals:answer_check", LA, made=viewing, strange=strange_viewing),
    *deed("proposals:answer_definite", LA),
    *deed("proposals:extend", COO, made=viewing, strange=strange_viewing),
    *deed("proposals:wait_longer", LA),
    *deed("proposals:release", COO, posted=409),
    *deed("proposals:judge_refusal", COO),
    *deed("proposals:withdraw", COO, CW, LA),
    *deed("proposals:name_agent", COO, LA),
    *deed("proposals:correct_home", LA, made=home_of, strange=strange_home),
    *deed("proposals:withdraw_home", LA, made=home_of, strange=strange_home),
    *deed("proposals:hold_case", CW, made=own_case, strange=strange_case),
    *deed("proposals:resume_case", CW, posted=409, made=own_case, strange=strange_case),
    *deed("proposals:end_guidance", CW, made=own_track, strange=strange_track),
    *deed("proposals:withdraw_case", CW, made=own_case, strange=strange_case),
    *deed("proposals:take_withdrawal_back", COO, CW, made=own_case, strange=strange_case),
    *deed("proposals:take_admission_back", COO, made=own_case, strange=strange_case),
]
