"""Who sees what, as data: per kind of reader and per state, exactly these fields anywhere on the site."""

from tests.privacy.canaries import (
    CLOSED,
    GUIDANCE_IS_OVER,
    STATES,
    TELLING_STATES,
    UNDECIDED,
    WITHOUT_PLACEMENT,
    Canary,
)

C = Canary

HASHES = {C.DIGEST, C.SECOND_DIGEST}
"""Nobody reads these; the database compares them."""

FILE = set(C) - {C.DWELLING_ADDRESS, C.SIGNAL, C.ALARM, C.CALL_FIRST} - HASHES
"""That they are rung first is the caseworker's own answer, and no warning to them."""
CONTACT = {C.REFERENCE, C.CARE_PARTY, C.CONTACT_PERSON}
NEED = {C.REFERENCE, C.RENT_BAND}
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
FIRST_MEETING = {C.FIRST_NAME, C.AGREED_CONTACT, C.CALL_FIRST, *CONTACT}
FIRST_MEETING |= {C.SECOND_FIRST_NAME, C.SECOND_AGREED_CONTACT}
COORDINATION = {
    C.INITIALS,
    C.BIRTH_YEAR,
    C.SECOND_INITIALS,
    C.SECOND_BIRTH_YEAR,
    C.FACILITY,
    C.ORIGIN,
    C.INCOME,
    C.INTENSITY,
    C.AVOIDED,
    C.PREFERRED,
    *CONTACT,
    *NEED,
}
HOME = {C.DWELLING_ADDRESS}
SIGNALS = {C.SIGNAL}
ALARM = {C.ALARM}
"""That the home lies in a district to be avoided; read as long as the placement is live."""
NOTHING: set[Canary] = set()


def alarm(state: str) -> set[Canary]:
    return NOTHING if state in CLOSED else ALARM


def caseworker(state: str) -> set[Canary]:
    if state in WITHOUT_PLACEMENT:
        return FILE
    return FILE | HOME | SIGNALS | alarm(state)


def coach(state: str) -> set[Canary]:
    """Responsible for the guidance of one of them, as long as it runs."""
    is_guided = state != "draft" and state not in GUIDANCE_IS_OVER
    return caseworker(state) if is_guided else CONTACT


def colleague(state: str) -> set[Canary]:
    return CONTACT


def introducer(state: str) -> set[Canary]:
    """A colleague who introduces, where no other party does: until the move."""
    return FIRST_MEETING if _is_introduced(state) else CONTACT


def _is_introduced(state: str) -> bool:
    return state not in (*UNDECIDED, "moved_in", "ended", "completed")


def agent(state: str) -> set[Canary]:
    """The named letting agent: the profile before release, the person after it, nothing after an end."""
    if state in WITHOUT_PLACEMENT:
        return NOTHING
    if state in CLOSED:
        return HOME
    return HOME | NEED if state == "proposed" else HOME | NEED | IDENTITY | CONTACT | SIGNALS


def other_agent(state: str) -> set[Canary]:
    """Another letting agent of the same corporation is never released to."""
    if state in WITHOUT_PLACEMENT:
        return NOTHING
    return HOME if state in CLOSED else HOME | NEED


def worker(state: str) -> set[Canary]:
    """Named on an introduction or on the guidance after the move; the address from the lease on."""
    if not (_is_introduced(state) or state == "moved_in"):
        return NOTHING
    return FIRST_MEETING | (HOME if state in ("leased", "moved_in") else NOTHING)


def coordinator(state: str) -> set[Canary]:
    if state == "draft":
        return NOTHING
    if state in WITHOUT_PLACEMENT:
        return COORDINATION
    return COORDINATION | HOME | SIGNALS | alarm(state)


def privacy_officer(state: str) -> set[Canary]:
    """Of the care party: the case and who handles it; the home is the corporation's."""
    return CONTACT if state in WITHOUT_PLACEMENT else CONTACT | SIGNALS


def pact_privacy_officer(state: str) -> set[Canary]:
    return CONTACT if state in WITHOUT_PLACEMENT else CONTACT | HOME | SIGNALS


def nobody(state: str) -> set[Canary]:
    return NOTHING


MATRIX = {
    "caseworker": caseworker,
    "coach": coach,
    "colleague": colleague,
    "introducer": introducer,
    "lead": caseworker,
    "agent": agent,
    "other_agent": other_agent,
    "worker": worker,
    "coordinator": coordinator,
    "privacy_officer": privacy_officer,
    "pact_privacy_officer": pact_privacy_officer,
    "municipal_officer": nobody,
    "oversight": nobody,
    "administrator": nobody,
    "back": colleague,
    "former": nobody,
    "stranger": nobody,
    "foreign_agent": nobody,
    "foreign_worker": nobody,
}

HAVE_NO_PART = {reader for reader, sees in MATRIX.items() if sees is nobody} | {"back"}
IN_FEWER_STATES = HAVE_NO_PART | {"lead", "introducer"}
"""Who has no part in it, and who reads a column that another reads too: so the whole stays quick."""

CASES = [
    (reader, state)
    for reader in MATRIX
    for state in (TELLING_STATES if reader in IN_FEWER_STATES else STATES)
]
