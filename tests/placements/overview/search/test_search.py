"""Finding a case: by reference for whoever may see it, by name only for whose file it is."""

from datetime import timedelta

import pytest

from pact.access.actor import acting_as
from pact.access.models import Asked
from pact.audit.models import Look
from placements.overview.search.querysets import alike as search_alike
from placements.overview.search.querysets import by_name
from tests.database import arranging
from tests.factories import CandidateFactory
from tests.queries import own_statements

ADDRESS = "/zoeken/"


def find(client, wanted: str) -> list[str]:
    answer = client.post(ADDRESS, {"wanted": wanted})
    assert answer.status_code == 200
    return [row.reference for row, _name in answer.context["found"]]


@pytest.fixture
def case(people):
    return CandidateFactory(
        caseworker=people.caseworker,
        tables__identity__last_name="van der Bérg",
        tables__identity__name_key="BERG VAN DER",
    )


@pytest.mark.parametrize("typed", ["berg", "Bérg", "van der berg", "BE", "  berg "])
def test_a_caseworker_finds_their_own_by_the_beginning_of_the_name(people, signed_in, case, typed):
    assert find(signed_in(people.caseworker), typed) == [case.reference]


@pytest.mark.parametrize("typed", ["erg", "bergh", "zz"])
def test_another_name_finds_nothing(people, signed_in, case, typed):
    assert find(signed_in(people.caseworker), typed) == []


@pytest.mark.parametrize("who", ["colleague", "stranger"])
def test_the_name_of_somebody_elses_case_finds_nothing_and_leaves_a_line(
    people, signed_in, case, who
):
    assert find(signed_in(getattr(people, who)), "berg") == []

    with arranging():
        line = Look.objects.get(page="search")
    assert (line.rows, line.user_id) == (0, getattr(people, who).user_id)


@pytest.mark.parametrize("who", ["coordinator", "privacy_officer"])
def test_others_may_not_search_by_name(people, signed_in, case, who):
    answer = signed_in(getattr(people, who)).post(ADDRESS, {"wanted": "berg"})

    assert answer.status_code == 422
    assert answer.context["found"] == []


def test_names_are_refused_below_the_form_as_well(people, actor_of, case):
    coordinator = actor_of(people.coordinator)
    with acting_as(coordinator):
        assert list(by_name(coordinator, "berg")) == []


@pytest.mark.parametrize("who", ["caseworker", "colleague", "coordinator", "privacy_officer"])
def test_a_reference_is_found_by_whoever_may_know_the_case(people, signed_in, case, who):
    assert find(signed_in(getattr(people, who)), case.reference.lower()) == [case.reference]


def test_a_strangers_reference_finds_nothing(people, signed_in, case):
    assert find(signed_in(people.stranger), case.reference) == []


def test_a_colleague_finds_the_case_and_not_the_name(people, signed_in, case):
    answer = signed_in(people.colleague).post(ADDRESS, {"wanted": case.reference})

    assert "Bérg" not in answer.content.decode()


def test_a_draft_is_not_found_by_the_coordinator(people, signed_in):
    draft = CandidateFactory(caseworker=people.caseworker, status="draft", admitted_at=None)

    assert find(signed_in(people.coordinator), draft.reference) == []


def test_what_was_typed_is_in_no_address(people, signed_in, case):
    page = signed_in(people.caseworker).get(ADDRESS).content.decode()

    assert f'method="post" action="{ADDRESS}"' in page
    assert find(signed_in(people.caseworker), "berg")


@pytest.mark.parametrize("typed", ["", "b", "x" * 1000, "a\nb", "123456782", "\u202e"])
def test_what_cannot_be_searched_gets_a_sentence(people, signed_in, typed):
    answer = signed_in(people.caseworker).post(ADDRESS, {"wanted": typed})

    assert answer.status_code == 422


