"""What stands on a placement's page for each reader, in both directions, at each stop.

Every fact has a value that appears nowhere else, so that a page either tells it or does not.
"""

from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse

from placements.candidates.models import Card, Care, Identity, Need, Note, Safety, Support
from placements.dwellings.models import Dwelling
from placements.guidance.models import Guidance
from placements.proposals import actions as proposals
from placements.proposals.models import Question
from placements.tenancies import actions as leases
from placements.tenancies.models import Lease
from tests.database import arranging
from tests.factories import MembershipFactory
from tests.placements.proposals.road import Journey

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

FACTS = {
    "care party": "RIBW Kennemerland",
    "contact person": "Contactpersoon Zomaar",
    "last name": "Achternaamzomaar",
    "first name": "Voornaamzomaar",
    "initials": "Q.Z.",
    "birth date": "7 maart 1971",
    "birth year": "1971",
    "telephone": "06-13131313",
    "mail": "zomaar@voorbeeld.example",
    "agreed contact": "appje na vieren",
    "call first": "bel eerst de contactpersoon",
    "rent band": "€\u00a0777,00",
    "address": "Verzonnenlaan",
    "district": "Boerhaavewijk",
    "rent": "€\u00a0612,40",
    "introduction": "13 apr",
    "introduction in days": "16 februari 2026",
    "income result": "huur past bij het inkomen",
    "coach": "Coach Zomaar",
    "guidance": "ten minste tot en met",
    "terms": "in principe akkoord met het profiel",
    "place": "van 178 in 2026",
    "signed on": "19 november 2026",
    "starts on": "18 december 2026",
    "keys": "17 december 2026",
    "started on": "21 december 2026",
}
NEVER = ["Notitiezomaar", "Straatzomaar 1", "Instellingzomaar", "intensief", "jeugd"]

BEFORE = {"rent band", "address", "district", "rent", "income result", "terms", "place"}
AFTER = BEFORE | {
    *["care party", "contact person", "last name", "first name", "birth date", "birth year"],
    *["telephone", "mail", "introduction", "introduction in days", "coach", "guidance"],
    *["initials"],
}
CASEWORKER = AFTER - {"place"}
SIGNED = {"signed on", "starts on", "keys"}
LEASE = SIGNED | {"started on"}
COORDINATOR = BEFORE | {
    *["care party", "contact person", "initials", "birth year", "introduction"],
    *["introduction in days", "guidance"],
}
OFFICER = {
    *["care party", "contact person", "introduction", "introduction in days", "coach"],
    *["guidance", "terms", "place"],
}
NEIGHBOUR = {
    *["care party", "contact person", "first name", "agreed contact", "call first"],
    *["introduction", "introduction in days"],
}
SEEN = {
    ("proposed", "agent"): BEFORE,
    ("proposed", "other_agent"): BEFORE,
    ("proposed", "caseworker"): CASEWORKER,
    ("proposed", "coordinator"): COORDINATOR,
    ("proposed", "privacy_officer"): OFFICER,
    ("proposed", "worker"): NEIGHBOUR,
    ("released", "agent"): AFTER,
    ("released", "other_agent"): BEFORE,
    ("agreed", "agent"): AFTER,
    ("agreed", "caseworker"): CASEWORKER,
    ("agreed", "worker"): NEIGHBOUR | {"district"},
    ("leased", "worker"): NEIGHBOUR | {"district", "address", "starts on"},
    ("leased", "agent"): AFTER | SIGNED,
    ("leased", "other_agent"): BEFORE,
    ("moved_in", "agent"): AFTER | LEASE,
    ("moved_in", "other_agent"): BEFORE,
    ("moved_in", "worker"): NEIGHBOUR
    | {"district", "address", "coach", "guidance", "starts on", "started on"},
    ("moved_in", "coordinator"): COORDINATOR | LEASE,
}


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def journey(people) -> Journey:
    journey = Journey(people)
    about = {"candidate": journey.candidate}
    with arranging():
        people.caseworker.user.name = "Contactpersoon Zomaar"
        people.caseworker.user.save()
        Card.objects.filter(**about).update(
            first_name="Voornaamzomaar",
            initials="Q.Z.",
            birth_year=1971,
            agreed_contact="appje na vieren",
            call_first=True,
        )
        Identity.objects.filter(**about).update(
            last_name="Achternaamzomaar",
            birth_date=date(1971, 3, 7),
            telephone="06-13131313",
            email="zomaar@voorbeeld.example",
        )
        Need.objects.filter(**about).update(max_rent="777.00")
        Care.objects.filter(**about).update(facility="Instellingzomaar", origin="youth")
        Support.objects.filter(**about).update(intensity="intensive")
        Safety.objects.filter(**about).update(is_flagged=True, current_address="Straatzomaar 1")
        Note.objects.filter(**about).update(text="Notitiezomaar")
        Dwelling.objects.filter(pk=journey.dwelling.pk).update(street="Verzonnenlaan")
        coach = MembershipFactory(user__name="Coach Zomaar")
        Guidance.objects.filter(**about).update(responsible=coach)
    return journey


