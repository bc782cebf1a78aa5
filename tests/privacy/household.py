"""The household of the canaries with everything that hangs on it, in one state of the road."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model

from pact.accounts.models import Membership
from pact.agreement.models import Municipality
from placements.candidates.models import (
    AvoidedDistrict,
    Candidate,
    Fingerprint,
    PreferredArea,
    Uitstromer,
)
from placements.dwellings.models import Dwelling
from placements.guidance.models import ContactMoment, Guidance, Takeover
from placements.introductions.models import Introduction
from placements.proposals.models import Placement
from placements.signals.models import Signal
from placements.tenancies.models import Lease
from tests.database import arranging
from tests.factories import (
    WINTER,
    CandidateFactory,
    DwellingFactory,
    GuidanceFactory,
    IntroductionFactory,
    PlacementFactory,
    add_uitstromer,
    area,
    district,
)
from tests.privacy import canaries, circumstances
from tests.privacy.canaries import Canary
from tests.privacy.states import (
    ASKED_OVER,
    CLOSED,
    GUIDANCE_IS_OVER,
    LET,
    LIVED_IN,
    UNDECIDED,
    WITHOUT_PLACEMENT,
)

CANDIDATE_IN = {
    **{
        state: state for state in ["draft", "submitted", "returned", "rejected", "on_hold", "ended"]
    },
    "moved_in": "housed",
    "completed": "housed",
}
INTRODUCTION_AFTER = {"moved_in": "moved", "completed": "moved", "ended": "stopped"}
PLACEMENT_IN = {"released": "proposed"}

Row = TypeVar("Row", bound=Model)


@dataclass
class Household:
    """The candidate with the rows by which somebody could ask for them."""

    candidate: Candidate
    dwelling: Dwelling | None = None
    introduction: Introduction | None = None
    guidance: Guidance | None = None
    first: Uitstromer | None = None
    second: Uitstromer | None = None
    second_guidance: Guidance | None = None
    placement: Placement | None = None
    moment: ContactMoment | None = None
    signal: Signal | None = None
    takeover: Takeover | None = None

    def rows(self, kind: type[Row]) -> list[Row]:
        return [row for row in vars(self).values() if isinstance(row, kind)]


def household(people, *, state: str, worker: Membership | None = None) -> Household:
    """The household as it stands in ``state``, written around the walls. ``worker`` introduces."""
    worker = _named(worker or people.worker, Canary.WORKER)
    circumstances.reasons()
    candidate = _candidate(people, state=state)
    home = Household(candidate=candidate)
    with arranging():
        home.first = candidate.uitstromers.get()
    home.second = _second(candidate)
    _recognised(candidate)
    if state == "draft":
        return home
    _guided(home, people, state=state, worker=worker)
    if state in ASKED_OVER:
        home.takeover = circumstances.asked_over(candidate, to=people.receiver)
    if state == "returned":
        circumstances.returned(candidate)
    if state in UNDECIDED:
        return home
    home.introduction = IntroductionFactory(
        candidate=candidate, worker=worker, first_contact_on=canaries.FIRST_MET
    )
    circumstances.introduced(home.introduction)
    circumstances.excepted(candidate, by=people.coordinator)
    if state not in WITHOUT_PLACEMENT:
        _place(home, people, state=state, worker=worker)
        _avoided_since(home)
        home.signal = circumstances.signalled(home.placement)
    if state in INTRODUCTION_AFTER:
        with arranging():
            home.introduction.move_to(INTRODUCTION_AFTER[state], at=WINTER)
    return home


def _candidate(people, *, state: str) -> Candidate:
    caseworker = _named(people.caseworker, Canary.CONTACT_PERSON)
    status, is_decided = CANDIDATE_IN.get(state, "admitted"), state not in UNDECIDED
    candidate = CandidateFactory(
        reference=Canary.REFERENCE,
        caseworker=caseworker,
        status=status,
        status_code=circumstances.CODE if status in circumstances.DECIDED_BY else "",
        submitted_at=None if state == "draft" else WINTER,
        admitted_at=WINTER if is_decided else None,
        waiting_since=canaries.WAITS_SINCE if is_decided else None,
        held_since=WINTER.date() if state == "on_hold" else None,
        answer_by=WINTER.date() if state in ("submitted", "returned") else None,
        **_first(),
        **_about(comes_from_outside=state in WITHOUT_PLACEMENT),
    )
    with arranging():
        about = {"candidate": candidate, "caseworker": caseworker}
        AvoidedDistrict.objects.create(district=district(Canary.AVOIDED), **about)
        PreferredArea.objects.create(area=area(Canary.PREFERRED), **about)
        PreferredArea.objects.create(area=area("Schalkwijk"), **about)
    return candidate


def _named(member: Membership, name: str) -> Membership:
    with arranging():
        member.user.name = name
        member.user.save()
    return member


def _first() -> dict[str, object]:
    """The first person, with a value in every field."""
    return {
        "tables__card__first_name": Canary.FIRST_NAME,
        "tables__card__initials": Canary.INITIALS,
        "tables__card__birth_year": canaries.BORN.year,
        "tables__card__agreed_contact": Canary.AGREED_CONTACT,
        "tables__card__call_first": True,
        "tables__identity__last_name": Canary.LAST_NAME,
        "tables__identity__name_key": Canary.LAST_NAME.upper(),
        "tables__identity__birth_date": canaries.BORN,
        "tables__identity__telephone": Canary.TELEPHONE,
        "tables__identity__email": Canary.MAIL,
        "tables__support__intensity": "intensive",
        "tables__support__budget_in_order": True,
    }


def _about(*, comes_from_outside: bool) -> dict[str, object]:
    """What holds for all of the household; it comes from one of ours, or from outside."""
    ours = None if comes_from_outside else Municipality.objects.get(name="Zandvoort")
    return {
        "tables__need__adults": canaries.ADULTS,
        "tables__need__children": canaries.CHILDREN,
        "tables__need__co_parenting": True,
        "tables__need__bedrooms": canaries.BEDROOMS,
        "tables__need__accessibility": "wheelchair",
        "tables__need__wants_quiet": True,
        "tables__need__max_rent": "673.91",
        "tables__need__earliest_month": canaries.EARLIEST_MONTH,
        "tables__need__wished_month": canaries.WISHED_MONTH,
        "tables__care__facility": Canary.FACILITY,
        "tables__care__origin": "youth",
        "tables__care__municipality_of_origin": ours,
        "tables__care__from_elsewhere": comes_from_outside,
        "tables__care__income_class": "above",
        "tables__care__income_proved_on": canaries.INCOME_PROVED,
        "tables__safety__is_flagged": True,
        "tables__safety__current_address": Canary.CURRENT_ADDRESS,
        "tables__note__text": Canary.NOTE,
    }


def _second(candidate: Candidate) -> Uitstromer:
    return add_uitstromer(
        candidate,
        card__first_name=Canary.SECOND_FIRST_NAME,
        card__initials=Canary.SECOND_INITIALS,
        card__birth_year=canaries.SECOND_BORN.year,
        card__agreed_contact=Canary.SECOND_AGREED_CONTACT,
        card__call_first=True,
        support__intensity="intensive",
        identity__last_name=Canary.SECOND_LAST_NAME,
        identity__name_key=Canary.SECOND_LAST_NAME.upper(),
        identity__birth_date=canaries.SECOND_BORN,
        identity__telephone=Canary.SECOND_TELEPHONE,
        identity__email=Canary.SECOND_MAIL,
    )


def _recognised(candidate: Candidate) -> None:
    """By a hash of each of them, that is nobody's to see."""
    with arranging():
        for person, digest in zip(
            candidate.uitstromers.order_by("number"),
            [Canary.DIGEST, Canary.SECOND_DIGEST],
            strict=True,
        ):
            Fingerprint.objects.create(
                uitstromer=person,
                candidate=candidate,
                caseworker=candidate.caseworker,
                care_party=candidate.care_party,
                digests=[digest],
            )


