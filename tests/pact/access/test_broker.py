import json
from queue import Empty

import pytest
from kombu.transport import redis

from pact.access.broker import Channel, Transport
from tests.faults.test_delivery_survives import GARBAGE, kombu_message

CALL = "W1tdLCB7fSwge31d"  # no arguments, nothing embedded
REAL = json.loads(kombu_message(body=CALL))
FROM_A_COLLEAGUE = json.loads(kombu_message(headers={"clock": 1}))


@pytest.fixture
def delivered(monkeypatch):
    """What would have reached Celery."""
    reached = []
    monkeypatch.setattr(redis.Transport, "_deliver", lambda _self, *what: reached.append(what))
    return reached


def deliver(message) -> None:
    Transport._deliver(object.__new__(Transport), message, "celery")


@pytest.mark.parametrize("message", [REAL, FROM_A_COLLEAGUE])
def test_a_message_reaches_celery(delivered, message):
    deliver(message)

    assert delivered == [(message, "celery")]


@pytest.mark.parametrize("garbage", [each for each in GARBAGE if each.startswith(("{", "["))])
def test_what_is_no_message_does_not(delivered, garbage, caplog):
    deliver(json.loads(garbage))

    harmless = json.loads(garbage) in (
        [REAL, json.loads(kombu_message(headers={"whatever": "this is"}))]
    )
    assert bool(delivered) is harmless
    assert harmless is ("thrown away" not in caplog.text)


def test_what_is_not_even_json_is_nothing_at_all(monkeypatch):
    def read(_self, **_options):
        return json.loads("not even JSON")

    monkeypatch.setattr(redis.Channel, "_brpop_read", read)
    with pytest.raises(Empty):
        Channel._brpop_read(object.__new__(Channel))
