"""The life of an introduction: the clock starts at the first real contact."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IntroductionStatus(models.TextChoices):
    PLANNED = "planned", _("planned")
    STARTED = "started", _("running")
    MOVED = "moved", _("moved in the area")
    STOPPED = "stopped", _("stopped")


S = IntroductionStatus

STEPS = {
    # Moved by an exception before the first contact: it is made up for in the new home.
    S.PLANNED: {S.STARTED, S.STOPPED, S.MOVED},
    S.STARTED: {S.MOVED, S.STOPPED},
    S.MOVED: {S.STARTED, S.PLANNED},  # the start of the lease was corrected
    S.STOPPED: {S.STARTED, S.PLANNED},  # stopped by mistake
}
OPEN = [S.PLANNED, S.STARTED]
