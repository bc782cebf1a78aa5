"""Nobody serves real people without a second factor, with open doors, a weak key or open lines."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 32
ON_THIS_MACHINE = {"", "localhost", "127.0.0.1", "::1"}
KNOWS_THE_SERVER = {"verify-ca", "verify-full"}


def open_doors() -> list[str]:
    """What is open in these settings that may never be open in service."""
    doors = []
    if not settings.SECOND_FACTOR_REQUIRED:
        doors.append("SECOND_FACTOR_REQUIRED is off: a password alone would be enough.")
    if settings.DEMONSTRATION:
        doors.append("DEMONSTRATION is on: everybody could sign in as anybody.")
    if len(settings.DUPLICATE_KEY) < SHORTEST_KEY or settings.DUPLICATE_KEY == settings.SECRET_KEY:
        doors.append("DUPLICATE_KEY is short or not its own: names could be tried against it.")
    if _is_overheard(settings.DATABASES["default"]):
        doors.append(
            "DATABASE_URL reaches another machine in the open: end it with ?sslmode=verify-full, or "
            "set PACT_DATABASE_INSIDE=1 where nobody else is on that network."
        )
    return doors


def _is_overheard(database: Mapping[str, Any]) -> bool:
    """Whether rows about people cross a network that others may listen to."""
    host = database["HOST"]
    if settings.DATABASE_INSIDE or host in ON_THIS_MACHINE or host.startswith("/"):
        return False
    return database["OPTIONS"].get("sslmode") not in KNOWS_THE_SERVER


def refuse_open_doors_in_service() -> None:
    """Stop whatever starts, web server and worker alike: those never run the checks."""
    doors = open_doors()
    if settings.IN_SERVICE and doors:
        raise ImproperlyConfigured(f"Not fit for service. {' '.join(doors)}")


@register(Tags.security, deploy=True)
def doors_are_shut(**_kwargs: object) -> list[CheckMessage]:
    return [Error(door, id="pact.E002") for door in open_doors()]
