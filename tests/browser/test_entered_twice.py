"""What somebody meets who entered a person twice, and who decides on it: usable by everybody."""

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.browser.tongues import chosen, in_another_language
from tests.placements.doubles.scenes import drafted, submits, submitted


@pytest.fixture
def pages(people, signed_in):
    """Each page as its reader gets it now."""
    submitted(people.colleague)
    double = submitted(people.caseworker, has_rung=True, facility="")  # a name has no tongue
    draft = drafted(people.caseworker)
    office, ours = signed_in(people.coordinator), signed_in(people.caseworker)
    file, alike = reverse("candidates:file", args=[double.public_id]), "/zoeken/gelijkend/"
    return {
        "ring": (
            people.caseworker,
            reverse("guidance:submit", args=[draft.public_id]),
            lambda: submits(ours, draft, people.caseworker),
        ),
        "same person": (people.caseworker, file, lambda: ours.get(file)),
        "to decide": (people.coordinator, file, lambda: office.get(file)),
        "alike": (people.coordinator, alike, lambda: office.post(alike, {"birth_year": "1990"})),
        "nobody": (people.coordinator, alike, lambda: office.post(alike, {"birth_year": "1900"})),
    }


@pytest.mark.parametrize("name", ["ring", "same person", "to decide", "alike", "nobody"])
def test_a_page_about_a_double_is_usable_by_everybody(pages, showcase, name):
    reader, path, ask = pages[name]
    answer = ask()
    assert in_another_language(text_of(answer), "nl") == []
    assert showcase.faults_of(answer, path) == []
    with chosen("en", reader.user):
        assert in_another_language(text_of(ask()), "en") == []


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()
