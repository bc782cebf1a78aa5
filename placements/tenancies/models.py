"""The lease, its appointments, its start and its end."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from pact.accounts.models import Membership
from placements.dwellings.models import ContractForm
from placements.introductions.models import Exemption, Introduction
from placements.proposals.heldback import said_when_held_back
from placements.proposals.models import Placement
from placements.tenancies.querysets import LeaseQuerySet


class Lease(models.Model):
    """A signed lease. The database refuses one whose introduction is too short.

    ``introduced_on``, ``months_required``, ``contacts_required`` and ``contacts_held`` are filled in
    by a trigger from the introduction and the norms of the day of signing, so that nothing that
    writes a lease can write them otherwise. A lease of the care party comes in the tenant's own name
    on ``transferred_on``; as long as it does not, ``transfer_look_on`` is when its letting agent looks
    again, and ``transfer_code`` why it waits.
    """

    placement = models.OneToOneField(Placement, models.PROTECT, primary_key=True)
    form = models.CharField(max_length=12, choices=ContractForm)
    signed_on = models.DateField()
    starts_on = models.DateField()
    introduction = models.ForeignKey(Introduction, models.PROTECT, null=True, related_name="+")
    exemption = models.ForeignKey(Exemption, models.PROTECT, null=True, related_name="+")
    introduced_on = models.DateField(null=True, editable=False)
    months_required = models.PositiveSmallIntegerField(default=0, editable=False)
    contacts_required = models.PositiveSmallIntegerField(default=0, editable=False)
    contacts_held = models.PositiveSmallIntegerField(default=0, editable=False)
    keys_on = models.DateField(null=True)
    started_on = models.DateField(null=True)
    started_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    postponements = models.PositiveSmallIntegerField(default=0)
    transferred_on = models.DateField(null=True)
    transfer_look_on = models.DateField(null=True)
    transfer_code = models.CharField(max_length=40, blank=True, db_default="")
    ended_on = models.DateField(null=True)
    end_code = models.CharField(max_length=40, blank=True)

    objects = LeaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(transfer_look_on=None, transfer_code="")
                | (Q(transfer_look_on__isnull=False) & ~Q(transfer_code="")),
                name="transfer_that_waits_has_a_day_and_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(transfer_look_on=None)
                | Q(
                    form=ContractForm.INTERMEDIARY,
                    started_on__isnull=False,
                    transfer_look_on__gt=F("started_on"),
                    transferred_on=None,
                ),
                name="only_a_transfer_to_come_waits",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_code="")
                | (Q(ended_on__isnull=False) & ~Q(end_code="")),
                name="ended_lease_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(started_on=None, started_by=None)
                | Q(started_on__isnull=False, started_by__isnull=False),
                name="started_lease_has_who",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__gte=F("signed_on"))
                & (Q(started_on=None) | Q(started_on__gte=F("signed_on")))
                & (Q(keys_on=None) | Q(keys_on__gte=F("signed_on"))),
                name="lease_starts_after_it_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None)
                | Q(ended_on__gte=Coalesce(F("started_on"), F("signed_on"))),
                name="lease_ends_after_it_started",
            ),
            models.UniqueConstraint(
                "exemption",
                condition=Q(ended_on=None) | Q(started_on__isnull=False),
                name="one_lease_an_exemption",
            ),
        ]
        indexes = [
            models.Index(
                fields=["starts_on"], name="leases_to_start", condition=Q(started_on=None)
            ),
            models.Index(
                fields=["placement"],
                name="leases_to_transfer",
                condition=Q(form=ContractForm.INTERMEDIARY, transferred_on=None, ended_on=None),
            ),
            models.Index(fields=["started_on"], name="leases_by_start"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        with said_when_held_back():
            super().save(*args, **kwargs)


class AppointmentKind(models.TextChoices):
    VIEWING = "viewing", _("viewing")
    SIGNING = "signing", _("signing the lease")
    KEYS = "keys", _("handing over the keys")


class Appointment(models.Model):
    """Who comes, when. Between parties there is no text about it."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="appointments")
    kind = models.CharField(max_length=10, choices=AppointmentKind)
    on = models.DateField()
    at_time = models.TimeField()
    agent_comes = models.BooleanField(default=True)
    caseworker_comes = models.BooleanField(default=True)
    worker_comes = models.BooleanField(default=False)
    made_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["on", "at_time"]
        constraints = [
            models.UniqueConstraint("placement", "kind", "on", "at_time", name="appointment_once")
        ]
        indexes = [
            models.Index(
                fields=["on", "id"], name="appointments_by_day", condition=Q(dropped_at=None)
            )
        ]
