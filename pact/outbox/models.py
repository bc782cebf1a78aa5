"""Messages: rows first, then mail. Redis may be emptied at any moment without losing one."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pact.accounts.models import Membership
from pact.outbox.querysets import MessageQuerySet

REFERENCE = r"^([A-Z]-[0-9A-Z]{6}|[0-9]{4})?$"
"""A letter and six signs that were drawn by lot, or a year."""
PATH = r"^/([a-z0-9-]+/)*(\?[a-z_]+=[a-z0-9_-]+)?$"
"""Of one of our pages, in small letters and digits: nothing that somebody typed."""


class MessageState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    DEAD = "dead", _("could not be delivered")
    DROPPED = "dropped", _("no longer needed")


class Message(models.Model):
    """One thing to tell one person on one date, about one object: never twice.

    A reminder is told once a date; of news each ``occasion`` is told, also two on one day. Whoever
    stands in gets it instead of the member for whom it is meant, who is not told again when back.
    What was dropped because it was no longer so may become so again, and is then a new message.

    The text is made from ``kind`` and ``reference`` when it is sent, and the database takes nothing in
    either or in ``path`` that could say who it is about. ``lease_until`` keeps a second
    sender off while a first is busy; the public id makes the Message-ID, so that a mail that is sent
    again after a crash is recognised as the same.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    object_kind = models.CharField(max_length=20)
    object_id = models.UUIDField()
    reference = models.CharField(max_length=20)
    path = models.CharField(max_length=200)
    recipient = models.ForeignKey(Membership, models.PROTECT, related_name="messages")
    meant_for = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    occasion = models.DateTimeField(null=True)
    act_by = models.DateField(null=True)
    is_late = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=MessageState, default=MessageState.WAITING)
    not_before = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=80, blank=True)
    sent_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "recipient", "due_on", "occasion"],
                condition=~Q(state="dropped"),
                nulls_distinct=False,
                name="one_message_a_fact",
            ),
            models.UniqueConstraint(
                fields=["kind", "object_id", "meant_for", "due_on", "occasion"],
                condition=Q(meant_for__isnull=False) & ~Q(state="dropped"),
                nulls_distinct=False,
                name="one_message_for_whom_it_is_meant",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent"),
                name="sent_message_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(reference__regex=REFERENCE), name="message_refers_without_a_name"
            ),
            models.CheckConstraint(
                condition=Q(path__regex=PATH), name="message_leads_to_a_page_of_ours"
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before"], name="messages_waiting", condition=Q(state="waiting")
            ),
            models.Index(fields=["object_id"], name="messages_about"),
            models.Index(fields=["state", "-id"], name="messages_in_state"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"
