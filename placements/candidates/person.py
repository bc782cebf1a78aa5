"""One person of an application: which answer stands in which of their tables, and what is missing."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from placements.candidates.fingerprints import digests_of
from placements.candidates.models import Card, Fingerprint, Identity, Support, Uitstromer
from placements.candidates.names import name_key

Answers = dict[str, Any]

TABLES: dict[Any, tuple[str, ...]] = {
    Card: ("first_name", "initials", "agreed_contact"),
    Identity: ("last_name", "birth_date", "telephone", "email"),
    Support: ("intensity", "budget_in_order"),
}
LABELS_OF_PERSON: dict[str, Promise] = {
    "first_name": _("First name"),
    "initials": _("Initials"),
    "last_name": _("Last name"),
    "birth_date": _("Date of birth"),
    "telephone": _("Telephone"),
    "email": _("E-mail address"),
    "agreed_contact": _("How they wish to be reached"),
    "intensity": _("How much guidance"),
    "budget_in_order": _("The budget for guidance is arranged"),
}
RECOGNISED_BY = ("first_name", "initials", "last_name", "birth_date")
NEEDED_OF_PERSON = (
    "first_name",
    "initials",
    "last_name",
    "birth_date",
    "telephone",
    "intensity",
)


@dataclass(frozen=True)
class Gap:
    """One answer that is still missing, and on which form: the person's own, or the household's."""

    label: Promise
    field: str
    person: UUID | None = None
    number: int = 1

    @property
    def words(self) -> str:
        """What is missing, and of whom where that is not the first person."""
        if self.number == 1:
            return str(self.label)
        return gettext("%(answer)s (person %(number)s)") % {
            "answer": self.label,
            "number": self.number,
        }

    @property
    def anchor(self) -> str:
        return f"id_{self.field}"


def is_open(answer: Any) -> bool:
    return answer is None or answer in ("", [])


def answers_about(person: Uitstromer | None) -> Answers:
    """The answers about somebody from ``whole``; of a table that is not there they are empty."""
    return {
        field: getattr(getattr(person, model.__name__.lower(), None) or model(), field)
        for model, fields in TABLES.items()
        for field in fields
    }


def gaps_of(person: Uitstromer) -> list[Gap]:
    answers = answers_about(person)
    return [
        Gap(LABELS_OF_PERSON[field], field, person.public_id, person.number)
        for field in NEEDED_OF_PERSON
        if is_open(answers[field])
    ]


def write_person(person: Uitstromer, answers: Answers, *, care_party: int) -> None:
    """Put each answer about somebody in its table, with what follows from it."""
    for model, fields in TABLES.items():
        values = {field: answers[field] for field in fields}
        _write(model, person, values | _derived(model, answers, care_party=care_party))
    write_fingerprint(person, answers, care_party=care_party)


def write_fingerprint(person: Uitstromer, answers: Answers, *, care_party: int) -> None:
    digests = digests_of(**{field: answers[field] for field in RECOGNISED_BY})
    _write(Fingerprint, person, {"digests": digests, "care_party_id": care_party})


def _write(model: Any, person: Uitstromer, values: Answers) -> None:
    about = {"candidate_id": person.candidate_id, "caseworker_id": person.caseworker_id}
    model.objects.bulk_create(
        [model(uitstromer=person, **about, **values)],
        update_conflicts=True,
        unique_fields=["uitstromer"],
        update_fields=list(values),
    )


def _derived(model: Any, answers: Answers, *, care_party: int) -> Answers:
    """What follows from the answers: the year of birth, and the key to search by."""
    if model is Card:
        born = answers["birth_date"]
        return {"birth_year": born.year if born else None}
    if model is Identity:
        return {"name_key": name_key(answers["last_name"]), "care_party_id": care_party}
    return {}
