"""What is logged tells which fault it was, and never whom it was about."""

import io
import json
import logging
from logging.config import dictConfig

import pytest
from django.conf import settings as project
from django.urls import reverse

from tests.factories import CandidateFactory

NAME, ADDRESS, TELEPHONE = "Zqxkanarie", "zqxkanarie@voorbeeld.example", "06-18273645"
SECRETS = [NAME, ADDRESS, TELEPHONE]


@pytest.fixture
def lines(db):
    """The lines that the site writes, as it writes them."""
    written = io.StringIO()
    dictConfig(project.LOGGING)
    (console,) = (each for each in logging.getLogger().handlers if each.name == "console")
    before = console.setStream(written)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    console.setStream(before)


@pytest.fixture
def fails(monkeypatch):
    """My work breaks, with the words of a person in what went wrong."""

    def fail(*_args, **_kwargs):
        raise LookupError(f"{NAME} {ADDRESS} {TELEPHONE}")

    monkeypatch.setattr("placements.overview.views.work_of", fail)


def test_a_page_that_failed_tells_where_and_quotes_nobody(people, signed_in, lines, fails):
    CandidateFactory(caseworker=people.caseworker)
    client = signed_in(people.caseworker)
    client.raise_request_exception = False

    page = client.get("/").content.decode()

    (line,) = [line for line in lines() if "exception" in line]
    assert line["exception"][0] == "LookupError"
    assert any("fail" in frame for frame in line["exception"])
    assert [word for word in SECRETS if word in str(lines()) + page] == []
    assert line["request"] in page


def test_two_requests_have_two_numbers_and_nothing_outside_one_has_any(
    people, signed_in, lines, fails
):
    client = signed_in(people.caseworker)
    client.raise_request_exception = False
    client.get("/")
    client.get("/")
    logging.getLogger("after").error("A line of the machine itself")

    *_, machine = lines()
    numbers = [line["request"] for line in lines() if "exception" in line]
    assert len(set(numbers)) == 2
    assert "request" not in machine


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (f"Mail to {ADDRESS} was refused", "Mail to (address) was refused"),
        (f"Rang {TELEPHONE}", "Rang (number)"),
        ("Somebody typed 123456782", "Somebody typed (number)"),
        ("deliver_due took 12 s", "deliver_due took 12 s"),
    ],
)
def test_what_looks_like_somebody_is_blotted_out(lines, said, kept):
    logging.getLogger("somewhere").warning(said)

    assert [line["event"] for line in lines()] == [kept]


def test_what_a_line_carries_besides_is_left_out(lines):
    logging.getLogger("somewhere").warning("It failed", extra={"name_of_person": NAME})

    assert NAME not in str(lines())


def test_a_failing_page_leaves_no_word_of_its_address_but_a_reference(people, signed_in, lines):
    """Of a refused page Django logs the address; it holds nothing but a public id."""
    candidate = CandidateFactory()
    address = reverse("candidates:file", args=[candidate.public_id])

    assert signed_in(people.stranger).get(address).status_code == 404

    assert [line["event"] for line in lines()] == [f"Not Found: {address}"]
