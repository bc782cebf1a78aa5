"""The people of a household, each as one kind of reader may know them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.accounts.roles import Role
from placements.candidates.application import with_people
from placements.candidates.models import Card, Support, Uitstromer
from placements.candidates.person import answers_about
from placements.candidates.querysets import CandidateQuerySet
from placements.candidates.readers import Newcomer, PersonFile, PersonInShort
from placements.candidates.wording import in_words


def listed(candidates: CandidateQuerySet, actor: Actor) -> QuerySet:
    """Candidates with what a list shows of them: a caseworker reads who their own are."""
    rows = candidates.for_list(actor)
    return with_people(rows) if actor.is_a(Role.CASEWORKER) else rows


def in_short(person: Any) -> PersonInShort:
    support = getattr(person, "support", None) or Support()
    return PersonInShort(
        number=person.number,
        initials=person.card.initials,
        birth_year=person.card.birth_year,
        intensity=support.get_intensity_display(),
        budget_in_order=support.budget_in_order,
    )


def together(names: Iterable[str]) -> str:
    """People as one calls them in a sentence."""
    return _(" and ").join(names)


def newcomer(card: Card) -> Newcomer:
    return Newcomer(first_name=card.first_name, agreed_contact=card.agreed_contact)


def person_file(person: Any) -> PersonFile:
    answers = answers_about(person)
    return PersonFile(
        public_id=person.public_id,
        number=person.number,
        answers={field: in_words(field, answer) for field, answer in answers.items()},
        can_go=not hasattr(person, "guidance"),
    )


def name_of(people: list[Uitstromer]) -> str:
    """The first person's name, and how many more there are; for whoever may read it."""
    first = _name(people[0]) if people else ""
    return f"{first} +{len(people) - 1}" if first and len(people) > 1 else first


def _name(person: Any) -> str:
    """A draft may lack a surname; initials alone are no name."""
    if not (is_known(person) and person.identity.last_name):
        return ""
    return f"{person.card.initials} {person.identity.last_name}".strip()


def is_known(person: Any) -> bool:
    """Whether the walls give this actor both what to call somebody and who it is."""
    return hasattr(person, "card") and hasattr(person, "identity")
