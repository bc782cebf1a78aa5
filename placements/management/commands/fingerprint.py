"""Recognise everybody by the key of today: after another key, and for who was there before."""

from dataclasses import replace
from typing import Any

from django.utils import timezone

from pact.access.actor import Actor, acting_as
from pact.access.commands import AboutPeople
from pact.accounts.models import Membership
from pact.accounts.roles import Role
from pact.audit.record import looked
from placements.candidates.models import Uitstromer
from placements.candidates.person import answers_about, write_fingerprint

PURPOSE = "fingerprint"


class Command(AboutPeople):
    help = "Make the keyed hash of everybody again. Run twice it changes nothing."
    purposes = (PURPOSE,)

    def act(self, actor: Actor, **options: Any) -> None:
        """As each caseworker in turn: nobody else may read a name, the machine neither."""
        members = Membership.objects.of(Role.CASEWORKER).order_by("pk")
        made = sum(self._of(member, actor, reason=options["reason"]) for member in members)
        self.stdout.write(f"{made} people can be recognised.")

    def _of(self, member: Membership, actor: Actor, *, reason: str) -> int:
        """The log says that it was this command that read, why, and how many people."""
        actor = replace(Actor.of(member), purpose=actor.purpose)
        with acting_as(actor):
            own = list(Uitstromer.objects.filter(caseworker=member).whole("candidate"))
            if own:
                looked(PURPOSE, at=timezone.now(), rows=len(own), reason=reason)
        for person in own:
            with acting_as(actor):
                party = person.candidate.care_party_id
                write_fingerprint(person, answers_about(person), care_party=party)
        return len(own)
