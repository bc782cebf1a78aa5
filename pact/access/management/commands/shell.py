"""Django's shell. Nobody acts in it, so that it shows no row of a person; unless it says as what."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.shell import Command as Shell
from django.db import connection

from pact.access.actor import Actor, acting_as
from pact.access.commands import AboutPeople

OF_TASKS = {"chase", "check", "deliver", "forget", "open_years", "remind", "report"}
A_WHILE = "set local idle_in_transaction_session_timeout = '15min'"
"""Whoever types thinks longer than a page does."""


class Command(AboutPeople, Shell):
    help = (
        "A Python shell. It shows no people, unless --as-system and --reason say as what and why."
    )
    purposes = OF_TASKS
    is_asked = False

    def handle(self, *args: object, **options: Any) -> None:
        if options["purpose"] is not None:
            return super().handle(*args, **options)
        if options["reason"] is not None:
            raise CommandError("A reason goes with --as-system: say as what. Nothing was done.")
        return Shell.handle(self, **options)

    def act(self, actor: Actor, **options: Any) -> None:
        """In one transaction, as everything that acts; what is done in it is kept on leaving."""
        with acting_as(actor):
            with connection.cursor() as cursor:
                cursor.execute(A_WHILE)
            Shell.handle(self, **options)
