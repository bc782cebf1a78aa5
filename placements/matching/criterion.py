"""What a criterion is, and how it can fall out. What nobody entered is unknown, never green."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy


class Verdict(StrEnum):
    FITS = "fits"
    MIND = "mind"
    NOT = "not"
    UNKNOWN = "unknown"


class Key(StrEnum):
    """The criteria by name."""

    DISTRICT = "district"
    ROOMS = "rooms"
    RENT = "rent"
    INTRODUCTION = "introduction"
    ACCESS = "access"
    QUIET = "quiet"
    AREA = "area"
    MONTH = "month"
    GUIDANCE = "guidance"
    COMPLEX = "complex"


LABELS = {
    Key.DISTRICT: gettext_lazy("district"),
    Key.ROOMS: gettext_lazy("rooms"),
    Key.RENT: gettext_lazy("rent"),
    Key.INTRODUCTION: gettext_lazy("introduction"),
    Key.ACCESS: gettext_lazy("stairs and access"),
    Key.QUIET: gettext_lazy("quiet"),
    Key.AREA: gettext_lazy("area asked for"),
    Key.MONTH: gettext_lazy("moment of the move"),
    Key.GUIDANCE: gettext_lazy("guidance"),
    Key.COMPLEX: gettext_lazy("number in this complex"),
}


@dataclass(frozen=True)
class Criterion:
    """One result: which criterion, how it falls out, why, and what would change it."""

    key: Key
    verdict: Verdict
    sentence: str
    remedy: str = ""

    @property
    def label(self) -> str:
        return str(LABELS[self.key])
