"""Let the first administrator in; everybody else is invited by an administrator."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from pact.access.actions.first import invite_first_administrator
from pact.access.actor import Actor, acting_as
from pact.access.forms import InvitePerson
from pact.accounts.invitations import address_for
from pact.accounts.models import User
from pact.accounts.roles import PARTIES_OF, Role
from pact.agreement.models import Party
from pact.common.refusals import Refused


class Command(BaseCommand):
    help = "Invite the first administrator, once the agreement is loaded. Refuses a second one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True, help="at work; the link goes there as well")
        parser.add_argument("--name", required=True, help="as colleagues will read it")
        parser.add_argument("--party", help="which office, where there are several")

    def handle(self, *args: object, **options: Any) -> None:
        with translation.override("en"):
            user = self._invite(options)
            if user.has_usable_password():
                self.stdout.write(f"{user.email} is an administrator now, with the same password.")
                return
        self.stdout.write(
            f"{user.email} is an administrator. A worker mails the invitation; its link, to use "
            f"once and within a day:\n{address_for(user)}"
        )

    def _invite(self, options: dict[str, Any]) -> User:
        now = timezone.now()
        with acting_as(Actor.system("first administrator")):
            party = _office(options["party"], timezone.localdate(now))
            typed = _read(options, party)
            try:
                membership = invite_first_administrator(**typed, party=party, at=now)
            except Refused as refusal:
                raise CommandError(str(refusal)) from None
            return membership.user


def _office(name: str | None, today: date) -> Party:
    """The party in which an administrator is at home; there is one, unless more were entered."""
    found = Party.objects.existing(today).filter(kind__in=PARTIES_OF[Role.ADMINISTRATOR])
    offices = list(found.filter(name=name) if name else found)
    if len(offices) == 1:
        return offices[0]
    if name:
        raise CommandError(f"There is no office called {name}. Nobody was let in.")
    if not offices:
        raise CommandError("There is no office of a coordinator yet: run load_pact first.")
    names = ", ".join(f"“{office.name}”" for office in offices)
    raise CommandError(f"Say for which office with --party: {names}. Nobody was let in.")


def _read(options: dict[str, Any], party: Party) -> dict[str, str]:
    """What was typed, checked as on the page on which an administrator invites."""
    person = {"email": options["email"], "name": options["name"]}
    form = InvitePerson({**person, "party": party.pk, "role": Role.ADMINISTRATOR})
    if not form.is_valid():
        wrong = [f"--{name}: {word}" for name, words in form.errors.items() for word in words]
        raise CommandError(f"{' '.join(wrong)} Nobody was let in.")
    return {name: form.cleaned_data[name] for name in person}
