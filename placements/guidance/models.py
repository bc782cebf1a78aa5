"""Guidance: from the application to at least two years after the move, always by a named person."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pact.accounts.models import Membership
from pact.agreement.models import Party
from placements.candidates.models import Candidate, Uitstromer
from placements.guidance.querysets import (
    ContactMomentQuerySet,
    GuidanceQuerySet,
    TakeoverQuerySet,
)
from placements.guidance.states import (
    STEPS,
    TAKEOVER_STEPS,
    GuidanceStatus,
    TakeoverStatus,
)
from placements.lifecycle import LifeCycle


class Light(models.TextChoices):
    """How it goes, in one glance. Not known is not green."""

    UNKNOWN = "unknown", _("not known")
    GREEN = "green", _("goes well")
    AMBER = "amber", _("needs attention")
    RED = "red", _("goes wrong")


class Guidance(LifeCycle):
    """One person's guidance track: by which party and coach, from when, at least until when.

    ``worker`` is filled once there is a lease, for who meets them in their new home.
    """

    STEPS = STEPS

    uitstromer = models.OneToOneField(Uitstromer, models.PROTECT, related_name="guidance")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="guidance")
    caseworker = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    care_party = models.ForeignKey(Party, models.PROTECT, related_name="guidance")
    responsible = models.ForeignKey(Membership, models.PROTECT, related_name="guidance")
    worker = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=10, choices=GuidanceStatus, default=GuidanceStatus.RUNNING)
    opened_on = models.DateField()
    moved_on = models.DateField(null=True)
    runs_until = models.DateField(null=True)
    extended_until = models.DateField(null=True)
    light = models.CharField(max_length=8, choices=Light, default=Light.UNKNOWN)
    ended_on = models.DateField(null=True)

    objects = GuidanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="ended", ended_on__isnull=False)
                | Q(status="running", ended_on=None),
                name="ended_guidance_has_its_date",
            ),
            models.CheckConstraint(
                condition=Q(status="running") | ~Q(status_code=""),
                name="guidance_ends_by_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(extended_until=None) | Q(extended_until__gt=F("runs_until")),
                name="extension_is_longer",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="running_guidance", condition=Q(status="running")),
            models.Index(fields=["ended_on"], name="guidance_by_end"),
        ]

    def __str__(self) -> str:
        return f"guidance of {self.uitstromer_id}"

    @property
    def planned_until(self) -> date | None:
        """The last day, as agreed or extended; none while nobody has moved. What was decided about a
        longer time stays on record then.
        """
        return self.runs_until and (self.extended_until or self.runs_until)


class Responsibility(models.Model):
    """Who was responsible from which day; the last one without an end is responsible now."""

    guidance = models.ForeignKey(Guidance, models.PROTECT, related_name="responsibilities")
    member = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    from_day = models.DateField()
    to_day = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "guidance", condition=Q(to_day=None), name="one_responsible_person_now"
            )
        ]


class MomentKind(models.TextChoices):
    KEYS = "keys", _("keys")
    PLAN = "plan", _("guidance plan")
    TENANCY_TALK = "tenancy_talk", _("talk about being a good tenant")
    EVALUATION = "evaluation", _("evaluation")
    FINAL = "final", _("final evaluation")
    VISIT = "visit", _("visit")


class ContactMoment(models.Model):
    """A moment of contact: planned from a norm or added by the coach, and whether it was held."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    guidance = models.ForeignKey(Guidance, models.PROTECT, related_name="moments")
    kind = models.CharField(max_length=12, choices=MomentKind)
    planned_on = models.DateField()
    from_norm = models.BooleanField(default=False)
    held_on = models.DateField(null=True)
    held_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)
    light = models.CharField(max_length=8, choices=Light, default=Light.UNKNOWN)
    work = models.BooleanField(null=True)
    school = models.BooleanField(null=True)
    activity = models.BooleanField(null=True)
    network = models.BooleanField(null=True)

    objects = ContactMomentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("guidance", "kind", "planned_on", name="contact_moment_once"),
            models.CheckConstraint(
                condition=Q(held_on=None, held_by=None)
                | Q(held_on__isnull=False, held_by__isnull=False),
                name="held_moment_has_who_and_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["planned_on"],
                name="moments_to_hold",
                condition=Q(held_on=None, dropped_at=None),
            )
        ]


class Takeover(LifeCycle):
    """The question to somebody of another care party to take a whole case over.

    Until the yes the receiver sees this row only: the reference and the dates, and nobody's name.
    ``caseworker`` follows the candidate's; ``asked_by`` is who asked, or to whom the case was handed
    over since.
    """

    STEPS = TAKEOVER_STEPS

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="takeovers")
    caseworker = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    from_party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    to_party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    to = models.ForeignKey(Membership, models.PROTECT, related_name="takeovers")
    asked_at = models.DateTimeField()
    answer_by = models.DateField(null=True)
    reference = models.CharField(max_length=8)
    guided_since = models.DateField()
    runs_until = models.DateField(null=True)
    status = models.CharField(max_length=10, choices=TakeoverStatus, default=TakeoverStatus.ASKED)

    objects = TakeoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "candidate", condition=Q(status=TakeoverStatus.ASKED), name="one_takeover_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(from_party=F("to_party")), name="taken_over_by_another_party"
            ),
        ]

    def __str__(self) -> str:
        return f"takeover of {self.reference}"

    @property
    def care_party_id(self) -> int:
        """Whose case it is: the giver's until the yes."""
        is_theirs = self.status == TakeoverStatus.ACCEPTED
        return self.to_party_id if is_theirs else self.from_party_id
