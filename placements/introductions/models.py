"""Getting to know an area, at least half a year before the move: area first, home later."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from municipalities.models import AreaDistrict, IntroductionArea
from pact.access.actor import Actor
from pact.accounts.models import Membership
from pact.agreement.models import Party
from placements.candidates.models import Candidate
from placements.introductions.querysets import ExemptionQuerySet, IntroductionQuerySet
from placements.introductions.states import OPEN, STEPS, IntroductionStatus
from placements.lifecycle import LifeCycle

BEFORE_A_HOME = ["proposed", "agreed", "leased"]
"""Placements that need the introduction; what they are is further down the road."""


class Introduction(LifeCycle):
    """One candidate, one area, one person who introduces.

    ``first_contact_on`` starts the clock of the half year. ``move_on`` is the date of the move, from
    ``move_known_on`` on: a date that became known late reminds once, and not once a stage. Whoever
    moved by an exception may have had no contact before; what comes after makes up for it.
    """

    STEPS = STEPS

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="introductions")
    care_party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    caseworker = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    area = models.ForeignKey(IntroductionArea, models.PROTECT, related_name="introductions")
    party = models.ForeignKey(Party, models.PROTECT, related_name="introductions")
    worker = models.ForeignKey(Membership, models.PROTECT, related_name="introductions")
    status = models.CharField(
        max_length=10, choices=IntroductionStatus, default=IntroductionStatus.PLANNED
    )
    planned_on = models.DateField()
    first_contact_on = models.DateField(null=True)
    move_on = models.DateField(null=True)
    move_known_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "candidate", "area", condition=Q(status__in=OPEN), name="one_introduction_an_area"
            ),
            models.UniqueConstraint(
                "id", "first_contact_on", name="introduction_and_first_contact"
            ),
            models.CheckConstraint(
                condition=Q(status="planned", first_contact_on=None)
                | Q(status="started", first_contact_on__isnull=False)
                | Q(status__in=["moved", "stopped"]),
                name="running_introduction_has_a_first_contact",
            ),
        ]
        indexes = [models.Index(fields=["worker", "status"], name="introductions_of_worker")]

    def __str__(self) -> str:
        return f"introduction of {self.candidate_id}"

    def is_introduced_by(self, actor: Actor) -> bool:
        """Whether this actor records its contacts: the named worker, or the own care party's case."""
        if actor.acts_for(self.worker_id):
            return True
        return self.party_id == actor.party_id and actor.acts_for(self.caseworker_id)

    def is_leaned_on(self, today: date) -> bool:
        """Whether a home in its area waits for this candidate, as far as who asks may know of it."""
        districts = AreaDistrict.objects.on(today).filter(area=self.area_id).values("district")
        waiting = self.candidate.placements.filter(status__in=BEFORE_A_HOME)
        return waiting.filter(dwelling__district__in=districts).exists()

    def makes_up(self) -> bool:
        """Whether contacts after the move make up for an exception, as its plan is not done yet."""
        if self.status != IntroductionStatus.MOVED:
            return False
        return Introduction.objects.making_up().filter(pk=self.pk).exists()

    def is_met_at_home(self) -> bool:
        """Whether the candidate moved, and its worker meets them in their new home."""
        if self.status != IntroductionStatus.MOVED:
            return False
        return Introduction.objects.met_at_home().filter(pk=self.pk).exists()


class ContactKind(models.TextChoices):
    MEETING = "meeting", _("meeting with the neighbourhood worker")
    WALK = "walk", _("walk through the area")
    ACTIVITY = "activity", _("activity")
    DISTRICT_TEAM = "district_team", _("meeting with the district team")
    VOLUNTEER = "volunteer", _("meeting with a volunteer")


class Contact(models.Model):
    """A contact of an introduction: date, kind, and whether it took place. No content."""

    introduction = models.ForeignKey(Introduction, models.PROTECT, related_name="contacts")
    on = models.DateField()
    kind = models.CharField(max_length=14, choices=ContactKind)
    is_held = models.BooleanField(default=False)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint("introduction", "on", "kind", name="contact_once")]


class AskedWhom(models.TextChoices):
    DISTRICT_TEAM = "district_team", _("district team")
    YOUTH_CENTRE = "youth_centre", _("youth centre")


class Request(models.Model):
    """Whether the district team or the youth centre was asked along, when, and by whom reached."""

    introduction = models.ForeignKey(Introduction, models.PROTECT, related_name="requests")
    whom = models.CharField(max_length=14, choices=AskedWhom)
    asked_on = models.DateField()
    contact = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("introduction", "whom", name="asked_along_once")]


class Verdict(models.TextChoices):
    OPEN = "open", _("waits for a decision")
    GRANTED = "granted", _("granted")
    DENIED = "denied", _("denied")
    REVOKED = "revoked", _("revoked")
    LAPSED = "lapsed", _("lapsed: the application is over")


class Exemption(models.Model):
    """An exception to the half year: asked by the care party, decided by the coordinator.

    It is called so here because an Exception is something else in Python.

    Its plan to make up for the introduction is a code and an end date. It serves one lease that
    starts no later than that; a trigger on the lease fills ``is_used``, and forgets that the plan
    was carried out when that lease is cancelled. One that a case ended without is lapsed: nobody
    decided on it.
    """

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="exemptions")
    care_party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    caseworker = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    catch_up = models.CharField(max_length=40)
    catch_up_by = models.DateField()
    asked_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decide_by = models.DateField()
    verdict = models.CharField(max_length=8, choices=Verdict, default=Verdict.OPEN)
    decided_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    is_used = models.BooleanField(default=False, db_default=False, editable=False)
    revoked_code = models.CharField(max_length=40, blank=True, default="", db_default="")
    caught_up_on = models.DateField(null=True)
    caught_up_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "candidate", condition=Q(verdict="open"), name="one_open_exemption"
            ),
            models.CheckConstraint(
                condition=Q(verdict="open", decided_by=None, decided_at=None)
                | Q(
                    verdict__in=["granted", "denied", "revoked"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                )
                | Q(verdict="lapsed", decided_by=None, decided_at__isnull=False),
                name="decided_exemption_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("asked_by")),
                name="exemption_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(catch_up=""), name="exemption_has_a_code_and_a_plan"
            ),
            models.CheckConstraint(
                condition=Q(is_used=False) | Q(verdict="granted"), name="used_exemption_is_granted"
            ),
            models.CheckConstraint(
                condition=Q(verdict="revoked") ^ Q(revoked_code=""),
                name="revoked_exemption_has_a_code",
            ),
            models.CheckConstraint(
                condition=Q(caught_up_on=None, caught_up_by=None)
                | Q(caught_up_on__isnull=False, caught_up_by__isnull=False, is_used=True),
                name="caught_up_exemption_was_used_and_has_who",
            ),
        ]
        indexes = [
            models.Index(
                fields=["catch_up_by", "id"],
                name="plans_to_carry_out",
                condition=Q(is_used=True, caught_up_on=None),
            )
        ]
