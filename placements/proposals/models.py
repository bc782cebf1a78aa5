"""A placement: one home held for one household, until somebody decides; then their home."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from municipalities.models import PactYear, Place
from pact.accounts.models import Membership
from pact.agreement.models import Municipality, Party
from placements.candidates.models import Candidate
from placements.dwellings.models import Dwelling
from placements.lifecycle import LifeCycle
from placements.proposals.finality import said_when_final
from placements.proposals.heldback import said_when_held_back
from placements.proposals.querysets import PlacementQuerySet
from placements.proposals.states import (
    APPOINTMENTS,
    BEFORE_THE_LEASE,
    DATE_PASSED,
    DECISION_NEEDED,
    EXITS,
    HOLDS,
    LIVE,
    OUTSIDE_PACT,
    STEPS,
    PlacementStatus,
)


class Placement(LifeCycle):
    """A dwelling, a candidate and a place of a year, held together.

    The care party, caseworker, corporation and municipality are repeated from candidate and
    dwelling (foreign keys over both columns keep them true), so that row-level security reads this
    row only; so are the memberships of ``coaches``, by triggers. As it was proposed: ``expected_on``
    is when the lease would start, ``facts`` is what the table showed, results per criterion. On
    ``warned_on`` everybody was told that it would lapse; by ``lease_by`` the lease of what is agreed
    is signed.
    """

    STEPS = STEPS

    status = models.CharField(
        max_length=10, choices=PlacementStatus, default=PlacementStatus.PROPOSED
    )
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="placements")
    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="placements")
    care_party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    caseworker = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    corporation = models.ForeignKey(Party, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    agent = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    worker = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    coaches = ArrayField(models.BigIntegerField(), default=list, db_default=[], editable=False)

    year = models.ForeignKey(PactYear, models.PROTECT, db_column="year", related_name="placements")
    holder = models.BigIntegerField()
    place = models.OneToOneField(Place, models.PROTECT, null=True, related_name="placement")
    counts = models.BooleanField(default=True)
    not_counting = models.CharField(max_length=40, blank=True)

    proposed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    expected_on = models.DateField(null=True)
    rank = models.PositiveSmallIntegerField(null=True)
    choice_code = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=list)
    introduced_since = models.DateField(null=True)
    warned_on = models.DateField(null=True)
    guidance_paid = models.BooleanField(null=True)
    released_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    lease_by = models.DateField(null=True)
    leased_at = models.DateTimeField(null=True)
    moved_in_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "candidate", condition=Q(status__in=LIVE), name="one_live_placement_a_candidate"
            ),
            models.UniqueConstraint(
                "dwelling", condition=Q(status__in=LIVE), name="one_live_placement_a_dwelling"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=EXITS) | ~Q(status_code=""), name="an_exit_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(counts=True) ^ ~Q(not_counting=""), name="not_counting_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(status__in=HOLDS, counts=True, place__isnull=False)
                | (~Q(status__in=HOLDS) & Q(place=None))
                | Q(counts=False, place=None),
                name="what_counts_holds_a_place",
            ),
            models.CheckConstraint(
                condition=Q(counts=True) | ~Q(status__in=BEFORE_THE_LEASE),
                name="a_home_counts_until_it_is_let",
            ),
            models.CheckConstraint(
                condition=Q(not_counting__in=["", DECISION_NEEDED, OUTSIDE_PACT]),
                name="known_why_a_home_does_not_count",
            ),
            models.CheckConstraint(
                condition=~Q(status=PlacementStatus.LAPSED, status_code=DATE_PASSED)
                | Q(warned_on__isnull=False),
                name="lapses_by_itself_after_a_warning",
            ),
            models.CheckConstraint(
                condition=~Q(status=PlacementStatus.AGREED) | Q(lease_by__isnull=False),
                name="what_is_agreed_has_a_last_day",
            ),
        ]
        indexes = [
            models.Index(fields=["corporation", "-id"], name="placements_of_corporation"),
            models.Index(fields=["caseworker", "-id"], name="placements_of_caseworker"),
            models.Index(fields=["year", "municipality", "status"], name="placements_of_year"),
            models.Index(
                fields=["year"],
                name="placements_to_decide_on",
                condition=Q(not_counting="decision_needed"),
            ),
        ]

    def __str__(self) -> str:
        return f"placement {self.pk}"

    @property
    def appointment(self) -> str:
        """Which kind there is to make now; none before the person is released, nor after the move."""
        if self.status == PlacementStatus.PROPOSED and self.released_at is None:
            return ""
        return APPOINTMENTS.get(self.status, "")

    def save(self, *args: Any, **kwargs: Any) -> None:
        with said_when_final(), said_when_held_back():
            super().save(*args, **kwargs)


class QuestionKind(models.TextChoices):
    """What has to be answered, in the order of the road. The first three run side by side."""

    PROFILE = "profile", _("agreement in principle on the profile")
    CARE = "care", _("agreement of the care party")
    CANDIDATE = "candidate", _("the candidate's answer")
    VIEWING = "viewing", _("viewing held")
    INCOME = "income", _("income test passed")
    PERMIT = "permit", _("housing permit there")
    DEFINITE = "definite", _("definite agreement")


class Question(models.Model):
    """One answer that a placement waits for: of which party, until when, and what came.

    ``judgement`` is how the coordinator sees a candidate's refusal; nothing follows from it. Of a
    candidate who says no after all, ``said_yes_at`` keeps when they had said yes.
    """

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="questions")
    kind = models.CharField(max_length=10, choices=QuestionKind)
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    times_extended = models.PositiveSmallIntegerField(default=0, db_default=0)
    answer = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    on = models.DateField(null=True)
    code = models.CharField(max_length=40, blank=True)
    judgement = models.CharField(max_length=40, blank=True)
    said_yes_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("placement", "kind", name="asked_once"),
            models.CheckConstraint(
                condition=Q(said_yes_at=None) | Q(kind=QuestionKind.CANDIDATE, answer=False),
                name="only_a_candidate_says_no_after_all",
            ),
            models.CheckConstraint(
                condition=Q(judgement="") | Q(kind=QuestionKind.CANDIDATE, answer=False),
                name="only_a_candidates_refusal_is_judged",
            ),
            models.CheckConstraint(
                condition=Q(answer=None, answered_at=None, answered_by=None)
                | Q(answer__isnull=False, answered_at__isnull=False, answered_by__isnull=False),
                name="answer_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(answer=False) | ~Q(code=""), name="a_no_has_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="open_questions", condition=Q(answer=None))]
