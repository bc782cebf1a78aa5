"""A filter that cannot be read is answered in one way, whichever list it narrows."""

import pytest
from django.urls import reverse
from django.utils.html import escape

UNREADABLE = [
    ("candidates:list", "caseworker", {"status": "x"}),
    ("candidates:list", "coordinator", {"area": "0"}),
    ("candidates:list", "caseworker", {"whose": "x"}),
    ("guidance:list", "caseworker", {"status": "x"}),
    ("guidance:list", "caseworker", {"light": "x"}),
    ("introductions:list", "coordinator", {"show": "start", "area": "0"}),
    ("introductions:list", "worker", {"show": "start", "start": "x"}),
    ("dwellings:list", "agent", {"status": "x"}),
    ("dwellings:list", "coordinator", {"municipality": "0"}),
    ("dwellings:list", "coordinator", {"corporation": "x"}),
    ("proposals:list", "coordinator", {"stage": "x"}),
    ("overview:minutes", "coordinator", {"day": "x"}),
    ("outbox:messages", "coordinator", {"state": "x"}),
    ("accounts:people", "administrator", {"role": "x"}),
    ("audit:looks", "privacy_officer", {"from_day": "x"}),
    ("reporting:quota", "coordinator", {"on": "x"}),
]


@pytest.mark.parametrize(("page", "who", "typed"), UNREADABLE)
def test_a_filter_that_cannot_be_read_is_422_with_a_sentence(people, signed_in, page, who, typed):
    answer = signed_in(getattr(people, who)).get(reverse(page), typed)

    assert answer.status_code == 422
    [sentences] = _form(answer).errors.values()
    assert all(escape(sentence) in answer.content.decode() for sentence in sentences)


@pytest.mark.parametrize(("page", "who", "typed"), UNREADABLE)
def test_a_filter_that_is_left_empty_is_read(people, signed_in, page, who, typed):
    empty = {name: value if name == "show" else "" for name, value in typed.items()}
    assert signed_in(getattr(people, who)).get(reverse(page), empty, follow=True).status_code == 200


@pytest.mark.parametrize(
    ("page", "who", "typed"),
    [
        ("candidates:list", "caseworker", {"status": "housed"}),
        ("guidance:list", "caseworker", {"status": "ended"}),
        ("dwellings:list", "agent", {"status": "let"}),
        ("dwellings:list", "coordinator", {"status": "let"}),
        ("proposals:list", "coordinator", {"stage": "closed"}),
    ],
)
def test_a_list_that_a_filter_emptied_leads_back_to_all(people, signed_in, page, who, typed):
    """Also where only the rows are answered, and the bar above them stays as it was."""
    client, all_of_them = signed_in(getattr(people, who)), reverse(page)
    part = client.get(all_of_them, typed, headers={"HX-Request": "true"})

    assert f'href="{all_of_them}">Toon alles</a>' in part.content.decode()


def _form(answer):
    narrowed = answer.context.get("filter") or answer.context["form"]
    return getattr(narrowed, "form", narrowed)
