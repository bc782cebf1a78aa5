"""Reads of guidance tracks. ``visible_to`` is the only door."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, Exists, Min, OuterRef, Q, When
from django.db.models.functions import Coalesce

from pact.access.actor import Actor
from pact.accounts.roles import Role
from pact.agreement.office import is_the_office
from placements.candidates.states import IN_HAND

NEVER = date.max
"""Orders a track without a next moment behind all others: an empty value has no place in a list."""


class GuidanceQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_a(Role.COORDINATOR):
            return self.all()
        if actor.is_a(Role.CASEWORKER):
            coached = self.model.objects.running().filter(_coached_by(actor))
            of_household = Q(candidate__in=coached.values("candidate"))
            return self.filter(_handled_by(actor) | of_household)
        if actor.is_a(Role.PRIVACY_OFFICER):
            own_party = Q(care_party_id=actor.party_id)
            return self.filter(own_party | is_the_office(actor.party_id))
        return self.none()

    def acted_on_by(self, actor: Actor) -> Self:
        """Those this actor does something about; of others in the household a coach reads along."""
        if actor.is_a(Role.CASEWORKER):
            return self.filter(_handled_by(actor))
        return self if actor.is_a(Role.COORDINATOR) else self.none()

    def running(self) -> Self:
        return self.filter(status="running")

    def with_next_moment(self) -> Self:
        """The first contact moment still to be held; ``NEVER`` where none is planned."""
        to_hold = Q(moments__held_on=None, moments__dropped_at=None)
        return self.annotate(next_on=Coalesce(Min("moments__planned_on", filter=to_hold), NEVER))

    def with_last_day(self) -> Self:
        """Until when it runs; the first day on which it is asked to end or to go on. None while
        nobody has moved.
        """
        planned = When(runs_until__isnull=False, then=Coalesce("extended_until", "runs_until"))
        return self.annotate(last_day=Case(planned))

    def for_list(self) -> Self:
        """With whose track it is, and whether others of the household have one too."""
        beside = self.model.objects.filter(candidate=OuterRef("candidate")).exclude(
            pk=OuterRef("pk")
        )
        return self.select_related(
            "candidate",
            "uitstromer__card",
            "uitstromer__identity",
            "responsible__user",
            "care_party",
        ).annotate(is_one_of_more=Exists(beside))


def _handled_by(actor: Actor) -> Q:
    """One's own cases, and the tracks for which one is responsible in the own party."""
    return Q(caseworker_id__in=actor.stands_for) | _coached_by(actor)


def _coached_by(actor: Actor) -> Q:
    return Q(responsible_id__in=actor.stands_for, care_party_id=actor.party_id)


class ContactMomentQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(guidance__in=self._tracks().visible_to(actor))

    def acted_on_by(self, actor: Actor) -> Self:
        return self.filter(guidance__in=self._tracks().acted_on_by(actor))

    def on_the_plan(self) -> Self:
        """Those that were not dropped, each with whom it is about."""
        there = self.filter(dropped_at=None)
        return there.select_related("guidance__candidate", "guidance__uitstromer")

    def _tracks(self) -> GuidanceQuerySet:
        return self.model.guidance.field.related_model.objects.all()


class TakeoverQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever gives the case away, whoever is asked, and the coordinator."""
        if actor.is_a(Role.COORDINATOR):
            return self.all()
        if actor.is_a(Role.CASEWORKER):
            gives = Q(caseworker_id__in=actor.stands_for) | Q(asked_by_id__in=actor.stands_for)
            return self.filter(gives | Q(to_id__in=actor.stands_for))
        return self.none()

    def asked(self) -> Self:
        return self.filter(status="asked")

    def overdue(self, today: date) -> Self:
        """Not answered in time, while the case is in hand: of another there is nothing to answer."""
        late = self.asked().filter(answer_by__lt=today, candidate__status__in=IN_HAND)
        return late.order_by("answer_by", "pk")
