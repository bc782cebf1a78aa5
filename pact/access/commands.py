"""What a command is that touches rows of people: whoever runs it says as what, and why."""

from collections.abc import Collection
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from pact.access.actor import Actor, acting_as
from pact.audit.models import Look
from pact.audit.record import looked
from pact.common.citizen_numbers import holds_citizen_number

SHORTEST = 20
LONGEST = Look._meta.get_field("reason").max_length or 0


class AboutPeople(BaseCommand):
    """Asks for which of its ``purposes`` it is run, and why; one line says so before a row is read.

    The line is kept whatever becomes of the command. Nothing but the purpose decides which rows
    there are: each has policies of its own.
    """

    purposes: Collection[str] = ()
    is_asked = True
    """Whether it does nothing at all without a purpose."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--as-system",
            dest="purpose",
            metavar="PURPOSE",
            required=self.is_asked,
            choices=sorted(self.purposes),
            help=f"as what it acts: {', '.join(sorted(self.purposes))}",
        )
        parser.add_argument(
            "--reason",
            required=self.is_asked,
            help="why, for the privacy officer who reads the log; name nobody in it",
        )

    def handle(self, *args: object, **options: Any) -> None:
        actor = Actor.system(options["purpose"])
        reason = _well_said(options["reason"] or "")
        with acting_as(actor):
            looked(f"command:{_name_of(self)}", at=timezone.now(), reason=reason)
        self.act(actor, **{**options, "reason": reason})

    def act(self, actor: Actor, **options: Any) -> None:
        """Do what it is for, as this actor."""
        raise NotImplementedError


def _name_of(command: BaseCommand) -> str:
    return type(command).__module__.rpartition(".")[2]


def _well_said(reason: str) -> str:
    words = " ".join(reason.split())
    if not SHORTEST <= len(words) <= LONGEST:
        raise CommandError(
            f"Say why with --reason, in {SHORTEST} to {LONGEST} characters. Nothing was done."
        )
    if holds_citizen_number(words):
        raise CommandError("The reason holds a citizen service number. Nothing was done.")
    return words
