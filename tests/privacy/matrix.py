"""Who sees what, as data: per kind of reader and per state, exactly these fields anywhere on the site."""

from tests.privacy.canaries import Canary
from tests.privacy.states import (
    ASKED_OVER,
    CLOSED,
    GUIDANCE_IS_OVER,
    IN_BETWEEN,
    LET,
    LIVED_IN,
    ON_THE_WAY,
    TELLING_STATES,
    UNDECIDED,
    WITHOUT_PLACEMENT,
)

C = Canary

HASHES = {C.DIGEST, C.SECOND_DIGEST}
"""Nobody reads these; the database compares them."""

CONTACT = {C.REFERENCE, C.CARE_PARTY, C.CONTACT_PERSON}
NEED = {
    C.REFERENCE,
    C.ADULTS,
    C.CHILDREN,
    C.CO_PARENTING,
    C.BEDROOMS,
    C.ACCESSIBILITY,
    C.QUIET,
    C.RENT_BAND,
    C.EARLIEST_MONTH,
    C.WISHED_MONTH,
}
IDENTITY = {
    C.FIRST_NAME,
    C.INITIALS,
    C.LAST_NAME,
    C.BIRTH_DATE,
    C.BIRTH_YEAR,
    C.TELEPHONE,
    C.MAIL,
    C.SECOND_FIRST_NAME,
    C.SECOND_INITIALS,
    C.SECOND_LAST_NAME,
    C.SECOND_BIRTH_DATE,
    C.SECOND_BIRTH_YEAR,
    C.SECOND_TELEPHONE,
    C.SECOND_MAIL,
}
CARE = {
    C.ORIGIN,
    C.FACILITY,
    C.ORIGIN_MUNICIPALITY,
    C.INCOME,
    C.INCOME_PROVED,
    C.INTENSITY,
    C.BUDGET,
    C.AVOIDED,
    C.PREFERRED,
}
AGREED_CONTACT = {C.AGREED_CONTACT, C.SECOND_AGREED_CONTACT}
FILE = {C.PEOPLE, C.CURRENT_ADDRESS, C.NOTE}
FILE |= CONTACT | NEED | IDENTITY | CARE | AGREED_CONTACT
"""That they are rung first is the caseworker's own answer, and no warning to them."""
FIRST_MEETING = {C.FIRST_NAME, C.SECOND_FIRST_NAME, C.CALL_FIRST, C.PEOPLE, C.ACCESSIBILITY}
FIRST_MEETING |= CONTACT | AGREED_CONTACT
COORDINATION = {C.INITIALS, C.BIRTH_YEAR, C.SECOND_INITIALS, C.SECOND_BIRTH_YEAR, C.PEOPLE}
COORDINATION |= CONTACT | NEED | CARE
ADDRESS = {C.DWELLING_ADDRESS}
HOME = ADDRESS | {C.ROOMS, C.RENT, C.COMPLEX}
SIGNALS = {
    C.SIGNAL,
    C.SIGNALLED,
    C.VIEW_OF_CORPORATION,
    C.VIEW_OF_CARE,
    C.SIGNAL_DECISION,
    C.SIGNAL_SETTLED,
}
"""Once both looked, each reads how the other sees it."""
ALARM = {C.ALARM}
"""That the home lies in a district to be avoided; read as long as the placement is live."""
GUIDANCE_DATES = {C.GUIDED_UNTIL, C.EXTENDED_UNTIL, C.TO_VISIT, C.VISITED, C.LIGHT, C.PARTICIPATION}
GUIDANCE = GUIDANCE_DATES | {C.NAMED_PERSON}
GUIDED_BY = {C.NAMED_PERSON, C.EXTENDED_UNTIL}
"""How long there is guidance: of the two the longer one."""
CONTACTS = {C.WORKER, C.FIRST_CONTACT, C.NEXT_CONTACT}
ASKED_ALONG = {C.ASKED_ALONG, C.DISTRICT_TEAM}
EXCEPTION = {C.EXCEPTION, C.EXCEPTION_CODE, C.CATCH_UP, C.CATCH_UP_BY}
INTRODUCTION = CONTACTS | ASKED_ALONG | EXCEPTION
COMPLEX = {C.COMPLEX_LOAD}
"""Of every criterion all who take part read how it fell out; this one is not the care party's."""
CHECKS = {C.VIEWED, C.INCOME_PASSED, C.PERMITTED}
APPOINTMENTS = {C.APPOINTMENT, C.APPOINTMENT_OF_WORKER}
NOTHING: set[Canary] = set()


