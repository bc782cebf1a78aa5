"""Servers of your own instead of ours: all three addresses in the environment, or none."""

import os

from pact.setup import CannotGoOn

NAMES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")


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
