"""Minimal valid objects, written around the walls. Other states are said by the test that wants them."""

from datetime import UTC, date, datetime

import factory

from municipalities.models import IntroductionArea, Place, Share
from pact.accounts.models import Membership, User
from pact.accounts.roles import Role
from pact.agreement.models import District, Party
from placements.candidates.models import (
    Candidate,
    Card,
    Care,
    Identity,
    Need,
    Note,
    Safety,
    Support,
    Uitstromer,
)
from placements.dwellings.models import Dwelling
from placements.guidance.models import Guidance, Responsibility
from placements.introductions.models import Contact, Introduction
from placements.proposals.models import Placement
from placements.proposals.states import HOLDS
from tests.database import arranging

WINTER = datetime(2026, 2, 2, 9, 0, tzinfo=UTC)


def party(name: str) -> Party:
    return Party.objects.get(name=name)


def area(name: str = "Schalkwijk") -> IntroductionArea:
    return IntroductionArea.objects.get(name=name)


def district(name: str = "Boerhaavewijk") -> District:
    return District.objects.get(name=name)


class Arranged(factory.django.DjangoModelFactory):
    """Writes as superuser, so that a scene may hold what nobody in it could write alone."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @classmethod
    def _generate(cls, strategy, params):
        with arranging():  # once, for whatever it needs as well
            return super()._generate(strategy, params)


class UserFactory(Arranged):
    class Meta:
        model = User

    # Counted in letters: the number of a colleague may not be taken for somebody's year of birth
    email = factory.Sequence(lambda n: f"persoon-{_letters(n).lower()}@voorbeeld.example")
    name = factory.Sequence(lambda n: f"Persoon {_letters(n)}")


class MembershipFactory(Arranged):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    party = factory.LazyFunction(lambda: party("RIBW Kennemerland/Amstelland en de Meerlanden"))
    role = Role.CASEWORKER
    telephone = "023-0000000"
    started_on = date(2021, 10, 7)


class CandidateFactory(Arranged):
    """An admitted candidate with all of their tables filled."""

    class Meta:
        model = Candidate

    reference = factory.Sequence(lambda n: f"K-{_letters(n)}")
    caseworker = factory.SubFactory(MembershipFactory)
    care_party = factory.SelfAttribute("caseworker.party")
    status = "admitted"
    status_at = WINTER
    created_at = WINTER
    submitted_at = WINTER
    admitted_at = WINTER
    waiting_since = date(2026, 2, 2)

    @factory.post_generation
    def tables(self, create, extracted, **details):
        """Fill the tables about the household and its first person; ``tables=False``: none."""
        if extracted is False:
            return
        with arranging():
            for model, defaults in ABOUT.items():
                values = {**defaults, **_given(model, details)}
                model.objects.create(candidate=self, caseworker=self.caseworker, **values)
            add_uitstromer(self, **details)


def _given(model: type, details: dict) -> dict:
    prefix = f"{model.__name__.lower()}__"
    return {
        name.removeprefix(prefix): value
        for name, value in details.items()
        if name.startswith(prefix)
    }


def add_uitstromer(candidate: Candidate, **details: object) -> Uitstromer:
    """One more person in a household, with their tables: ``card__first_name=`` and so on."""
    with arranging():
        number = candidate.uitstromers.count() + 1
        Need.objects.filter(candidate=candidate, adults__lt=number).update(adults=number)
        about = {"candidate": candidate, "caseworker": candidate.caseworker}
        person = Uitstromer.objects.create(number=number, **about)
        for model, defaults in ABOUT_PERSON.items():
            extra = {"care_party": candidate.care_party} if model is Identity else {}
            values = {**defaults, **extra, **_given(model, details)}
            model.objects.create(uitstromer=person, **about, **values)
    return person


ABOUT = {
    Need: {
        "adults": 1,
        "bedrooms": 1,
        "accessibility": "none",
        "max_rent": "700.00",
        "wished_month": date(2026, 12, 1),
    },
    Care: {"origin": "shelter", "income_class": "appropriate"},
    Safety: {},
    Note: {},
}
ABOUT_PERSON = {
    Card: {"first_name": "Voornaam", "initials": "V.", "birth_year": 1990},
    Identity: {
        "last_name": "Verzonnen",
        "name_key": "VERZONNEN",
        "birth_date": date(1990, 5, 1),
        "telephone": "06-00000000",
    },
    Support: {"intensity": "medium"},
}


def _letters(number: int) -> str:
    """Six characters that are easy to read aloud, different for every number."""
    alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
    letters = ""
    for _place in range(6):
        number, index = divmod(number, len(alphabet))
        letters += alphabet[index]
    return letters


class GuidanceFactory(Arranged):
    """The track of the candidate's first person, or of the one that is given."""

    class Meta:
        model = Guidance

    candidate = factory.SubFactory(CandidateFactory)
    caseworker = factory.SelfAttribute("candidate.caseworker")
    care_party = factory.SelfAttribute("candidate.care_party")
    responsible = factory.SelfAttribute("candidate.caseworker")
    status_at = WINTER
    opened_on = date(2026, 2, 2)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if "uitstromer" not in kwargs:
            candidate = kwargs["candidate"]
            with arranging():
                first = candidate.uitstromers.filter(number=1).first()
            kwargs["uitstromer"] = first or add_uitstromer(candidate)
        return super()._create(model_class, *args, **kwargs)

    @factory.post_generation
    def responsibilities(self, create, extracted, **details):
        with arranging():
            Responsibility.objects.create(
                guidance=self, member=self.responsible, from_day=self.opened_on
            )


