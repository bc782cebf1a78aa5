"""Redis as Celery reads it, but for what is no message: that is thrown away, and the worker lives on."""

import json
import logging
from base64 import b64decode
from queue import Empty
from typing import Any, TypeGuard

from kombu.transport import redis

logger = logging.getLogger(__name__)


class Channel(redis.Channel):
    def _brpop_read(self, **options: object) -> bool:
        try:
            return super()._brpop_read(**options)
        except (json.JSONDecodeError, UnicodeDecodeError):
            _throw_away()
            raise Empty from None


class Transport(redis.Transport):
    Channel = Channel

    def _deliver(self, message: Any, queue: str) -> None:
        if _is_a_message(message) and _is_no_broken_call(message):
            super()._deliver(message, queue)
        else:
            _throw_away()


def _is_a_message(message: object) -> TypeGuard[dict[str, Any]]:
    if not isinstance(message, dict) or not isinstance(message.get("properties"), dict):
        return False
    properties, headers = message["properties"], message.get("headers")
    tagged = isinstance(properties.get("delivery_tag"), str)
    return (
        tagged and isinstance(properties.get("delivery_info"), dict) and isinstance(headers, dict)
    )


def _is_no_broken_call(message: dict) -> bool:
    """What workers say to each other is no call; a call has arguments that can be read."""
    if "task" not in message["headers"]:
        return True
    try:
        args, kwargs, _embedded = json.loads(b64decode(message["body"]))
    except (KeyError, TypeError, ValueError):
        return False
    return isinstance(args, list) and isinstance(kwargs, dict)


def _throw_away() -> None:
    """What it said is not repeated: nobody knows what is in it."""
    logger.error("Something unreadable in the queue was thrown away")
