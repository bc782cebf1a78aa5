from municipalities.models.areas import AreaDistrict, AreaWork, IntroductionArea
from municipalities.models.exchanges import Exchange
from municipalities.models.ledger import LedgerEntry, Movement
from municipalities.models.years import (
    OF_A_LEASE,
    OF_A_SHARE,
    POOL,
    Decision,
    DecisionKind,
    PactYear,
    Place,
    Share,
)

__all__ = [
    "OF_A_LEASE",
    "OF_A_SHARE",
    "POOL",
    "AreaDistrict",
    "AreaWork",
    "Decision",
    "DecisionKind",
    "Exchange",
    "IntroductionArea",
    "LedgerEntry",
    "Movement",
    "PactYear",
    "Place",
    "Share",
]
