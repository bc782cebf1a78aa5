"""One application of a household, and what the tables about it share."""

from django.db import models
from django.db.models import Q

from pact.accounts.models import Membership
from pact.agreement.models import Party
from placements.candidates.querysets import CandidateQuerySet
from placements.candidates.states import STEPS, CandidateStatus
from placements.lifecycle import LifeCycle


class Candidate(LifeCycle):
    """One application of a household: who handles it, how it stands, since when it waits.

    ``rejected_by`` is who rejected it last, as the database saw it: they decide on it no more.
    At ``asked_again_at`` the care party asked to reconsider the rejection that stands.
    """

    STEPS = STEPS

    reference = models.CharField(max_length=8, unique=True)
    status = models.CharField(max_length=10, choices=CandidateStatus, default=CandidateStatus.DRAFT)
    care_party = models.ForeignKey(Party, models.PROTECT, related_name="candidates")
    caseworker = models.ForeignKey(Membership, models.PROTECT, related_name="candidates")
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    admitted_at = models.DateTimeField(null=True)
    admitted_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    rejected_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, editable=False, related_name="+"
    )
    waiting_since = models.DateField(null=True)
    held_since = models.DateField(null=True)
    days_on_hold = models.PositiveIntegerField(default=0)
    answer_by = models.DateField(null=True)
    asked_again_at = models.DateTimeField(null=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("id", "care_party", name="candidate_and_care_party"),
            models.UniqueConstraint("id", "caseworker", name="candidate_and_caseworker"),
            models.CheckConstraint(
                condition=Q(admitted_by=None) | ~Q(admitted_by=models.F("caseworker")),
                name="nobody_admits_their_own_candidate",
            ),
            models.CheckConstraint(
                condition=Q(status="on_hold", held_since__isnull=False)
                | (~Q(status="on_hold") & Q(held_since=None)),
                name="on_hold_has_its_date",
            ),
            models.CheckConstraint(
                condition=Q(asked_again_at=None) | Q(status__in=["rejected", "withdrawn"]),
                name="asked_again_after_a_rejection",
            ),
        ]
        indexes = [
            models.Index(fields=["care_party", "-id"], name="candidates_of_party"),
            models.Index(fields=["status", "waiting_since", "id"], name="candidates_waiting"),
            models.Index(
                fields=["answer_by", "id"],
                name="candidates_by_term",
                condition=Q(answer_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class AboutCandidate(models.Model):
    """A table about one candidate that knows its caseworker itself."""

    candidate = models.OneToOneField(Candidate, models.PROTECT, primary_key=True)
    caseworker = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class PossibleDouble(AboutCandidate):
    """That somebody in this case may have a live case elsewhere: its caseworker rang, and then
    the coordinator looked. Where it is, is not said: who looks finds it among what they may read.
    """

    found_at = models.DateTimeField()
    rung_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)


class MissingItem(models.Model):
    """What the coordinator asked for when returning an application: a code, never a text."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="missing")
    code = models.CharField(max_length=40)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("candidate", "code", "asked_at", name="missing_item_once")
        ]
