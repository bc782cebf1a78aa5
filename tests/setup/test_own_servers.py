"""Servers of somebody's own: each answer that is not a yes is one sentence, and nothing is changed."""

import socket

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
