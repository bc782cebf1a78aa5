"""The annual report: frozen figures, and the document made of them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pact.accounts.models import Membership
from placements.reporting.querysets import ReportQuerySet


class ReportState(models.TextChoices):
    QUEUED = "queued", _("waiting")
    BUSY = "busy", _("being made")
    DONE = "done", _("ready")
    FAILED = "failed", _("failed")


class Report(models.Model):
    """One report of one year at one moment: its figures, their hash, and the PDF.

    Figures are counts only, without the small ones. The same figures give the same pages for ever,
    so a final report is drawn from the figures of its draft. ``tries`` counts how often a worker
    began, so that a report that kills its worker is not begun for ever.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    year = models.PositiveSmallIntegerField()
    figures_on = models.DateField()
    is_final = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=ReportState, default=ReportState.QUEUED)
    progress = models.PositiveSmallIntegerField(default=0)
    asked_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    figures = models.JSONField(null=True)
    figures_hash = models.CharField(max_length=64, blank=True)
    code_version = models.CharField(max_length=40, blank=True)
    pdf = models.BinaryField(null=True)
    finished_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=80, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                "year", condition=Q(is_final=True), name="one_final_report_a_year"
            ),
            models.CheckConstraint(
                condition=Q(progress__lte=100), name="report_progress_is_a_percentage"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(pdf__isnull=False, figures__isnull=False),
                name="ready_report_is_there",
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.year}"
