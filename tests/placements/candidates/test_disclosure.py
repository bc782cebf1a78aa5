"""What each kind of reader gets of a candidate, field by field: no more, and no less."""

from dataclasses import asdict, fields

import pytest

from pact.access.actor import acting_as
from pact.accounts.models import Absence
from placements.candidates.disclosure import (
    shown,
    shown_to_coordinator,
    shown_to_neighbour,
)
from placements.candidates.models import Candidate
from placements.candidates.readers import (
    CaseworkerView,
    ColleagueView,
    CoordinatorView,
    NeighbourView,
    Newcomer,
    OfficerView,
    PersonInShort,
)
from tests.database import arranging
from tests.factories import CandidateFactory, IntroductionFactory

NEED = {"adults", "children", "co_parenting", "bedrooms", "accessibility", "wants_quiet"} | {
    "max_rent",
    "earliest_month",
    "wished_month",
}
HEAD = {"public_id", "reference", "version", "status", "status_label", "status_tone"} | {
    "waiting_since",
    "waiting_days",
}
SECRETS = {
    "first_name": "GEHEIMEVOORNAAM",
    "last_name": "GEHEIMENAAM",
    "telephone": "06-99999999",
    "email": "geheim@voorbeeld.example",
    "contact": "GEHEIMCONTACT",
    "facility": "GEHEIMHUIS",
    "address": "GEHEIMADRES",
    "note": "GEHEIMENOTITIE",
}


@pytest.fixture
def candidate(people):
    return CandidateFactory(
        caseworker=people.caseworker,
        tables__card__first_name=SECRETS["first_name"],
        tables__card__agreed_contact=SECRETS["contact"],
        tables__card__call_first=True,
        tables__identity__last_name=SECRETS["last_name"],
        tables__identity__telephone=SECRETS["telephone"],
        tables__identity__email=SECRETS["email"],
        tables__care__facility=SECRETS["facility"],
        tables__safety__current_address=SECRETS["address"],
        tables__note__text=SECRETS["note"],
    )


def names(kind):
    return {field.name for field in fields(kind)}


def secrets_in(view):
    text = str(asdict(view))
    return {key for key, value in SECRETS.items() if value in text}


def test_each_class_has_the_fields_of_its_column():
    assert names(ColleagueView) == HEAD | {"contact"}
    assert names(OfficerView) == HEAD | {"contact", "decision", "introductions", "elsewhere"}
    assert names(NeighbourView) == HEAD | {"contact", "people", "accessibility"} | {
        "called",
        "newcomers",
        "call_first",
    }
    assert names(Newcomer) == {"first_name", "agreed_contact"}
    assert names(PersonInShort) == {"number", "initials", "birth_year"} | {
        "intensity",
        "budget_in_order",
    }


def test_a_neighbourhood_worker_gets_what_a_first_meeting_needs(candidate, people, actor_of):
    IntroductionFactory(candidate=candidate, worker=people.worker)
    with acting_as(actor_of(people.worker)) as actor:
        view = shown_to_neighbour(candidate, actor=actor)
    assert secrets_in(view) == {"first_name", "contact"}
    assert view.call_first
    assert view.contact.telephone == people.caseworker.telephone


def test_another_neighbourhood_worker_gets_nothing(candidate, people, actor_of):
    IntroductionFactory(candidate=candidate, worker=people.worker)
    with (
        acting_as(actor_of(people.foreign_worker)) as actor,
        pytest.raises(Candidate.DoesNotExist),
    ):
        shown_to_neighbour(candidate, actor=actor)


def test_the_coordinator_gets_what_matching_needs_and_no_name(candidate, people, actor_of):
    with acting_as(actor_of(people.coordinator)) as actor:
        view = shown_to_coordinator(candidate, actor)
    assert secrets_in(view) == {"facility"}
    assert [(p.initials, p.birth_year) for p in view.people] == [("V.", 1990)]


@pytest.mark.parametrize(
    ("who", "kind", "secrets"),
    [
        ("caseworker", CaseworkerView, set(SECRETS)),
        ("lead", CaseworkerView, set(SECRETS)),
        ("colleague", ColleagueView, set()),
        ("privacy_officer", OfficerView, set()),
        ("pact_privacy_officer", OfficerView, set()),
        ("coordinator", CoordinatorView, {"facility"}),
    ],
)
def test_a_file_is_what_its_reader_may_read(candidate, people, actor_of, who, kind, secrets):
    with acting_as(actor_of(getattr(people, who))) as actor:
        view = shown(candidate, actor)
    assert type(view) is kind
    assert secrets_in(view) == secrets


def test_a_substitute_reads_the_file_only_while_they_stand_in(candidate, people, actor_of, now):
    with arranging():
        Absence.objects.create(
            absent=people.caseworker,
            substitute=people.colleague,
            first_day=now.date().replace(year=2020),
            last_day=now.date().replace(year=2099),
        )
    with acting_as(actor_of(people.colleague)) as actor:
        assert type(shown(candidate, actor)) is CaseworkerView
    with arranging():
        Absence.objects.update(last_day=now.date().replace(year=2021))
    with acting_as(actor_of(people.colleague)) as actor:
        assert type(shown(candidate, actor)) is ColleagueView
