"""Servers of somebody's own: each answer that is not a yes is one sentence, and nothing is changed."""

import socket
from contextlib import nullcontext
from unittest.mock import Mock

import psycopg
import pytest

from pact.access.views import sign_in
from pact.database_roles import connect
from pact.servers import MADE_UP, ask_redis
from pact.setup import CannotGoOn
from placements.management.region.staff import MAIL

NOT_AN_ADDRESS = [
    "yours",
    "host=localhost password=geheim",
    "mysql://pact:geheim@localhost/pact",
    "postgresql://pact:%zz-geheim@localhost/pact",
    "postgresql://pact:geheim@localhost/pact?colour=red",
]


@pytest.mark.parametrize("address", NOT_AN_ADDRESS)
def test_what_is_no_address_of_postgresql_is_not_repeated(address):
    with pytest.raises(CannotGoOn, match="is not an address of PostgreSQL") as refused:
        connect(address)

    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize(("version", "is_told"), [(140019, True), (150000, False), (180004, False)])
def test_a_server_that_is_too_old_gets_one_sentence_and_is_left(monkeypatch, version, is_told):
    server = Mock(info=Mock(server_version=version))
    monkeypatch.setattr(psycopg, "connect", lambda *_address, **_how: server)

    with pytest.raises(CannotGoOn) if is_told else nullcontext() as refused:
        connect("postgresql://localhost/pact")

    assert server.close.called == is_told
    if is_told:
        assert str(refused.value) == (
            "This PostgreSQL server is too old: the pact needs version 15 or newer."
        )


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("yours", "is not an address of Redis"),
        ("redis://127.0.0.1:port/0", "does not answer: Port could not be cast"),
        ("redis+socket:///nowhere.sock?virtual_host=0", "does not answer: Error 2"),
    ],
)
def test_a_redis_that_does_not_answer_gets_one_sentence(address, why):
    with pytest.raises(CannotGoOn, match=why):
        ask_redis(address)


def test_a_redis_that_nobody_runs_gets_one_sentence():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(CannotGoOn, match="Start it or correct the address"):
            ask_redis(f"redis://127.0.0.1:{free.getsockname()[1]}/0")


def test_made_up_means_the_same_everywhere():
    assert {MADE_UP, sign_in.MADE_UP, f"@{MAIL}"} == {MADE_UP}
