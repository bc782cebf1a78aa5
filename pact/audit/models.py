"""What happened and who looked: lines that are only ever added.

Who acted, for whom and why is filled in by the database from the settings of the transaction, so
that no line can be written by nobody, or in another's name.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pact.audit.querysets import LookQuerySet


class Line(models.Model):
    """Who, in which role, for which party and for which purpose. Ids only: names move on."""

    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True, editable=False)
    membership_id = models.BigIntegerField(null=True, editable=False)
    party_id = models.BigIntegerField(null=True, editable=False)
    role = models.CharField(max_length=20, editable=False)
    purpose = models.CharField(max_length=20, editable=False)

    class Meta:
        abstract = True


class Step(Line):
    """One step in a life cycle: from, to, which code. Written by a trigger, whoever writes.

    Holds numbers, codes and dates, never a name or a text. ``candidate_id`` is the link to a
    person that retention may cut.
    """

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    public_id = models.UUIDField()
    candidate_id = models.BigIntegerField(null=True)
    care_party_id = models.BigIntegerField(null=True)
    corporation_id = models.BigIntegerField(null=True)
    was = models.CharField(max_length=12, blank=True)
    becomes = models.CharField(max_length=12)
    code = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z0-9_]*$"), name="step_has_a_code_and_no_text"
            )
        ]
        indexes = [
            models.Index(fields=["kind", "object_id"], name="step_of_object"),
            models.Index(fields=["candidate_id"], name="step_of_candidate"),
            models.Index(fields=["at"], name="steps_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.was} → {self.becomes}"


class Deed(Line):
    """What somebody did: the name of the action and, of an edit, which fields, never their content."""

    action = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField(null=True)
    public_id = models.UUIDField(null=True)
    candidate_id = models.BigIntegerField(null=True)
    code = models.CharField(max_length=40, blank=True)
    fields = models.JSONField(default=list)

    class Meta:
        indexes = [
            models.Index(fields=["candidate_id"], name="deed_about_candidate"),
            models.Index(fields=["at"], name="deeds_by_time"),
        ]

    def __str__(self) -> str:
        return self.action


class Outcome(models.TextChoices):
    SHOWN = "shown", _("shown")
    REFUSED = "refused", _("refused")


class Look(Line):
    """Somebody looked at, searched for, printed or fetched something about people.

    ``reason`` is what whoever ran a command at the server said of why.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, blank=True)
    object_id = models.BigIntegerField(null=True)
    candidate_id = models.BigIntegerField(null=True)
    care_party_id = models.BigIntegerField(null=True)
    rows = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.SHOWN)
    reason = models.CharField(max_length=200, blank=True, default="", db_default="")

    objects = LookQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["candidate_id", "-at"], name="looks_at_candidate"),
            models.Index(fields=["care_party_id", "-at", "-id"], name="looks_at_party"),
            models.Index(fields=["party_id", "-at", "-id"], name="looks_by_party"),
            models.Index(fields=["membership_id", "-at", "-id"], name="looks_by_member"),
            models.Index(fields=["-at", "-id"], name="looks_by_time"),
            models.Index(
                fields=["-at", "-id"], name="looks_refused", condition=Q(outcome="refused")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.outcome}"
