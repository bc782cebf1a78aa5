#!/usr/bin/env python3
"""The one way in: the demonstration, the tests, and every Django command.

Only needs Python and pip: what is missing, `pact/setup.py` makes before anything else runs.
"""

import gc
import os
import sys

OLDEST, NEWEST = (3, 11), (3, 13)
NEEDED = ("DATABASE_URL", "REDIS_URL", "PACT_SECRET_KEY")
AS_OWNER = {"migrate", "pgtrigger", "load_pact"}


def main():
    """Run the command that was typed, or say in one sentence why that cannot be done."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        version = "{}.{}".format(*sys.version_info[:2])
        sys.exit(
            f"This is Python {version}; the pact needs 3.11, 3.12 or 3.13. "
            "Start it with one of those, for example: python3.11 manage.py demo"
        )
    from pact.setup import CannotGoOn  # only now: an older Python could not read it

    try:
        run(sys.argv[1:])
    except CannotGoOn as reason:
        sys.exit(str(reason))
    except KeyboardInterrupt:
        sys.exit(130)


def run(arguments):
    """Make sure of the environment, then hand over to whoever knows the command."""
    from pact import setup

    command = arguments[0] if arguments else "help"
    setup.be_ready(command, arguments)
    if command in ("demo", "test"):
        from pact.debian import install_system_packages

        install_system_packages(command)
    if command == "demo":
        from pact.demonstration import run as demonstration

        demonstration.run(arguments[1:])
    elif command == "test":
        from pact import testing

        sys.exit(testing.run(arguments[1:]))
    else:
        django_command(command)


def django_command(command):
    """Plain Django; only what is the owner's to change gets the owner's address."""
    from django.core.management import execute_from_command_line

    from pact.setup import CannotGoOn

    owner = os.environ.get("DATABASE_OWNER_URL")
    if owner and command in AS_OWNER:
        os.environ["DATABASE_URL"] = owner
    absent = [name for name in NEEDED if not os.environ.get(name)]
    if absent:
        raise CannotGoOn(
            f"{command} needs to be told in the environment: {', '.join(absent)}. "
            "Only demo and test start servers of their own: python3 manage.py demo"
        )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pact.settings.development")
    # Migrations make thousands of classes that stay: a tenth of their time went to looking for rubbish
    gc.set_threshold(50_000, 50, 100)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
