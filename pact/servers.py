"""Servers of your own instead of ours: all three addresses in the environment, or none."""

import os

from pact.database_roles import connect
from pact.setup import CannotGoOn

NAMES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
REDIS = ("redis://", "rediss://", "redis+socket://")
MADE_UP = "@demo.example"
AT_ONCE = {"socket_connect_timeout": 5, "socket_timeout": 5, "max_retries": 0}


def given_servers() -> bool:
    """Whether to use the servers of the environment; some of them given is a mistake."""
    given = [name for name in NAMES if os.environ.get(name)]
    if not given:
        return False
    absent = [name for name in NAMES if name not in given]
    if absent:
        raise CannotGoOn(
            f"{' and '.join(given)} {'is' if len(given) == 1 else 'are'} set, but "
            f"{' and '.join(absent)} {'is' if len(absent) == 1 else 'are'} not: set all three to "
            "use your own servers, or none to have them started here."
        )
    return True


def ask_redis(address: str) -> None:
    """Whether Redis answers at the address, in Celery's own words for one."""
    import kombu  # only now: this module is read before anything is installed
    import redis

    if not address.startswith(REDIS):
        raise CannotGoOn(
            f"REDIS_URL is not an address of Redis: it begins with {', '.join(REDIS[:2])} or "
            f"{REDIS[2]}, for example redis://localhost:6379/0"
        )
    try:
        with kombu.Connection(address, transport_options=AT_ONCE) as connection:
            connection.default_channel.client.ping()
    except (redis.RedisError, kombu.exceptions.OperationalError, OSError, ValueError) as reason:
        raise CannotGoOn(
            f"The Redis of REDIS_URL does not answer: {reason}. Start it or correct the address, "
            "and begin again."
        ) from None


def refuse_real_people(address: str) -> None:
    """The demonstration keeps every mail in a folder: not those of a database in service."""
    with connect(address) as connection:
        (there,) = connection.execute("select to_regclass('public.accounts_user')").fetchone()
        if there is None:
            return
        real = "select exists (select from accounts_user where email not like %s)"
        (holds_some,) = connection.execute(real, [f"%{MADE_UP}"]).fetchone()
    if holds_some:
        raise CannotGoOn(
            "The database of DATABASE_URL or DATABASE_OWNER_URL holds people who are not made up, "
            "so it is in service and nothing was changed: the demonstration would keep their mail "
            "in a folder and mark it sent. Give it an empty database."
        )
