"""Mails about somebody's own account that still have to be sent; once one is taken, its row is gone."""

import uuid

from django.db import models
from django.db.models import Q

from pact.accounts.models.people import User


class AccountMail(models.Model):
    """A mail that waits for the mail server, and is made when it is sent.

    ``failure`` is a code, and ``is_dead`` says that it is not tried again by itself.
    """

    asked_at = models.DateTimeField()
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=60, blank=True)
    is_dead = models.BooleanField(default=False)

    class Meta:
        abstract = True


class LinkKind(models.TextChoices):
    """Why somebody is mailed a link with which to set a password."""

    INVITATION = "invitation"
    RESET = "reset"


class LinkMail(AccountMail):
    """A link to set a password, one at a time. The link itself is kept nowhere."""

    user = models.OneToOneField(User, models.PROTECT, primary_key=True, related_name="link_mail")
    kind = models.CharField(max_length=12, choices=LinkKind)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=LinkKind.values), name="link_mail_kind_known"
            )
        ]

    def __str__(self) -> str:
        return self.kind


class NoticeKind(models.TextChoices):
    """What was done to somebody's account or work, mostly by another."""

    AWAY = "away"
    STANDS_IN = "stands_in"
    FACTOR_GONE = "factor_gone"
    CHOSEN = "chosen"
    FACTOR = "factor"


class NoticeMail(AccountMail):
    """That something was done; who and when stands on one's own page.

    The public id makes the Message-ID, so that a mail that is sent again after a crash is
    recognised as the same.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=12, choices=NoticeKind)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="one_notice_of_a_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=NoticeKind.values), name="notice_mail_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.kind
