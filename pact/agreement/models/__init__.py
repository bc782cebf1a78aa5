from pact.agreement.models.documents import (
    Document,
    Participation,
    Party,
    PartyAlias,
    PartyKind,
    Succession,
)
from pact.agreement.models.norms import Norm, Reason, ReasonKind
from pact.agreement.models.office import OfficeBasis
from pact.agreement.models.places import District, Municipality

__all__ = [
    "District",
    "Document",
    "Municipality",
    "Norm",
    "OfficeBasis",
    "Participation",
    "Party",
    "PartyAlias",
    "PartyKind",
    "Reason",
    "ReasonKind",
    "Succession",
]
