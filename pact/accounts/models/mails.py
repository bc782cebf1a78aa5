"""Mails about somebody's own account that still have to be sent."""

from django.db import models
from django.db.models import Q

from pact.accounts.models.people import User


class LinkKind(models.TextChoices):
    """Why somebody is mailed a link with which to set a password."""

    INVITATION = "invitation"
    RESET = "reset"


class LinkMail(models.Model):
    """A mail with a link that must still be sent to somebody; once it is taken, the row is gone.

    The link itself is kept nowhere: it is made when the mail is. ``failure`` is a code, and
    ``is_dead`` says that it is not tried again by itself.
    """

    user = models.OneToOneField(User, models.PROTECT, primary_key=True, related_name="link_mail")
    kind = models.CharField(max_length=12, choices=LinkKind)
    asked_at = models.DateTimeField()
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=60, blank=True)
    is_dead = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=LinkKind.values), name="link_mail_kind_known"
            )
        ]

    def __str__(self) -> str:
        return self.kind
