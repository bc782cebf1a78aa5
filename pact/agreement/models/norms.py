"""What was agreed in numbers and in words that may be chosen: dated rows, never constants."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pact.agreement.models.dated import Dated, DatedQuerySet
from pact.agreement.models.documents import Document
from pact.common.history import keeps_history


@keeps_history()
class Norm(Dated):
    """A number that the parties agreed on, with the sentence it comes from.

    ``is_fictitious`` marks a demonstration value for something the documents leave open. The
    database refuses two values for one key on the same day.
    """

    key = models.SlugField(max_length=40)
    value = models.IntegerField()
    unit = models.CharField(max_length=60)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True)
    quote = models.TextField(blank=True)
    source = models.CharField(max_length=200)
    is_fictitious = models.BooleanField(default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["key", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="norm_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"


class ReasonKind(models.TextChoices):
    """The questions that are answered with a code. A code crosses parties; a text does not."""

    RETURN_ITEM = "return_item", _("what is missing in an application")
    REJECTION = "rejection", _("why an application is rejected")
    WITHDRAWAL = "withdrawal", _("why an application is withdrawn")
    HOLD = "hold", _("why an application is on hold")
    OTHER_CANDIDATE = "other_candidate", _("why another candidate than the first is proposed")
    CORPORATION_REFUSAL = "corporation_refusal", _("why a corporation refuses")
    CANDIDATE_REFUSAL = "candidate_refusal", _("why a candidate refuses")
    REFUSAL_VIEW = "refusal_view", _("how the coordinator sees a candidate's refusal")
    CARE_REFUSAL = "care_refusal", _("why a care party refuses")
    PLACEMENT_WITHDRAWAL = "placement_withdrawal", _("why a proposal is withdrawn")
    LAPSE = "lapse", _("why a proposal lapses")
    CANCELLATION = "cancellation", _("why a signed lease does not start")
    POSTPONEMENT = "postponement", _("why a lease starts later")
    DWELLING_WITHDRAWAL = "dwelling_withdrawal", _("why a dwelling is withdrawn")
    DWELLING_RETURN = "dwelling_return", _("why a dwelling goes back to the corporation")
    EXCEPTION = "exception", _("why a move comes before the introduction is long enough")
    CATCH_UP = "catch_up", _("how the introduction is made up for after the move")
    INTRODUCTION_STOP = "introduction_stop", _("why an introduction stops")
    CORRECTION = "correction", _("why something on record is corrected")
    TRANSFER_WAIT = "transfer_wait", _("why a lease is not in the tenant's own name yet")
    LEASE_END = "lease_end", _("why a lease ends")
    GUIDANCE_END = "guidance_end", _("why guidance ends")
    GUIDANCE_EXTENSION = "guidance_extension", _("why guidance goes on")
    SIGNAL_FACT = "signal_fact", _("what a signal about living there is about")
    SIGNAL_VIEW = "signal_view", _("how a side sees a signal")
    SIGNAL_DECISION = "signal_decision", _("what both sides agree after a signal")
    NOT_COUNTING = "not_counting", _("why a home does not count")


@keeps_history()
class Reason(Dated):
    """One answer that may be chosen; a used row is closed, never deleted.

    With one that ``ends_early`` guidance may end before the agreed time.
    """

    kind = models.CharField(max_length=24, choices=ReasonKind)
    code = models.SlugField(max_length=40)
    dutch = models.CharField(max_length=120)
    english = models.CharField(max_length=120)
    ends_early = models.BooleanField(default=False, db_default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="reason_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(ends_early=False) | Q(kind=ReasonKind.GUIDANCE_END),
                name="only_guidance_ends_early",
            ),
        ]

    def __str__(self) -> str:
        return self.english if get_language() == "en" else self.dutch
