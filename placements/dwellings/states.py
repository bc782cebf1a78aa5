"""The life of an offered dwelling."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DwellingStatus(models.TextChoices):
    OFFERED = "offered", _("offered")
    RESERVED = "reserved", _("reserved")
    LET = "let", _("let")
    WITHDRAWN = "withdrawn", _("withdrawn")
    RETURNED = "returned", _("returned to the corporation")
    EXPIRED = "expired", _("expired")


S = DwellingStatus

STEPS = {
    S.OFFERED: {S.RESERVED, S.WITHDRAWN, S.RETURNED, S.EXPIRED},
    S.RESERVED: {S.OFFERED, S.LET},  # free again before it leaves the table
    S.LET: {S.OFFERED},  # the lease was signed and never started
    S.WITHDRAWN: set(),
    S.RETURNED: set(),
    S.EXPIRED: set(),
}
OPEN = [S.OFFERED, S.RESERVED]
OFF_THE_TABLE = [S.WITHDRAWN, S.RETURNED, S.EXPIRED]
"""Nobody came to live there, so that the same home may be offered again."""
