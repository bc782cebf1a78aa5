"""Of which row an address tells: each kind has words of its own before its id."""

import re
from functools import cache

from django.db.models import Model
from django.urls import resolve

from municipalities.models import Decision, Exchange
from pact.accounts.models import Absence, Membership, User
from pact.outbox.models import Message
from placements.candidates.models import Candidate, Uitstromer
from placements.dwellings.models import Dwelling
from placements.guidance.models import ContactMoment, Guidance, Takeover
from placements.introductions.models import Introduction
from placements.proposals.models import Placement
from placements.reporting.models import Report
from placements.signals.models import Signal
from tests.access.addresses import addresses

NAMED_BY: dict[str, type[Model]] = {
    "/begeleiding/": Guidance,
    "/begeleiding/aanmelding/": Candidate,
    "/begeleiding/moment/": ContactMoment,
    "/begeleiding/overname/": Takeover,
    "/berichten/": Message,
    "/besluiten/": Decision,
    "/besluiten/ruilen/": Exchange,
    "/cijfers/jaarverslag/": Report,
    "/huurcontracten/": Placement,
    "/huurcontracten/begeleiding/": Guidance,
    "/huurcontracten/woning/": Dwelling,
    "/kandidaten/": Candidate,
    "/kandidaten/persoon/": Uitstromer,
    "/kennismaking/": Introduction,
    "/kennismaking/kandidaat/": Candidate,
    "/mensen/": User,
    "/mensen/ik/afwezig/": Absence,
    "/mensen/ik/rol/": Membership,
    "/mensen/rollen/": Membership,
    "/plaatsingen/": Placement,
    "/plaatsingen/signalen/": Placement,
    "/plaatsingen/signalen/signaal/": Signal,
    "/tafel/": Dwelling,
    "/woningen/": Dwelling,
    "/zaak/": Candidate,
}

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


def row_of(address: str) -> tuple[type[Model], str] | None:
    """The kind and the id of the first row that this address names."""
    found = ID.search(address)
    return (NAMED_BY[address[: found.start()]], found[0]) if found else None


@cache
def of_one_row() -> dict[str, tuple[type[Model], str]]:
    """Per name of an address that takes one id and nothing else: of what, and how it is called."""
    known = {}
    for name, address in addresses().items():
        taken = list(resolve(address).kwargs)
        if len(taken) == 1 and (row := row_of(address)):
            known[name] = row[0], taken[0]
    return known