class IntroductionFactory(Arranged):
    """A running introduction in Schalkwijk with three contacts held."""

    class Meta:
        model = Introduction

    candidate = factory.SubFactory(CandidateFactory)
    caseworker = factory.SelfAttribute("candidate.caseworker")
    care_party = factory.SelfAttribute("candidate.care_party")
    area = factory.LazyFunction(area)
    worker = factory.SubFactory(
        MembershipFactory,
        role=Role.NEIGHBOURHOOD_WORKER,
        party=factory.LazyFunction(lambda: party("DOCK Haarlem")),
    )
    party = factory.SelfAttribute("worker.party")
    status = "started"
    status_at = WINTER
    planned_on = date(2026, 2, 9)
    first_contact_on = date(2026, 2, 16)

    @factory.post_generation
    def contacts(self, create, extracted, **details):
        held = [date(2026, 2, 16), date(2026, 4, 13), date(2026, 6, 15)]
        with arranging():
            for day in held if extracted is None else extracted:
                Contact.objects.create(introduction=self, on=day, kind="meeting", is_held=True)


class DwellingFactory(Arranged):
    """A two-room home in Boerhaavewijk, in the area Schalkwijk."""

    class Meta:
        model = Dwelling

    offered_by = factory.SubFactory(
        MembershipFactory,
        role=Role.LETTING_AGENT,
        party=factory.LazyFunction(lambda: party("Pré Wonen")),
    )
    corporation = factory.SelfAttribute("offered_by.party")
    status_at = WINTER
    offered_at = WINTER
    district = factory.LazyFunction(district)
    municipality = factory.SelfAttribute("district.municipality")
    street = "Verzonnenlaan"
    house_number = factory.Sequence(lambda n: n + 1)
    postcode = "2035ZZ"
    city = "Haarlem"
    rooms = 2
    bedrooms = 1
    rent = "612.40"
    accessibility = "none"
    available_from = date(2026, 12, 15)
    answer_by = date(2026, 12, 7)
    contract_form = "regular"


class PlacementFactory(Arranged):
    """A proposal that holds a place of its year. A closed one is made with ``status=`` and holds none."""

    class Meta:
        model = Placement

    candidate = factory.SubFactory(CandidateFactory)
    dwelling = factory.SubFactory(DwellingFactory, status="reserved")
    caseworker = factory.SelfAttribute("candidate.caseworker")
    care_party = factory.SelfAttribute("candidate.care_party")
    corporation = factory.SelfAttribute("dwelling.corporation")
    municipality = factory.SelfAttribute("dwelling.municipality")
    agent = factory.SelfAttribute("dwelling.offered_by")
    status_at = WINTER
    proposed_at = WINTER
    proposed_by = factory.SubFactory(
        MembershipFactory,
        role=Role.COORDINATOR,
        party=factory.LazyFunction(lambda: party("Coördinatiebureau Uitstroom (fictief)")),
    )
    year_id = 2026
    holder = factory.LazyAttribute(
        lambda p: Share.objects.get(year=p.year_id, municipality=p.municipality).holder
    )
    place = factory.LazyAttribute(
        lambda p: (
            Place.objects.filter(year=p.year_id, holder=p.holder, taken=False).first()
            if p.status in HOLDS
            else None
        )
    )
    status = "proposed"
    lease_by = factory.LazyAttribute(lambda p: date(2026, 12, 8) if p.status == "agreed" else None)
