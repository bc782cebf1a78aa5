"""What the processes of the demonstration are told, and as whom they run."""

import os
import secrets
from pathlib import Path

from pact.embedded import Addresses
from pact.folders import reachable, unprivileged
from pact.setup import ENVIRONMENT, LOCAL, PYTHON, ROOT, say


def user_for_python() -> dict:
    """Nobody, when root started us; unless only root can reach the project or its Python."""
    found = [PYTHON.resolve(), ROOT / "manage.py", ENVIRONMENT / "pyvenv.cfg", Path(os.__file__)]
    if all(reachable(path) for path in found):
        return unprivileged()
    say(
        "Only root can reach this folder or its Python, so the web server, the worker and the "
        "scheduler run as root; PostgreSQL and Redis do not."
    )
    return {}


def environment(addresses: Addresses, site: str) -> dict[str, str]:
    """What a process of ours is told; the owner's address is not among it."""
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
    return env | {
        "DATABASE_URL": addresses.runtime,
        "REDIS_URL": addresses.redis,
        "DJANGO_SETTINGS_MODULE": "pact.settings.development",
        "PACT_SECRET_KEY": secret("secret"),
        "PACT_DUPLICATE_KEY": secret("duplicate-key"),
        "PACT_SITE_ADDRESS": site,
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "XDG_CACHE_HOME": str(LOCAL / "cache"),
    }


def secret(name: str) -> str:
    """Made at the first start and kept: a second start keeps the sessions, and knows who is who."""
    kept = LOCAL / name
    if not kept.exists():
        number = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return kept.read_text()
