"""The life of a signal: both sides look at it, then decide together."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignalStatus(models.TextChoices):
    GIVEN = "given", _("waits for the other's view")
    SEEN = "seen", _("waits for what is agreed")
    DECIDED = "decided", _("agreed")


class Side(models.TextChoices):
    """Between whom a signal goes: who guides somebody, and who lets them a home."""

    CARE = "care", _("the care party")
    CORPORATION = "corporation", _("the corporation")


STEPS = {
    SignalStatus.GIVEN: {SignalStatus.SEEN},
    SignalStatus.SEEN: {SignalStatus.DECIDED},
    SignalStatus.DECIDED: set(),
}
OPEN = [SignalStatus.GIVEN, SignalStatus.SEEN]
