"""Recognise everybody by the key of today: after another key, and for who was there before."""

from dataclasses import replace

from django.core.management.base import BaseCommand
from django.utils import timezone

from pact.access.actor import Actor, acting_as
from pact.accounts.models import Membership
from pact.accounts.roles import Role
from pact.audit.record import looked
from placements.candidates.models import Uitstromer
from placements.candidates.person import answers_about, write_fingerprint

PURPOSE = "fingerprint"


class Command(BaseCommand):
    help = "Make the keyed hash of everybody again. Run twice it changes nothing."

    def handle(self, *args: object, **options: object) -> None:
        members = Membership.objects.of(Role.CASEWORKER).order_by("pk")
        made = sum(self._of(member) for member in members)
        self.stdout.write(f"{made} people can be recognised.")

    def _of(self, member: Membership) -> int:
        """As each caseworker in turn: nobody else may read a name, the machine neither.

        The log says that it was this command that read, and how many people.
        """
        actor = replace(Actor.of(member), purpose=PURPOSE)
        with acting_as(actor):
            own = list(Uitstromer.objects.filter(caseworker=member).whole("candidate"))
            if own:
                looked(PURPOSE, at=timezone.now(), rows=len(own))
        for person in own:
            with acting_as(actor):
                party = person.candidate.care_party_id
                write_fingerprint(person, answers_about(person), care_party=party)
        return len(own)
