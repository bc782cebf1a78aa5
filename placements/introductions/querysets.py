"""Reads of introductions. ``visible_to`` is the only door."""

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from pact.access.actor import Actor
from pact.accounts.roles import Role
from pact.agreement.office import is_the_office
from placements.candidates.states import IN_HAND
from placements.guidance.models import Guidance
from placements.introductions.states import OPEN, IntroductionStatus


class IntroductionQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_a(Role.COORDINATOR):
            return self.all()
        if actor.is_a(Role.CASEWORKER):
            tracks = _guided_by(actor).filter(candidate=OuterRef("candidate"))
            return self.filter(_handled_by(actor) | Q(Exists(tracks)))
        if actor.is_a(Role.NEIGHBOURHOOD_WORKER):
            return self.going_on().filter(worker_id__in=actor.stands_for)
        if actor.is_a(Role.PRIVACY_OFFICER):
            return self.filter(_overseen_by(actor))
        return self.none()

    def acted_on_by(self, actor: Actor) -> Self:
        """Those this actor does something about: a housing coach reads along with the caseworker."""
        if actor.is_a(Role.CASEWORKER):
            return self.filter(_handled_by(actor))
        return self.none() if actor.is_a(Role.PRIVACY_OFFICER) else self

    def near(self, actor: Actor) -> Self:
        """Those of a caseworker, found by their numbers: to read what is unusual among them.

        Three sets, each by its own index: with an "or" between them all there are would be read.
        """
        everybody = self.model.objects.order_by()
        own = everybody.filter(caseworker_id__in=actor.stands_for)
        introduced = everybody.filter(worker_id__in=actor.stands_for)
        guided = everybody.filter(candidate__in=_guided_by(actor).values("candidate"))
        parts = [part.values("pk") for part in (own, introduced, guided)]
        return self.filter(pk__in=parts[0].union(*parts[1:]))

    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def going_on(self) -> Self:
        """Planned and running ones; after the move those that are met at home."""
        at_home = self.model.objects.met_at_home().filter(pk=OuterRef("pk"))
        return self.filter(Q(status__in=OPEN) | Exists(at_home))

    def met_at_home(self) -> Self:
        """After a move: the guidance there names the worker."""
        tracks = Guidance.objects.running().filter(
            candidate=OuterRef("candidate"), worker=OuterRef("worker")
        )
        return self.filter(Exists(tracks), status=IntroductionStatus.MOVED)

    def making_up(self) -> Self:
        """Of who moved by an exception: its plan is open, while somebody is guided in that home."""
        guided = Guidance.objects.running().filter(candidate=OuterRef("candidate"))
        return self.filter(
            Exists(guided),
            status=IntroductionStatus.MOVED,
            candidate__placements__status="moved_in",
            candidate__placements__lease__started_on=F("move_on"),
            candidate__placements__lease__exemption__is_used=True,
            candidate__placements__lease__exemption__caught_up_on=None,
        )

    def to_work_on(self, actor: Actor) -> Self:
        """What this actor introduces: before the move, and after it what is made up for."""
        own = self.model.objects.filter(worker_id__in=actor.stands_for).order_by()
        # Two sets of numbers: with an "or" between them every move there ever was is read.
        either = own.open().values("pk").union(own.making_up().values("pk"))
        return self.filter(pk__in=either)

    def for_page(self) -> Self:
        return self.select_related(
            "candidate__need", "area", "party", "worker__user", "caseworker__user", "care_party"
        )


def _handled_by(actor: Actor) -> Q:
    """One's own cases, and those one introduces oneself where no other party does."""
    introduces = Q(worker_id__in=actor.stands_for, care_party_id=actor.party_id, status__in=OPEN)
    return Q(caseworker_id__in=actor.stands_for) | introduces


def _overseen_by(actor: Actor) -> Q:
    """Of the own party; the pact's privacy officer oversees all."""
    return Q(care_party_id=actor.party_id) | Q(is_the_office(actor.party_id))


def _guided_by(actor: Actor) -> QuerySet:
    """The running tracks for which this actor is responsible."""
    mine = {"responsible__in": actor.stands_for, "care_party": actor.party_id}
    return Guidance.objects.running().filter(**mine)


class ExemptionQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_a(Role.COORDINATOR):
            return self.all()
        if actor.is_a(Role.CASEWORKER):
            own = Q(caseworker_id__in=actor.stands_for)
            tracks = _guided_by(actor).filter(candidate=OuterRef("candidate"))
            introduced = self._introduced_by(actor) & Q(care_party_id=actor.party_id)
            return self.filter(own | Q(Exists(tracks)) | introduced)
        if actor.is_a(Role.NEIGHBOURHOOD_WORKER):
            return self.filter(self._introduced_by(actor) | self._met_at_home_by(actor))
        if actor.is_a(Role.PRIVACY_OFFICER):
            return self.filter(_overseen_by(actor))
        return self.none()

    def _introduced_by(self, actor: Actor) -> Q:
        """In a sub-select, because several may introduce somebody, each in an area."""
        introduced = self.model.objects.filter(
            candidate__introductions__worker_id__in=actor.stands_for,
            candidate__introductions__status__in=OPEN,
        )
        return Q(pk__in=introduced.values("pk"))

    def _met_at_home_by(self, actor: Actor) -> Q:
        """Of who moved: the worker makes up with them for what the exception left out."""
        met = Guidance.objects.running().filter(worker_id__in=actor.stands_for)
        return Q(candidate__in=met.values("candidate"))

    def free(self) -> Self:
        """Granted, and no lease stands on it: it may serve one that starts before it ends."""
        return self.filter(verdict="granted", is_used=False)

    def undecided(self) -> Self:
        """Of a case that is over nobody decides on anything any more."""
        return self.filter(verdict="open", candidate__status__in=IN_HAND)

    def to_catch_up(self) -> Self:
        """Their lease goes on and their plan is not done, while somebody of the case is guided."""
        guided = Guidance.objects.running().filter(candidate=OuterRef("candidate"))
        open_plans = self.filter(Exists(guided), verdict="granted", caught_up_on=None)
        return open_plans.stand_under_a_lease()

    def stand_under_a_lease(self) -> Self:
        """Of who left that home nobody makes up for anything there."""
        return self.filter(
            is_used=True,
            candidate__placements__lease__exemption=F("pk"),
            candidate__placements__lease__ended_on=None,
        )