def _guided(home: Household, people, *, state: str, worker: Membership) -> None:
    """Each by somebody else; met at home by the worker once they live there."""
    track = {
        "candidate": home.candidate,
        "worker": worker if state == "moved_in" else None,
        "light": "red",
        "runs_until": canaries.GUIDED_UNTIL,
        "moved_on": canaries.STARTED if state in LIVED_IN else None,
    }
    if state in GUIDANCE_IS_OVER:
        over = {"status_code": circumstances.CODE, "ended_on": date(2026, 11, 1)}
        track |= {"status": "ended", **over}
    coach = _named(people.coach, Canary.NAMED_PERSON)
    home.guidance = GuidanceFactory(**track)
    longer = {"extended_until": canaries.EXTENDED_UNTIL, "responsible": coach}
    home.second_guidance = GuidanceFactory(**track, **longer, uitstromer=home.second)
    home.moment = circumstances.visited(home.guidance)


def _avoided_since(home: Household) -> None:
    """The district of the home is ticked once somebody was proposed for it."""
    with arranging():
        AvoidedDistrict.objects.create(
            candidate=home.candidate,
            caseworker=home.candidate.caseworker,
            district=home.dwelling.district,
        )


def _place(home: Household, people, *, state: str, worker: Membership) -> None:
    is_closed, is_released = state in CLOSED, state != "proposed"
    home.dwelling = DwellingFactory(
        offered_by=people.agent,
        street=Canary.DWELLING_ADDRESS,
        house_number=9,
        rooms=canaries.ROOMS,
        rent="598.73",
        complex_reference=Canary.COMPLEX,
        status="let" if state in LET else "reserved",
    )
    home.placement = PlacementFactory(
        candidate=home.candidate,
        dwelling=home.dwelling,
        worker=worker,
        status=PLACEMENT_IN.get(state, state),
        status_code=circumstances.CODE if is_closed else "",
        guidance_paid=True,
        facts=circumstances.FITTED,
        released_at=WINTER if is_released else None,
        introduced_since=canaries.FIRST_MET,
        closed_at=WINTER if is_closed else None,
        agreed_at=WINTER if state in ("agreed", *LET) else None,
    )
    circumstances.answered(home.placement, is_released=is_released)
    with arranging():
        if state in LET:
            _lease(home, state=state, agent=people.agent)


def _lease(home: Household, *, state: str, agent: Membership) -> None:
    """Signed, begun on another day than was agreed, and in the tenant's own name since."""
    begun = {
        "started_on": canaries.STARTED,
        "started_by": agent,
        "transferred_on": canaries.TRANSFERRED,
    }
    ended = {"ended_on": canaries.LEFT, "end_code": circumstances.CODE}
    Lease.objects.create(
        placement=home.placement,
        form="intermediary",
        signed_on=canaries.SIGNED,
        keys_on=canaries.KEYS,
        starts_on=canaries.STARTS,
        introduction=home.introduction,
        **(begun if state != "leased" else {}),
        **(ended if state == "ended" else {}),
    )
    home.introduction.save_with(move_on=canaries.STARTS if state == "leased" else canaries.STARTED)