# What there is to be read in a state


def waits(state: str) -> set[Canary]:
    return NOTHING if state in UNDECIDED else {C.WAITS_SINCE}


def asked(state: str) -> set[Canary]:
    """Until when an answer is waited for."""
    return {C.ASKED_BY} if state in ("proposed", "released") else NOTHING


def decided(state: str) -> set[Canary]:
    return {C.DECISION} if state in ("returned", "rejected", "on_hold") else NOTHING


def guided(state: str, reads: set[Canary] = GUIDANCE) -> set[Canary]:
    if state == "draft":
        return NOTHING
    return reads | ({C.OUTCOME} if state in GUIDANCE_IS_OVER else NOTHING)


def introduced(state: str) -> set[Canary]:
    return NOTHING if state in UNDECIDED else INTRODUCTION


def proposed(state: str) -> set[Canary]:
    """The answers, and what follows from the release; of who takes part in all of it."""
    if state in WITHOUT_PLACEMENT:
        return NOTHING
    released = NOTHING if state == "proposed" else CHECKS | APPOINTMENTS
    closed = {C.CLOSED_FOR} if state in CLOSED else NOTHING
    return {C.SPOKEN_WITH} | released | closed | SIGNALS | leased(state) | asked(state)


def leased(state: str) -> set[Canary]:
    """The lease, of who takes part in it."""
    if state not in LET:
        return NOTHING
    begun = {C.STARTED, C.TRANSFERRED} if state in LIVED_IN else NOTHING
    return (
        {C.LEASE_FORM, C.SIGNED, C.KEYS, C.STARTS}
        | begun
        | ({C.LEFT} if state == "ended" else NOTHING)
    )


def start(state: str) -> set[Canary]:
    """All that whoever introduces needs of it."""
    return leased(state) & {C.STARTS, C.STARTED}


def alarm(state: str) -> set[Canary]:
    return NOTHING if state in (*CLOSED, *WITHOUT_PLACEMENT) else ALARM


def home(state: str) -> set[Canary]:
    return NOTHING if state in WITHOUT_PLACEMENT else HOME


def complex_load(state: str) -> set[Canary]:
    return NOTHING if state in WITHOUT_PLACEMENT else COMPLEX


def paid(state: str) -> set[Canary]:
    """Who pays guidance across a border."""
    return NOTHING if state in WITHOUT_PLACEMENT else {C.PAYMENT}


def asked_over(state: str) -> set[Canary]:
    """The question whether another party takes the case over, of who asks it and who is asked."""
    return {C.ASKED_OVER} if state in ASKED_OVER else NOTHING


def course(state: str) -> set[Canary]:
    """Everything that happened since the submission."""
    return decided(state) | guided(state) | introduced(state) | proposed(state)


# Who reads what of it


def caseworker(state: str) -> set[Canary]:
    return household_guided(state) | asked_over(state)


def household_guided(state: str) -> set[Canary]:
    """All of it, less who is asked to take over: of who guides in the household, or hands it over."""
    return FILE | waits(state) | course(state) | home(state) | paid(state) | alarm(state)


def coach(state: str) -> set[Canary]:
    """Responsible for the guidance of one of them; once it is over only that track, to take it back."""
    if state in GUIDANCE_IS_OVER:
        return CONTACT | waits(state) | GUIDED_BY | {C.LIGHT, C.OUTCOME, C.STARTED}
    return CONTACT if state == "draft" else household_guided(state)


def colleague(state: str) -> set[Canary]:
    return CONTACT | waits(state)


def introducer(state: str) -> set[Canary]:
    """A colleague who introduces, where no other party does: until the move."""
    seen = FIRST_MEETING | INTRODUCTION | start(state) if _is_introduced(state) else CONTACT
    return seen | waits(state)


def _is_introduced(state: str) -> bool:
    return state not in (*UNDECIDED, "moved_in", "ended", "completed")


def agent(state: str) -> set[Canary]:
    """The named letting agent: the profile before release, the person after it, nothing after an end."""
    if state not in ("released", "agreed", "leased", "moved_in"):
        return other_agent(state)
    person = HOME | NEED | IDENTITY | CONTACT | SIGNALS | CONTACTS | EXCEPTION
    answered = CHECKS | APPOINTMENTS | {C.SPOKEN_WITH} | asked(state)
    return person | waits(state) | GUIDED_BY | answered | COMPLEX | leased(state)


