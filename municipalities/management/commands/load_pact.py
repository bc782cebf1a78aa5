"""Enter what the parties agreed."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from municipalities.loading import load_agreement, load_pact
from municipalities.opening.actions import last_year_due
from pact.access.actor import Actor, acting_as

YEARS_BACK = 3


class Command(BaseCommand):
    help = "Enter the documents, parties, norms, districts and places of the agreement."

    def handle(self, *args: object, **options: object) -> None:
        today = timezone.localdate()
        with acting_as(Actor.system("load")):
            load_agreement()
            load_pact(years=range(today.year - YEARS_BACK, last_year_due(today) + 1))
