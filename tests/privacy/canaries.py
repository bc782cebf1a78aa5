"""One household in which every field can be recognised wherever it turns up."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pact.accounts.models import Membership
from pact.agreement.models import Reason, ReasonKind
from placements.candidates.fingerprints import digests_of
from placements.candidates.models import (
    AvoidedDistrict,
    Candidate,
    Fingerprint,
    PreferredArea,
    Uitstromer,
)
from placements.dwellings.models import Dwelling
from placements.guidance.models import Guidance
from placements.introductions.models import Introduction
from placements.proposals.models import Placement, Question
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

BORN, SECOND_BORN = date(1987, 3, 19), date(1979, 7, 23)


def _digest(first_name: str, initials: str, last_name: str, birth_date: date) -> str:
    return digests_of(
        first_name=first_name, initials=initials, last_name=last_name, birth_date=birth_date
    )[0]


class Canary(StrEnum):
    """The rows of the matrix that can be recognised by a string."""

    REFERENCE = "K-KANAR7"
    FIRST_NAME = "Kanarievoornaam"
    INITIALS = "Q.X.Z."
    LAST_NAME = "Kanarieachternaam"
    BIRTH_DATE = "birth date"
    BIRTH_YEAR = "birth year"
    TELEPHONE = "06-87654321"
    MAIL = "kanarie@prive.example"
    CURRENT_ADDRESS = "Kanarieschuiladres 9"
    NOTE = "Kanarienotitie"
    ORIGIN = "jeugdinstelling"
    INCOME = "boven de grens voor sociale huur"
    INTENSITY = "intensief"
    CALL_FIRST = "call first"
    FACILITY = "Kanarievoorziening"
    RENT_BAND = "rent band"
    AVOIDED = "Spaarndammerpolder"
    ALARM = "ligt in een wijk die gemeden moet worden"
    PREFERRED = "Velserbroek"
    CARE_PARTY = "RIBW Kennemerland"
    CONTACT_PERSON = "Kanarie Contactpersoon"
    AGREED_CONTACT = "Kanarieafspraak na tienen"
    DWELLING_ADDRESS = "Kanarielaan"
    SIGNAL = "Kanariesignaal"
    SECOND_FIRST_NAME = "Putterroepnaam"
    SECOND_INITIALS = "W.Y.J."
    SECOND_LAST_NAME = "Putterfamilienaam"
    SECOND_BIRTH_DATE = "birth date of the second person"
    SECOND_BIRTH_YEAR = "birth year of the second person"
    SECOND_TELEPHONE = "06-76543218"
    SECOND_MAIL = "putter@prive.example"
    SECOND_AGREED_CONTACT = "Putterafspraak voor achten"
    DIGEST = _digest(FIRST_NAME, INITIALS, LAST_NAME, BORN)
    SECOND_DIGEST = _digest(SECOND_FIRST_NAME, SECOND_INITIALS, SECOND_LAST_NAME, SECOND_BORN)


WRITTEN = {
    Canary.BIRTH_DATE: ["19 maart 1987", "19-03-1987", "1987-03-19", "19 mrt 1987"],
    Canary.BIRTH_YEAR: ["1987"],
    Canary.CALL_FIRST: ["bel eerst de contactpersoon", "Bel eerst, voordat u iets anders doet"],
    Canary.RENT_BAND: ["673,91", "673.91"],
    Canary.SECOND_BIRTH_DATE: ["23 juli 1979", "23-07-1979", "1979-07-23", "23 jul 1979"],
    Canary.SECOND_BIRTH_YEAR: ["1979"],
}
"""How a value may be written on a page, where that is not the value itself."""


@dataclass
class Household:
    """The candidate with everything that hangs on it, in one state of the road."""

    candidate: Candidate
    dwelling: Dwelling | None = None
    introduction: Introduction | None = None
    guidance: Guidance | None = None
    second: Uitstromer | None = None
    second_guidance: Guidance | None = None
    placement: Placement | None = None


TELLING_STATES = ["draft", "submitted", "released", "moved_in", "ended"]
"""Whoever has no part in it is tried in these; between them they hold every row there is."""
STATES = [
    *TELLING_STATES,
    "returned",
    "rejected",
    "introduced",
    "on_hold",
    "proposed",
    "agreed",
    "leased",
    "declined",
    "withdrawn",
    "lapsed",
    "cancelled",
    "completed",
]
CANDIDATE_IN = {
    **{
        state: state for state in ["draft", "submitted", "returned", "rejected", "on_hold", "ended"]
    },
    "moved_in": "housed",
    "completed": "housed",
}
INTRODUCTION_AFTER = {"moved_in": "moved", "completed": "moved", "ended": "stopped"}
PLACEMENT_IN = {"released": "proposed"}
UNDECIDED = ["draft", "submitted", "returned", "rejected"]
WITHOUT_PLACEMENT = [*UNDECIDED, "introduced", "on_hold"]
CLOSED = ["declined", "withdrawn", "lapsed", "cancelled", "ended", "completed"]
LET = ["leased", "moved_in", "ended", "completed"]
GUIDANCE_IS_OVER = {"ended": "departed", "completed": "completed"}


def household(people, *, state: str, worker: Membership | None = None) -> Household:
    """The household as it stands in ``state``, written around the walls. ``worker`` introduces."""
    worker = worker or people.worker
    candidate = _candidate(people.caseworker, status=CANDIDATE_IN.get(state, "admitted"))
    home = Household(candidate=candidate)
    home.second = _second(candidate)
    _recognised(candidate)
    if state == "draft":
        return home
    met_at_home = worker if state == "moved_in" else None
    track = {"candidate": candidate, "worker": met_at_home}
    if state in GUIDANCE_IS_OVER:
        code = GUIDANCE_IS_OVER[state]
        track |= {"status": "ended", "status_code": code, "ended_on": date(2026, 11, 1)}
    home.guidance = GuidanceFactory(**track)
    home.second_guidance = GuidanceFactory(
        **track, uitstromer=home.second, responsible=people.coach
    )
    if state in UNDECIDED:
        return home
    home.introduction = IntroductionFactory(candidate=candidate, worker=worker)
    if state not in WITHOUT_PLACEMENT:
        _place(home, people, state=state, worker=worker)
        _avoided_since(home)
        _signal(home)
    if state in INTRODUCTION_AFTER:
        with arranging():
            home.introduction.move_to(INTRODUCTION_AFTER[state], at=WINTER)
    return home


def _candidate(caseworker: Membership, *, status: str) -> Candidate:
    with arranging():
        caseworker.user.name = Canary.CONTACT_PERSON
        caseworker.user.save()
    is_decided = status not in UNDECIDED
    candidate = CandidateFactory(
        reference=Canary.REFERENCE,
        caseworker=caseworker,
        status=status,
        submitted_at=None if status == "draft" else WINTER,
        admitted_at=WINTER if is_decided else None,
        waiting_since=WINTER.date() if is_decided else None,
        held_since=WINTER.date() if status == "on_hold" else None,
        tables__need__max_rent="673.91",
        tables__card__first_name=Canary.FIRST_NAME,
        tables__card__initials=Canary.INITIALS,
        tables__card__birth_year=1987,
        tables__card__agreed_contact=Canary.AGREED_CONTACT,
        tables__card__call_first=True,
        tables__identity__last_name=Canary.LAST_NAME,
        tables__identity__name_key=Canary.LAST_NAME.upper(),
        tables__identity__birth_date=BORN,
        tables__identity__telephone=Canary.TELEPHONE,
        tables__identity__email=Canary.MAIL,
        tables__care__facility=Canary.FACILITY,
        tables__care__origin="youth",
        tables__care__income_class="above",
        tables__support__intensity="intensive",
        tables__safety__is_flagged=True,
        tables__safety__current_address=Canary.CURRENT_ADDRESS,
        tables__note__text=Canary.NOTE,
    )
    with arranging():
        about = {"candidate": candidate, "caseworker": caseworker}
        AvoidedDistrict.objects.create(district=district(Canary.AVOIDED), **about)
        PreferredArea.objects.create(area=area(Canary.PREFERRED), **about)
        PreferredArea.objects.create(area=area("Schalkwijk"), **about)
    return candidate


def _second(candidate: Candidate) -> Uitstromer:
    return add_uitstromer(
        candidate,
        card__first_name=Canary.SECOND_FIRST_NAME,
        card__initials=Canary.SECOND_INITIALS,
        card__birth_year=1979,
        card__agreed_contact=Canary.SECOND_AGREED_CONTACT,
        card__call_first=True,
        support__intensity="intensive",
        identity__last_name=Canary.SECOND_LAST_NAME,
        identity__name_key=Canary.SECOND_LAST_NAME.upper(),
        identity__birth_date=SECOND_BORN,
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


def _avoided_since(home: Household) -> None:
    """The district of the home is ticked once somebody was proposed for it."""
    with arranging():
        AvoidedDistrict.objects.create(
            candidate=home.candidate,
            caseworker=home.candidate.caseworker,
            district=home.dwelling.district,
        )


def _signal(home: Household) -> None:
    """A fact that no other page names, given by the corporation."""
    with arranging():
        Reason.objects.create(
            kind=ReasonKind.SIGNAL_FACT,
            code="kanarie",
            dutch=Canary.SIGNAL,
            english=Canary.SIGNAL,
            valid_from=WINTER.date(),
        )
        Signal.objects.create(
            placement=home.placement,
            fact="kanarie",
            happened_on=WINTER.date(),
            side="corporation",
            corporation_view="serious",
            given_by=home.placement.agent,
            given_at=WINTER,
            status_at=WINTER,
            due_on=WINTER.date(),
        )


def _place(home: Household, people, *, state: str, worker: Membership) -> None:
    is_closed = state in CLOSED
    home.dwelling = DwellingFactory(
        offered_by=people.agent,
        street=Canary.DWELLING_ADDRESS,
        house_number=9,
        status="let" if state in LET else "reserved",
    )
    home.placement = PlacementFactory(
        candidate=home.candidate,
        dwelling=home.dwelling,
        worker=worker,
        status=PLACEMENT_IN.get(state, state),
        status_code="rent" if is_closed else "",
        released_at=None if state == "proposed" else WINTER,
        introduced_since=date(2026, 2, 16),
        closed_at=WINTER if is_closed else None,
        agreed_at=WINTER if state in ("agreed", *LET) else None,
    )
    with arranging():
        for kind, party in [
            ("profile", home.placement.corporation),
            ("candidate", home.placement.care_party),
        ]:
            Question.objects.create(
                placement=home.placement,
                kind=kind,
                party=party,
                asked_at=WINTER,
                due_on=date(2026, 12, 1),
            )
        if state in LET:
            _lease(home, has_started=state != "leased", agent=people.agent)


def _lease(home: Household, *, has_started: bool, agent: Membership) -> None:
    Lease.objects.create(
        placement=home.placement,
        form="regular",
        signed_on=date(2026, 10, 1),
        starts_on=date(2026, 10, 15),
        introduction=home.introduction,
        started_on=date(2026, 10, 15) if has_started else None,
        started_by=agent if has_started else None,
    )
