"""Who gets in where, among leases and their appointments."""

from datetime import date, time

from pact.accounts.models import Membership
from placements.introductions.models import Introduction
from placements.proposals.models import Placement
from placements.tenancies.models import Appointment, Lease
from tests.access.door import COO, CW, KEY, LA, ByRole, Door
from tests.access.table import guidance
from tests.access.table.proposals import (
    RELEASED,
    deed,
    own,
    placement_of,
    placement_of_others,
    strangers,
)
from tests.database import arranging
from tests.factories import (
    CandidateFactory,
    DwellingFactory,
    IntroductionFactory,
    MembershipFactory,
    PlacementFactory,
    party,
)


def leased(cast: ByRole) -> dict:
    """The placement with a lease that stands on its introduction."""
    placement = placement_of(cast)
    with arranging():
        Lease.objects.create(
            placement=placement,
            form="regular",
            signed_on=date(2026, 11, 23),
            starts_on=date(2026, 12, 15),
            introduction=Introduction.objects.get(candidate=placement.candidate_id),
        )
    return {"public_id": placement.public_id}


def met(cast: ByRole) -> dict:
    return _appointment(placement_of(cast))


def met_by_others(_cast: ByRole) -> dict:
    return _appointment(placement_of_others())


def _appointment(placement) -> dict:
    with arranging():
        appointment = Appointment.objects.create(
            placement=placement,
            kind="viewing",
            on=date(2099, 1, 1),
            at_time=time(14, 30),
            made_by=placement.agent,
        )
    return {"public_id": placement.public_id, "appointment": appointment.pk}


def over(status: str):
    """A placement of the cast whose lease or guidance has ended."""

    def made(cast: ByRole) -> dict:
        return {"public_id": of_the_past(cast[CW], cast[LA], status).public_id}

    return made


def over_of_others(_cast: ByRole) -> dict:
    agent = MembershipFactory(role="letting_agent", party=party("Ymere"))
    caseworker = MembershipFactory(role="caseworker", party=party("HVO-Querido"))
    return {"public_id": of_the_past(caseworker, agent, "ended").public_id}


def of_the_past(caseworker: Membership, agent: Membership, status: str) -> Placement:
    placement = PlacementFactory(
        candidate=CandidateFactory(caseworker=caseworker, status="housed"),
        dwelling=DwellingFactory(offered_by=agent, status="let"),
        status=status,
        status_code="left",
        released_at=RELEASED,
    )
    started = IntroductionFactory(candidate=placement.candidate, first_contact_on=date(2025, 12, 1))
    with arranging():
        Lease.objects.create(
            placement=placement,
            form="regular",
            signed_on=date(2026, 8, 3),
            starts_on=date(2026, 9, 1),
            started_on=date(2026, 9, 1),
            started_by=agent,
            introduction=started,
        )
    return placement


def let_home(cast: ByRole) -> dict:
    """A home of the agent's corporation whose tenant is no longer guided, for as far as it knows."""
    return {"public_id": DwellingFactory(offered_by=cast[LA], status="let").public_id}


def let_home_of_others(_cast: ByRole) -> dict:
    agent = MembershipFactory(role="letting_agent", party=party("Ymere"))
    return {"public_id": DwellingFactory(offered_by=agent, status="let").public_id}


ASKED = {"own": own, "strangers": strangers}

DOORS = [
    Door("tenancies:appointment", "get", {CW: 200, LA: 200}, **ASKED),
    Door("tenancies:appointment", "post", {CW: 422, LA: 422}, **ASKED, data={"form_key": KEY}),
    *deed("tenancies:drop_appointment", CW, LA, posted=302, made=met, strange=met_by_others),
    *deed("tenancies:expect_start", COO),
    Door("tenancies:ask_to_count", "get", {COO: 200}, own=leased),
    Door("tenancies:ask_to_count", "post", {COO: 422}, own=leased, data={"form_key": KEY}),
    *deed("tenancies:sign", LA),
    *deed("tenancies:correct_lease", LA, made=leased),
    *deed("tenancies:keys", LA, made=leased),
    *deed("tenancies:confirm_start", LA, made=leased),
    *deed("tenancies:postpone", LA, made=leased),
    *deed("tenancies:cancel", LA, made=leased),
    *deed("tenancies:take_back", LA, COO, made=leased),
    *deed("tenancies:transfer", LA, made=leased),
    *deed("tenancies:put_off_transfer", LA, made=leased),
    *deed("tenancies:correct_transfer", LA, COO, made=leased),
    *deed("tenancies:end", LA, made=leased),
    *deed("tenancies:complete", CW, posted=409),
    *deed("tenancies:take_end_back", COO, made=over("ended"), strange=over_of_others),
    *deed("tenancies:correct_end", COO, made=over("ended"), strange=over_of_others),
    *deed(
        "tenancies:take_completion_back", CW, COO, made=over("completed"), strange=over_of_others
    ),
    *deed("tenancies:take_end_of_home_back", LA, made=let_home, strange=let_home_of_others),
    *deed("tenancies:correct_end_of_home", LA, made=let_home, strange=let_home_of_others),
    *deed(
        "tenancies:take_guidance_end_back",
        CW,
        COO,
        made=guidance.own,
        strange=guidance.strangers,
    ),
    *deed("tenancies:transfer_of_home", LA, made=let_home, strange=let_home_of_others),
    *deed("tenancies:put_off_transfer_of_home", LA, made=let_home, strange=let_home_of_others),
    *deed("tenancies:end_of_home", LA, made=let_home, strange=let_home_of_others),
]
