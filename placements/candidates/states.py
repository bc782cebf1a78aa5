"""The life of an application; a step that is not here is refused."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CandidateStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    ADMITTED = "admitted", _("admitted")
    ON_HOLD = "on_hold", _("on hold")
    HOUSED = "housed", _("housed")
    ENDED = "ended", _("ended")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")


S = CandidateStatus

DECEASED = "deceased"
"""The reason with which a case ends when nobody in it lives any more."""

STEPS = {
    S.DRAFT: {S.SUBMITTED, S.WITHDRAWN},
    S.SUBMITTED: {S.ADMITTED, S.RETURNED, S.REJECTED, S.WITHDRAWN},
    S.RETURNED: {S.SUBMITTED, S.WITHDRAWN},
    # Submitted again: the admission was a mistake, and nothing came of it.
    S.ADMITTED: {S.ON_HOLD, S.HOUSED, S.WITHDRAWN, S.SUBMITTED},
    S.ON_HOLD: {S.ADMITTED, S.WITHDRAWN},
    # Housed and admitted again: another home is sought, with the waiting time of the first time.
    # Only who lived somewhere ends; who waits, or waits again, withdraws.
    S.HOUSED: {S.ADMITTED, S.ENDED},
    S.REJECTED: {S.SUBMITTED, S.WITHDRAWN},  # reconsidered by somebody else, or given up
    S.ENDED: {S.HOUSED},  # the end of the lease was recorded by mistake
    # Withdrawn by mistake: back to what it was, as the database sees to.
    S.WITHDRAWN: {S.SUBMITTED, S.RETURNED, S.ADMITTED, S.ON_HOLD, S.REJECTED},
}

GUIDANCE_ENDED = "ended"
"""Status of a guidance track, as a word: it comes later on the road."""

BEFORE_A_HOME = [S.SUBMITTED, S.RETURNED, S.ADMITTED, S.ON_HOLD]

CLOSED = [S.REJECTED, S.WITHDRAWN, S.ENDED]

IN_HAND = [*BEFORE_A_HOME, S.HOUSED]
"""Guidance runs in these: from the submission on."""
