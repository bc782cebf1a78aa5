"""Reads of candidates. ``visible_to`` is the only door to them for anything a person asked for."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from pact.access.actor import Actor
from pact.accounts.roles import Role
from pact.agreement.office import is_the_office
from pact.audit.models import Step


class CandidateQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The candidates whose existence this actor may know of; fields are `disclosure`'s."""
        if actor.is_a(Role.COORDINATOR):
            return self.exclude(status="draft")
        own_party = Q(care_party_id=actor.party_id)
        if actor.is_a(Role.CASEWORKER):
            return self.filter(own_party)
        if actor.is_a(Role.PRIVACY_OFFICER):
            return self.filter(own_party | is_the_office(actor.party_id))
        return self.none()

    def handled_by(self, actor: Actor) -> Self:
        """The candidates whose file is this actor's: their own, or of whom they stand in for."""
        return self.filter(caseworker_id__in=actor.stands_for)

    def nominated_by(self, user_id: int | None) -> Self:
        """Those that somebody has in hand as a caseworker, or submitted once: they never decide."""
        nominations = Step.objects.filter(
            kind="candidate",
            object_id=OuterRef("pk"),
            was__in=["draft", "returned"],
            becomes="submitted",
            user_id=user_id,
        )
        return self.filter(Q(caseworker__user_id=user_id) | Exists(nominations))

    def and_whether_nominated_by(self, user_id: int | None) -> Self:
        theirs = self.model.objects.nominated_by(user_id).filter(pk=OuterRef("pk"))
        return self.annotate(is_nominated=Exists(theirs))

    def and_whether_new(self) -> Self:
        """With ``is_new``: no introduction, exception or placement came of it yet."""
        # Through the row itself: all three are further along the road.
        came_of_it = self.model.objects.filter(pk=OuterRef("pk")).filter(
            Q(introductions__isnull=False)
            | Q(exemptions__isnull=False)
            | Q(placements__isnull=False)
        )
        return self.annotate(is_new=~Exists(came_of_it))

    def read_by(self, actor: Actor) -> Self:
        """The candidates whose file this actor reads: also those of whom they guide somebody now."""
        # Two sets of numbers, each by its own index: with an "or" between them the list reads all.
        own = self.model.objects.filter(caseworker_id__in=actor.stands_for)
        coached = self._coached_by(actor)
        return self.filter(
            pk__in=own.order_by().values("pk").union(coached.order_by().values("pk"))
        )

    def _coached_by(self, actor: Actor) -> Self:
        return self.model.objects.filter(
            guidance__status="running",
            guidance__responsible_id__in=actor.stands_for,
            guidance__care_party_id=actor.party_id,
        )

    def wishing_for(self, area: int) -> Self:
        """Those that wish to live there, asked of each row in turn.

        Joined, a guess at how many there are decides whether all cases are read first.
        """
        wishes = self.model.preferred.rel.related_model.objects
        wished = wishes.filter(candidate=OuterRef("pk"), area=area).values("pk")[:1]
        return self.alias(wished=Subquery(wished)).filter(wished__isnull=False)

    def past_their_term(self, today: date) -> Self:
        """Applications that wait longer than agreed: for the coordinator, also to reconsider a
        rejection, or for what is missing.
        """
        waits = self.filter(status__in=["submitted", "returned", "rejected"], answer_by__lt=today)
        return waits.order_by("answer_by", "pk")

    def on_hold(self) -> Self:
        return self.filter(status="on_hold").order_by("held_since", "pk")

    def for_list(self, actor: Actor) -> Self:
        """With what a list shows. The walls leave out the tables that are not this actor's."""
        beside = ["caseworker__user", "care_party"]
        if actor.is_a(Role.COORDINATOR):
            beside += ["need"]
        if actor.is_a(Role.CASEWORKER):
            coached = Exists(self._coached_by(actor).filter(pk=OuterRef("pk")))
            return self.select_related(*beside, "need").annotate(is_coached=coached)
        return self.select_related(*beside)


class UitstromerQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The people whose file is this actor's; what others see of them, `disclosure` says."""
        if actor.is_a(Role.CASEWORKER):
            return self.filter(caseworker_id__in=actor.stands_for)
        return self.none()

    def whole(self, *beside: str) -> Self:
        """In order, each with their own tables; the walls leave out what is not to be read."""
        return self.select_related("card", "identity", "support", *beside).order_by("number")
