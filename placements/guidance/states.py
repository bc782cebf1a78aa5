"""The life of a guidance track, and of the question to another party to take a case over."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GuidanceStatus(models.TextChoices):
    RUNNING = "running", _("running")
    ENDED = "ended", _("ended")


class TakeoverStatus(models.TextChoices):
    ASKED = "asked", _("asked")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    TAKEN_BACK = "taken_back", _("taken back")


CASE_CLOSED = "case_closed"
"""With this code guidance ends, and a question to take the case over is taken back, by itself."""

STEPS = {
    GuidanceStatus.RUNNING: {GuidanceStatus.ENDED},
    # Running again: its end, or the withdrawal of its case, was recorded by mistake.
    GuidanceStatus.ENDED: {GuidanceStatus.RUNNING},
}

TAKEOVER_STEPS = {
    TakeoverStatus.ASKED: {
        TakeoverStatus.ACCEPTED,
        TakeoverStatus.REFUSED,
        TakeoverStatus.TAKEN_BACK,
    },
    TakeoverStatus.ACCEPTED: set(),
    TakeoverStatus.REFUSED: set(),
    TakeoverStatus.TAKEN_BACK: set(),
}
