"""Invented households and homes. The same seed gives the same region."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from municipalities.models import AreaDistrict, AreaWork, IntroductionArea, Share
from pact.accounts.models import Membership
from pact.accounts.roles import Role
from pact.agreement.models import District
from placements.candidates.application import Answers
from placements.management.region.staff import Staff

FIRST = [
    "Alex",
    "Robin",
    "Sam",
    "Kim",
    "Jesse",
    "Charlie",
    "Noa",
    "Luca",
    "Bo",
    "Quinn",
    "Nikki",
    "Demi",
    "Jip",
    "Puck",
    "Senna",
    "Mika",
]
LAST = [
    "Verzinsel",
    "Bedenksel",
    "Fantasie",
    "Proefneming",
    "Modelman",
    "Testdam",
    "Nepstra",
    "Schaduw",
    "Denkwijk",
]
STREETS = ["Verzonnenlaan", "Proefstraat", "Bedachtplein", "Modelweg", "Fantasiehof", "Oefenkade"]
CORPORATIONS = {
    "Haarlem": ["Pré Wonen", "Ymere", "Elan Wonen"],
    "Velsen": ["Velison Wonen", "Woningbedrijf Velsen", "Brederode Wonen"],
    "Beverwijk": ["Woonopmaat", "Pré Wonen"],
    "Heemskerk": ["Woonopmaat"],
    "Zandvoort": ["Pré Wonen"],
    "Heemstede": ["Elan Wonen"],
    "Bloemendaal": ["Brederode Wonen"],
}
ALONE = 0.75
BOTH_GUIDED = 0.4
"""Of the households with two adults: how many have two people who are guided themselves."""


@dataclass(frozen=True)
class Spot:
    """An introduction area with who introduces there and a district in it for a home."""

    area: IntroductionArea
    district: District
    worker: Membership
    agent: Membership


class Inventor:
    """Makes up people and homes from one seed."""

    def __init__(self, staff: Staff, *, seed: int = 178) -> None:
        self.random = Random(seed)  # noqa: S311 (a demonstration must come out the same each time)
        self.staff = staff
        self.numbers = iter(range(1, 100_000))
        self.areas = list(IntroductionArea.objects.select_related("municipality"))
        self.weights = self._weights()
        self.districts = self._districts()
        self.parties = dict(AreaWork.objects.values_list("area_id", "party__name"))

    def _weights(self) -> list[float]:
        """Areas are drawn as their municipality's share of the homes says."""
        agreed = dict(Share.objects.values_list("municipality_id", "agreed"))
        names = [area.municipality_id for area in self.areas]
        return [agreed[name] / names.count(name) for name in names]

    def _districts(self) -> dict[int, list[District]]:
        parts = AreaDistrict.objects.select_related("district__municipality")
        found: dict[int, list[District]] = {}
        for part in parts.order_by("pk"):
            found.setdefault(part.area_id, []).append(part.district)
        return found

    def spot(self) -> Spot:
        """An area where a welfare party introduces, and a home's district in it."""
        while True:
            area = self.random.choices(self.areas, self.weights)[0]
            if area.pk in self.parties:
                break
        district = self.random.choice(self.districts[area.pk])
        corporation = self.random.choice(CORPORATIONS[district.municipality.name])
        return Spot(
            area=area,
            district=district,
            worker=self.random.choice(
                self.staff.of(Role.NEIGHBOURHOOD_WORKER, self.parties[area.pk])
            ),
            agent=self.random.choice(self.staff.of(Role.LETTING_AGENT, corporation)),
        )

    def caseworker(self) -> Membership:
        return self.random.choice(self.staff.of(Role.CASEWORKER))

    def answers(self, spot: Spot, *, wished: date) -> Answers:
        """A whole application of an invented household."""
        adults = 1 if self.random.random() < ALONE else 2
        children = self.random.choice([0, 0, 0, 1, 2])
        number = next(self.numbers)
        return {
            **self._person(number),
            "adults": adults,
            "children": children,
            "co_parenting": children > 0 and self.random.random() < 0.2,
            "bedrooms": 1 + (children + 1) // 2,
            "accessibility": self.random.choice(["none", "none", "none", "ground_floor"]),
            "wants_quiet": self.random.random() < 0.2,
            "max_rent": self.random.choice([650, 700, 750]),
            "earliest_month": None,
            "wished_month": wished.replace(day=1),
            "origin": self.random.choice(
                ["shelter", "sheltered_housing", "sheltered_housing", "family_shelter", "youth"]
            ),
            "facility": f"Verzonnen voorziening {number % 9 + 1}",
            "municipality_of_origin": spot.district.municipality_id,
            "from_elsewhere": False,
            "income_class": "appropriate",
            "income_proved_on": None,
            "intensity": self.random.choice(["light", "medium", "medium", "intensive"]),
            "budget_in_order": self.random.random() < 0.7,
            "is_flagged": self.random.random() < 0.08,
            "current_address": "",
            "text": "",
            "areas": [spot.area.pk],
            "avoided": [],
        }

    def other_person(self, answers: Answers) -> Answers | None:
        """Who else of the household is guided: of some households with two adults, the other one."""
        if answers["adults"] == 1 or self.random.random() > BOTH_GUIDED:
            return None
        return {
            **self._person(next(self.numbers)),
            "intensity": self.random.choice(["light", "medium"]),
            "budget_in_order": answers["budget_in_order"],
        }

    def _person(self, number: int) -> Answers:
        first, last = FIRST[number % len(FIRST)], LAST[number // len(FIRST) % len(LAST)]
        return {
            "first_name": first,
            "initials": f"{first[0]}.",
            "last_name": f"{last}-{number}",
            "birth_date": date(self.random.randint(1958, 2004), self.random.randint(1, 12), 15),
            "telephone": f"06-000{number:05d}",
            "email": "",
            "agreed_contact": self.random.choice(["bellen na tien uur", "appen", "via begeleider"]),
        }

    def home(self, spot: Spot, *, free_on: date, answer_by: date) -> dict[str, Any]:
        """An invented home in the spot's district; rooms and rent go together."""
        bedrooms = self.random.choice([1, 1, 1, 2, 3])
        number = next(self.numbers)
        return {
            "postcode": f"{2000 + spot.district.pk % 90}ZZ",
            "house_number": number,
            "addition": "",
            "street": self.random.choice(STREETS),
            "city": spot.district.municipality.name,
            "rooms": bedrooms + 1,
            "bedrooms": bedrooms,
            "area_m2": 32 + 14 * bedrooms,
            "rent": 540 + 45 * bedrooms + number % 30,
            "floor": self.random.choice([0, 1, 2, 3]),
            "has_lift": self.random.random() < 0.5,
            "accessibility": "none",
            "is_quiet": self.random.choice([True, None, None]),
            "complex_reference": f"C-{spot.district.pk}-{number % 4}",
            "available_from": free_on,
            "contract_form": self.random.choice(["regular", "tripartite", "intermediary"]),
            "answer_by": answer_by,
        }