def other_agent(state: str) -> set[Canary]:
    """Another letting agent of the same corporation is never released to."""
    if state in WITHOUT_PLACEMENT:
        return NOTHING
    if state in CLOSED:
        return HOME if state in LET else HOME | {C.CLOSED_FOR}
    seen = HOME | NEED | COMPLEX | {C.SINCE, C.EXCEPTION, C.SPOKEN_WITH}
    return seen | waits(state) | asked(state)


def worker(state: str) -> set[Canary]:
    """Named on an introduction or on the guidance after the move; the address from the lease on."""
    if not (_is_introduced(state) or state == "moved_in"):
        return NOTHING
    seen = FIRST_MEETING | INTRODUCTION
    if state not in ("introduced", "on_hold", *CLOSED):
        seen = seen | waits(state)
    if state not in ("introduced", "on_hold", "proposed", *CLOSED):
        seen = seen | {C.APPOINTMENT_OF_WORKER}
    if state == "moved_in":
        seen = seen | GUIDED_BY
    return seen | ADDRESS | start(state) if state in ("leased", "moved_in") else seen


def coordinator(state: str) -> set[Canary]:
    if state == "draft":
        return NOTHING
    read = (
        COORDINATION
        | waits(state)
        | decided(state)
        | asked_over(state)
        | guided(state, GUIDANCE_DATES)
        | introduced(state)
    )
    return read | proposed(state) | home(state) | paid(state) | alarm(state) | complex_load(state)


def privacy_officer(state: str) -> set[Canary]:
    """Of the care party: the case and who handles it; the home is the corporation's."""
    return CONTACT | waits(state) | course(state) | complex_load(state)


def pact_privacy_officer(state: str) -> set[Canary]:
    return privacy_officer(state) | home(state)


def receiver(state: str) -> set[Canary]:
    """Of another care party, until the yes: the reference, the dates, and who asks."""
    return CONTACT | asked_over(state) if state in ASKED_OVER else NOTHING


def nobody(state: str) -> set[Canary]:
    return NOTHING


MATRIX = {
    "caseworker": caseworker,
    "coach": coach,
    "colleague": colleague,
    "introducer": introducer,
    "lead": caseworker,
    "substitute": caseworker,
    "substitute_of_agent": agent,
    "substitute_of_worker": worker,
    "deputy": coordinator,
    "agent": agent,
    "other_agent": other_agent,
    "worker": worker,
    "coordinator": coordinator,
    "privacy_officer": privacy_officer,
    "pact_privacy_officer": pact_privacy_officer,
    "municipal_officer": nobody,
    "oversight": nobody,
    "administrator": nobody,
    "receiver": receiver,
    "back": colleague,
    "former": nobody,
    "stranger": nobody,
    "foreign_agent": nobody,
    "foreign_worker": nobody,
}

HAVE_NO_PART = {reader for reader, sees in MATRIX.items() if sees is nobody} | {"back"}
BESIDE_ANOTHER = {"coach", "colleague", "other_agent", "privacy_officer", "pact_privacy_officer"}
IN_FEWER_STATES = BESIDE_ANOTHER | {"introducer", "receiver"}
"""Who reads a column, or less of one, that another reads too: so the whole stays quick."""

STANDS_IN = {"lead", "substitute", "substitute_of_agent", "substitute_of_worker", "deputy"}
"""Tried with every link where whoever they stand in for sees most."""


def states_of(reader: str) -> list[str]:
    """Where every link is followed; in the other states every address is tried by hand."""
    if reader in STANDS_IN:
        return ["released"]
    if reader in HAVE_NO_PART:
        return ["submitted", "moved_in"]
    return IN_BETWEEN if reader in IN_FEWER_STATES else ON_THE_WAY


def by_hand_in(state: str) -> list[str]:
    """Of who stands in for another where that one sees most, or least; of all others always."""
    spared = STANDS_IN if state not in TELLING_STATES else NOTHING
    return [reader for reader in MATRIX if state not in states_of(reader) and reader not in spared]


CASES = [(reader, state) for reader in MATRIX for state in states_of(reader)]
