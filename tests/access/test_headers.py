"""What every answer tells the browser, on every address: keep nothing, trust nobody, reach nowhere."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.addresses import addresses

SAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = {
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}


def wrong_with(answer) -> list[str]:
    """What an answer does not say, and should."""
    missing = [name for name, value in SAYS.items() if answer.headers.get(name) != value]
    if set(answer.headers.get("Content-Security-Policy", "").split("; ")) != POLICY:
        missing.append("Content-Security-Policy")
    kept = answer.headers.get("Cache-Control", "")
    if "no-store" not in kept or "private" not in kept:
        missing.append("Cache-Control")
    if not {"Cookie", "HX-Request"} <= set(answer.headers.get("Vary", "").split(", ")):
        missing.append("Vary")
    return missing


@pytest.fixture(params=["visitor", "administrator", "coordinator", "caseworker"])
def client(request, people, signed_in) -> Client:
    if request.param == "visitor":
        return Client()
    return signed_in(getattr(people, request.param))


def test_every_answer_says_so_whatever_it_is(client):
    wrong = {
        f"{name} {answer.status_code}": wrong_with(answer)
        for name, address in addresses().items()
        if wrong_with(answer := client.get(address))
    }

    assert wrong == {}


@pytest.mark.parametrize("address", ["/bestaat-niet/", "/account/nieuw/"])
def test_so_does_a_page_that_is_not_there(client, address):
    answer = client.get(address)

    assert (answer.status_code, wrong_with(answer)) == (404, [])


def test_so_does_a_page_that_failed(people, signed_in, monkeypatch):
    monkeypatch.setattr("placements.overview.views.work_of", lambda *_a, **_k: 1 / 0)
    client = signed_in(people.caseworker)
    client.raise_request_exception = False

    answer = client.get("/")

    assert (answer.status_code, wrong_with(answer)) == (500, [])


def test_an_answer_that_says_less_is_found(client):
    answer = client.get(reverse("livez"))
    del answer["X-Frame-Options"]
    answer["Content-Security-Policy"] += "; script-src 'unsafe-inline'"
    answer["Cache-Control"] = "max-age=60"

    assert wrong_with(answer) == ["X-Frame-Options", "Content-Security-Policy", "Cache-Control"]
