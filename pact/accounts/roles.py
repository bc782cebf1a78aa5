"""The roles a membership can have."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pact.agreement.models import PartyKind


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("coordinator")
    CASEWORKER = "caseworker", _("caseworker")
    LETTING_AGENT = "letting_agent", _("letting agent")
    MUNICIPAL_OFFICER = "municipal_officer", _("municipal officer")
    NEIGHBOURHOOD_WORKER = "neighbourhood_worker", _("neighbourhood worker")
    OVERSIGHT = "oversight", _("oversight")
    PRIVACY_OFFICER = "privacy_officer", _("privacy officer")
    ADMINISTRATOR = "administrator", _("administrator")


PARTIES_OF = {
    Role.COORDINATOR: {PartyKind.OFFICE},
    Role.CASEWORKER: {PartyKind.CARE},
    Role.LETTING_AGENT: {PartyKind.CORPORATION},
    Role.MUNICIPAL_OFFICER: {PartyKind.MUNICIPALITY},
    Role.NEIGHBOURHOOD_WORKER: {PartyKind.WELFARE, PartyKind.YOUTH, PartyKind.CARE},
    Role.OVERSIGHT: {PartyKind.MUNICIPALITY, PartyKind.OFFICE},
    Role.PRIVACY_OFFICER: set(PartyKind),
    Role.ADMINISTRATOR: {PartyKind.OFFICE},
}
"""In which kinds of party a role is at home; the walls around rows count on it."""