def with_days_of_its_own(journey: Journey) -> None:
    """A lease of which no day is that of another fact."""
    about = Lease.objects.filter(placement=journey.placement)
    with arranging():
        about.update(signed_on=date(2026, 11, 19), starts_on=date(2026, 12, 18))
        about.update(keys_on=date(2026, 12, 17))
        about.exclude(started_on=None).update(started_on=date(2026, 12, 21))


@pytest.mark.parametrize(("stop", "who"), SEEN)
def test_each_reader_gets_what_the_matrix_gives_and_no_more(journey, people, signed_in, stop, who):
    journey.to(stop)
    with_days_of_its_own(journey)
    page = signed_in(getattr(people, who)).get(
        reverse("proposals:placement", args=[journey.placement.public_id])
    )
    text = page.content.decode().split("<main")[1]
    assert {fact for fact, value in FACTS.items() if value in text} == SEEN[stop, who]
    assert [value for value in NEVER if value in text] == []


@pytest.mark.parametrize("who", ["agent", "other_agent", "worker", "coordinator", "caseworker"])
def test_the_list_tells_no_name(journey, people, signed_in, who):
    journey.to("leased")
    text = signed_in(getattr(people, who)).get(reverse("proposals:list")).content.decode()
    names = ["Achternaamzomaar", "Voornaamzomaar", "06-13131313", "Q.Z."]
    assert [name for name in names if name in text] == []
    assert ("RIBW Kennemerland" in text.split("<main")[1]) == (who != "other_agent")


PAID = "Er is afgesproken wie de begeleiding betaalt"
SPOKEN, HELD = "Gesproken op 19 november 2026.", "Dat was op 20 november 2026."
BY_CARE, BY_AGENT = "Vastgelegd door: begeleider.", "Vastgelegd door: verhuurmedewerker."
ABOUT_ANSWERS = {
    "caseworker": {PAID, SPOKEN, HELD, BY_CARE, BY_AGENT},
    "coordinator": {PAID, SPOKEN, HELD, BY_CARE, BY_AGENT},
    "agent": {SPOKEN, HELD, BY_CARE, BY_AGENT},
    "other_agent": {SPOKEN, BY_CARE, BY_AGENT},
    "privacy_officer": {SPOKEN, HELD, BY_CARE, BY_AGENT},
    "worker": set(),
}
"""Who pays after a move across a border tells where somebody is from; a check is not for whoever
does not know who it is."""


@pytest.mark.parametrize("who", ABOUT_ANSWERS)
def test_whoever_reads_an_answer_reads_when_and_in_which_role_it_came(
    journey, people, signed_in, who
):
    journey.to("released")
    viewing = {"kind": "viewing", "on": date(2026, 11, 20)}
    journey.answer(proposals.answer_check, by="agent", **viewing)
    journey.do(proposals.agree_payment, by="caseworker", placement=journey.placement, paid=True)
    with arranging():
        Question.objects.filter(kind="candidate").update(on=date(2026, 11, 19))
    page = signed_in(getattr(people, who)).get(
        reverse("proposals:placement", args=[journey.placement.public_id])
    )
    text = page.content.decode().split("<main")[1]
    everything = {PAID, SPOKEN, HELD, BY_CARE, BY_AGENT}
    assert {said for said in everything if said in text} == ABOUT_ANSWERS[who]


def test_a_worker_sees_only_the_appointments_they_come_to(journey, people, signed_in):
    journey.to("agreed")
    for hour, comes in [(9, True), (10, False)]:
        journey.do(
            leases.make_appointment,
            by="agent",
            placement=journey.placement,
            kind="signing",
            on=date(2026, 12, 1),
            at_time=time(hour, 15),
            worker_comes=comes,
        )
    address = reverse("proposals:placement", args=[journey.placement.public_id])
    told = {
        who: [
            each.line.text
            for each in signed_in(getattr(people, who)).get(address).context["shown"].appointments
        ]
        for who in ["agent", "worker", "other_agent"]
    }
    assert told["worker"] == [
        "Huurcontract tekenen om 09:15 uur, met de verhuurmedewerker, de begeleider, de opbouwwerker"
    ]
    assert len(told["agent"]) == 2
    assert told["other_agent"] == []