@pytest.mark.parametrize("typed", ["%%", "__", "' or 1=1 --"])
def test_signs_with_a_meaning_to_a_database_have_none_here(people, signed_in, case, typed):
    answer = signed_in(people.caseworker).post(ADDRESS, {"wanted": typed})

    assert (answer.status_code, answer.context["found"]) in [(200, []), (422, [])]


def test_many_are_cut_off_with_a_word(people, signed_in):
    for _number in range(27):
        CandidateFactory(caseworker=people.caseworker)

    answer = signed_in(people.caseworker).post(ADDRESS, {"wanted": "verzonnen"})

    assert len(answer.context["found"]) == 25
    assert "Typ meer letters" in answer.content.decode()


def test_a_search_asks_for_the_cases_and_who_is_in_them(people, signed_in, case):
    statements = own_statements(signed_in(people.caseworker), ADDRESS, {"wanted": "berg"})

    assert len(statements) == 2, statements


# How often


def test_whoever_searches_on_and_on_waits_a_minute(people, signed_in, case):
    client = signed_in(people.caseworker)
    for _time in range(30):
        assert find(client, "berg") == [case.reference]
    answer = client.post(ADDRESS, {"wanted": "berg"})

    assert (answer.status_code, answer.context["found"]) == (409, [])
    assert "U vroeg dit in korte tijd 30 keer" in answer.content.decode()
    assert 'value="berg"' in answer.content.decode()
    with arranging():
        assert Look.objects.filter(page="search", outcome="refused").count() == 1
        assert Look.objects.filter(page="search", outcome="shown").count() == 30
        [asked] = Asked.objects.all()
        asked.times = [time - timedelta(seconds=61) for time in asked.times]
        asked.save()
    assert find(client, "berg") == [case.reference]
    assert find(signed_in(people.lead), "berg") == [case.reference]


# Alike


ALIKE = "/zoeken/gelijkend/"


def alike(client, **typed) -> list[str]:
    answer = client.post(ALIKE, typed)
    assert answer.status_code == 200
    return [row.reference for row, _who in answer.context["found"]]


def test_whoever_decides_finds_who_is_alike(people, signed_in, case):
    client = signed_in(people.coordinator)
    other = CandidateFactory(
        caseworker=people.stranger, tables__card__initials="V.J.", tables__card__birth_year=1990
    )
    CandidateFactory(caseworker=people.stranger, tables__card__initials="W.")
    CandidateFactory(caseworker=people.stranger, tables__card__birth_year=1991)
    CandidateFactory(caseworker=people.caseworker, status="draft", admitted_at=None)

    assert alike(client, birth_year="1990", initials="V.") == [other.reference, case.reference]
    assert len(alike(client, birth_year="1990")) == 3
    assert alike(client, birth_year="1900", initials="V.") == []
    with arranging():
        assert Look.objects.filter(page="search").count() == 3


def test_who_is_alike_is_shown_without_a_name(people, signed_in, case):
    text = signed_in(people.coordinator).post(ALIKE, {"birth_year": "1990"}).content.decode()
    assert case.reference in text
    assert "Bérg" not in text


@pytest.mark.parametrize("who", ["caseworker", "privacy_officer", "agent", "administrator"])
def test_nobody_else_finds_who_is_alike(people, signed_in, case, who):
    assert signed_in(getattr(people, who)).post(ALIKE, {"birth_year": "1990"}).status_code == 403


def test_nobody_else_does_below_the_form_either(people, actor_of, case):
    caseworker = actor_of(people.caseworker)
    with acting_as(caseworker):
        assert list(search_alike(caseworker, birth_year=1990, initials="V.")) == []


@pytest.mark.parametrize("typed", [{}, {"birth_year": "19"}, {"birth_year": "x"}])
def test_a_year_that_is_none_gets_a_sentence(people, signed_in, typed):
    assert signed_in(people.coordinator).post(ALIKE, typed).status_code == 422


def test_who_is_alike_takes_one_statement(people, signed_in, case):
    statements = own_statements(signed_in(people.coordinator), ALIKE, {"birth_year": "1990"})
    assert len(statements) == 1, statements
