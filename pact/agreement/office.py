"""The office that coordinates: its people see further than those of one party."""

from django.db.models import Exists

from pact.agreement.models import Party, PartyKind


def is_the_office(party_id: int | None) -> Exists:
    """True in a query when this party is the coordinator's office."""
    return Exists(Party.objects.filter(pk=party_id, kind=PartyKind.OFFICE))
