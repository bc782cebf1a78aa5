"""One household in which every field can be recognised wherever it turns up."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from pact.common.shown import day_in_words
from placements.candidates.fingerprints import digests_of

BORN, SECOND_BORN = date(1987, 3, 19), date(1979, 7, 23)
INCOME_PROVED = date(2024, 8, 29)
VIEWED, INCOME_PASSED, PERMITTED = date(2024, 4, 17), date(2024, 5, 14), date(2024, 6, 13)
SPOKEN_WITH = date(2024, 7, 16)
ASKED_ALONG = date(2024, 3, 18)
WAITS_SINCE = date(2025, 1, 28)
ASKED_BY = date(2032, 3, 27)
FIRST_MET = date(2026, 2, 16)
MET_NEXT = date(2032, 5, 21)
APPOINTMENT, APPOINTMENT_OF_WORKER = date(2032, 1, 26), date(2032, 2, 23)
CAUGHT_UP_BY = date(2032, 4, 22)
GUIDED_UNTIL, EXTENDED_UNTIL = date(2033, 3, 24), date(2034, 4, 25)
VISITED, TO_VISIT = date(2024, 9, 25), date(2032, 6, 26)
SIGNED, KEYS, STARTS = date(2026, 8, 27), date(2026, 9, 19), date(2026, 9, 21)
STARTED, TRANSFERRED, LEFT = date(2026, 9, 22), date(2026, 10, 12), date(2026, 11, 10)
ANSWERED_BY = date(2032, 8, 24)
SIGNALLED, SIGNAL_SETTLED = date(2026, 10, 17), date(2026, 10, 28)
EARLIEST_MONTH, WISHED_MONTH = date(2031, 9, 1), date(2031, 11, 1)
ADULTS, CHILDREN, BEDROOMS = 7, 13, 8
ROOMS = 6


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
    WAITS_SINCE = "since when they wait"
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
    ROOMS = "the rooms of the home"
    RENT = "the rent of the home"
    COMPLEX = "Kanariecomplex"
    ASKED_OVER = "until when another party says whether it takes over"
    LEASE_FORM = "eerst verhuurd aan de zorgpartij, later op eigen naam"
    SIGNED = "the day on which the lease was signed"
    KEYS = "the day of the keys"
    STARTS = "the day on which the lease starts"
    STARTED = "the day on which they moved"
    TRANSFERRED = "the day from which it is in the tenant's own name"
    LEFT = "the day on which the lease ended"
    SIGNAL = "Kanariesignaal"
    SIGNALLED = "the day of what a signal is about"
    VIEW_OF_CORPORATION = "Kanarieblik"
    VIEW_OF_CARE = "Putterblik"
    SIGNAL_DECISION = "Kanarieafspraak samen"
    SIGNAL_SETTLED = "the day of what both agreed"
    SECOND_FIRST_NAME = "Putterroepnaam"
    SECOND_INITIALS = "W.Y.J."
    SECOND_LAST_NAME = "Putterfamilienaam"
    SECOND_BIRTH_DATE = "birth date of the second person"
    SECOND_BIRTH_YEAR = "birth year of the second person"
    SECOND_TELEPHONE = "06-76543218"
    SECOND_MAIL = "putter@prive.example"
    SECOND_AGREED_CONTACT = "Putterafspraak voor achten"
    ADULTS = "number of adults"
    CHILDREN = "number of children"
    PEOPLE = "number of people"
    CO_PARENTING = "co-parenting"
    BEDROOMS = "bedrooms"
    ACCESSIBILITY = "geschikt voor een rolstoel"
    QUIET = "a quiet place"
    EARLIEST_MONTH = "earliest month"
    WISHED_MONTH = "wished month"
    ORIGIN_MUNICIPALITY = "municipality of origin"
    INCOME_PROVED = "date of the proof of income"
    BUDGET = "budget arranged"
    PAYMENT = "Er is afgesproken wie de begeleiding betaalt"
    DECISION = "Kanariebesluit"
    EXCEPTION = "that there is an exception"
    EXCEPTION_CODE = "Kanarie-uitzondering"
    CATCH_UP = "Kanarie-inhaalplan"
    CATCH_UP_BY = "until when to catch up"
    SINCE = "kennismaking sinds deze maand"
    WORKER = "Kanarie Opbouwwerker"
    FIRST_CONTACT = "the first contact"
    NEXT_CONTACT = "the next contact"
    ASKED_ALONG = "the day the district team was asked"
    DISTRICT_TEAM = "Kanariewijkteam"
    APPOINTMENT = "the day of an appointment"
    APPOINTMENT_OF_WORKER = "the day of one with the neighbourhood worker"
    ASKED_BY = "until when an answer is waited for"
    SPOKEN_WITH = "the day of the candidate's answer"
    VIEWED = "the day of the viewing"
    INCOME_PASSED = "the day of the income test"
    PERMITTED = "the day of the permit"
    COMPLEX_LOAD = "hoeveel in dit complex"
    CLOSED_FOR = "Kanarie-afloop"
    NAMED_PERSON = "Kanarie Woonbegeleider"
    GUIDED_UNTIL = "until when there is guidance"
    EXTENDED_UNTIL = "until when it was extended"
    TO_VISIT = "the next contact moment"
    VISITED = "a moment that was held"
    LIGHT = "gaat mis"
    PARTICIPATION = "doet mee: werk, school, activiteit, netwerk"
    OUTCOME = "Kanarie-uitkomst"
    DIGEST = _digest(FIRST_NAME, INITIALS, LAST_NAME, BORN)
    SECOND_DIGEST = _digest(SECOND_FIRST_NAME, SECOND_INITIALS, SECOND_LAST_NAME, SECOND_BORN)


def _day(day: date) -> list[str]:
    """A date in each of the ways in which the pages write one: of one that is near without its year."""
    words = [day_in_words(day, f"j {month}") for month in ("F", "M")]
    return [*words, day_in_words(day, "j-n-Y"), f"{day:%d-%m-%Y}", f"{day:%Y-%m-%d}"]


def _month(*months: date) -> list[str]:
    return [written for day in months for written in _written_month(day)]


def _written_month(day: date) -> Iterable[str]:
    return day_in_words(day, "F Y"), day_in_words(day, "M Y"), f"{day:%Y-%m}", f"{day:%m-%Y}"


def _fact(label: str, value: object) -> str:
    return f"<dt>{label}</dt><dd>{value}<"


PEOPLE = ADULTS + CHILDREN
WRITTEN = {
    Canary.BIRTH_DATE: _day(BORN),
    Canary.BIRTH_YEAR: ["1987"],
    Canary.CALL_FIRST: ["bel eerst de contactpersoon", "Bel eerst, voordat u iets anders doet"],
    Canary.RENT_BAND: ["673,91", "673.91"],
    Canary.SECOND_BIRTH_DATE: _day(SECOND_BORN),
    Canary.SECOND_BIRTH_YEAR: ["1979"],
    Canary.ADULTS: [_fact("Volwassenen", ADULTS), f"{ADULTS} volwassenen"],
    Canary.CHILDREN: [_fact("Kinderen", CHILDREN), f"{CHILDREN} kinderen"],
    Canary.PEOPLE: [
        _fact("Aantal personen", PEOPLE),
        _fact("Personen", PEOPLE),
        f'data-label="Personen">{PEOPLE}<',
        f"{PEOPLE} personen",
    ],
    Canary.CO_PARENTING: [
        _fact("De kinderen wonen er een deel van de tijd", "ja"),
        "co-ouderschap",
    ],
    Canary.BEDROOMS: [_fact("Slaapkamers nodig", BEDROOMS), f"{BEDROOMS} slaapkamers"],
    Canary.QUIET: [_fact("Heeft een rustige plek nodig", "ja"), _fact("Rustig", "gevraagd")],
    Canary.ROOMS: [f"{ROOMS} kamers", f"{ROOMS}, waarvan"],
    Canary.RENT: ["598,73", "598.73"],
    Canary.EARLIEST_MONTH: _month(EARLIEST_MONTH),
    # Half a year before it is when somebody has to begin: it tells the same.
    Canary.WISHED_MONTH: _month(WISHED_MONTH, date(2031, 5, 1)),
    Canary.ORIGIN_MUNICIPALITY: [_fact("Gemeente van herkomst", "Zandvoort"), "buiten de regio"],
    Canary.INCOME_PROVED: _day(INCOME_PROVED),
    Canary.BUDGET: [_fact("Het budget voor begeleiding is geregeld", "ja")],
    Canary.EXCEPTION: [
        _fact("Uitzondering", "vastgelegd"),
        _fact("Besluit", "toegestaan"),
        "Uitzondering: toegestaan",
    ],
    Canary.CATCH_UP_BY: _day(CAUGHT_UP_BY),
    Canary.WAITS_SINCE: _day(WAITS_SINCE),
    Canary.FIRST_CONTACT: _day(FIRST_MET),
    Canary.NEXT_CONTACT: _day(MET_NEXT),
    Canary.ASKED_ALONG: _day(ASKED_ALONG),
    Canary.APPOINTMENT: _day(APPOINTMENT),
    Canary.APPOINTMENT_OF_WORKER: _day(APPOINTMENT_OF_WORKER),
    Canary.SPOKEN_WITH: _day(SPOKEN_WITH),
    Canary.VIEWED: _day(VIEWED),
    Canary.INCOME_PASSED: _day(INCOME_PASSED),
    Canary.PERMITTED: _day(PERMITTED),
    Canary.GUIDED_UNTIL: _day(GUIDED_UNTIL),
    Canary.EXTENDED_UNTIL: _day(EXTENDED_UNTIL),
    Canary.ASKED_BY: _day(ASKED_BY),
    Canary.TO_VISIT: _day(TO_VISIT),
    Canary.VISITED: _day(VISITED),
    Canary.ASKED_OVER: _day(ANSWERED_BY),
    Canary.SIGNED: _day(SIGNED),
    Canary.KEYS: _day(KEYS),
    Canary.STARTS: _day(STARTS),
    Canary.STARTED: _day(STARTED),
    Canary.TRANSFERRED: _day(TRANSFERRED),
    Canary.LEFT: _day(LEFT),
    Canary.SIGNALLED: _day(SIGNALLED),
    Canary.SIGNAL_SETTLED: _day(SIGNAL_SETTLED),
}
"""How a value may be written on a page, where that is not the value itself."""
