"""Users by e-mail, what they are to which party, and who stands in for them."""

import uuid
from datetime import date

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from pact.accounts.roles import Role
from pact.agreement.models import Party
from pact.common.history import keeps_history


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, name: str, password: str | None = None) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), name=name)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str) -> "User":
        return self.get(email=username.lower())


class User(AbstractBaseUser):
    """Somebody who works with the agreement: invited by an administrator, never self-registered."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=80)
    language = models.CharField(
        max_length=2, choices=[("nl", "Nederlands"), ("en", "English")], default="nl"
    )
    is_active = models.BooleanField(default=True)
    signed_out_at = models.DateTimeField(null=True, editable=False)
    invited_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]
        indexes = [
            models.Index(fields=["name", "id"], name="users_by_name"),
            models.Index(
                fields=["invited_at", "id"],
                name="users_not_come_in",
                condition=Q(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must carry to be of this user still: another one ends them all."""
        own = super()._get_session_auth_hash(secret)
        if self.signed_out_at is None:
            return own
        return salted_hmac(f"signed out {self.signed_out_at.isoformat()}", own).hexdigest()


class MembershipQuerySet(models.QuerySet):
    def open(self, on: date) -> "MembershipQuerySet":
        still = Q(ended_on=None) | Q(ended_on__gt=on)
        there = Q(party__ended_on=None) | Q(party__ended_on__gt=on)
        return self.filter(still, there, started_on__lte=on, user__is_active=True)

    def of(self, role: Role) -> "MembershipQuerySet":
        return self.filter(role=role)


@keeps_history()
class Membership(models.Model):
    """A user's role in a party. Whoever holds several acts in one of them at a time.

    ``ended_on`` is the first day without it: a role that was given by mistake ends the same day.
    ``is_lead`` makes a caseworker the lead of the party's caseworkers. ``is_deputy`` makes a
    coordinator the one who gets what is overdue.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    party = models.ForeignKey(Party, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    is_lead = models.BooleanField(default=False)
    is_deputy = models.BooleanField(default=False)
    is_current = models.BooleanField(default=True)
    telephone = models.CharField(max_length=20, blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["user__name"]
        constraints = [
            models.UniqueConstraint(
                "user", condition=Q(is_current=True), name="one_current_membership_a_user"
            ),
            models.UniqueConstraint(
                "user", "party", "role", condition=Q(ended_on=None), name="membership_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="membership_ends_no_sooner_than_it_begins",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
        ]
        indexes = [models.Index(fields=["role", "user"], name="who_is_what")]

    def __str__(self) -> str:
        return f"{self.user.name} ({self.party.name})"


@keeps_history(exclude=["public_id"])
class Absence(models.Model):
    """From and including one date, to and including another, somebody stands in for a member."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    absent = models.ForeignKey(Membership, models.PROTECT, related_name="absences")
    substitute = models.ForeignKey(Membership, models.PROTECT, related_name="stands_in")
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="absence_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(absent=F("substitute")), name="nobody_stands_in_for_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substitute} stands in for {self.absent}"
