"""Makes a database ready for the demonstration, in one process because Django starts slowly.

Run as `python -m pact.demonstration.prepare`. The schema and the agreement are the owner's; the
region comes in through the same role and the same walls as everything the application does.
"""

import os

import dj_database_url

from pact.demonstration.run import SIGN_INS


def prepare() -> None:
    """Schema, static files, the agreement, and once a synthetic region."""
    runtime = os.environ["DATABASE_URL"]
    os.environ["DATABASE_URL"] = os.environ.pop("DATABASE_OWNER_URL")
    import django  # only now: the settings read the address on import
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("load_pact")
    go_on_as(runtime)
    call_command("load_region", sign_ins=SIGN_INS)


def go_on_as(address: str) -> None:
    """Let go of the owner's connection; the next statement is the other login's."""
    from django.db import connection

    connection.close()
    login = dj_database_url.parse(address)
    for part in ("NAME", "USER", "PASSWORD", "HOST", "PORT"):
        connection.settings_dict[part] = login[part]


if __name__ == "__main__":
    prepare()
