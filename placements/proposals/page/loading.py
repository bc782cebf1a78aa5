"""Everything that stands on a placement's page, in four statements.

What this actor's walls hide does not come along; what of the rest they see is `disclosure`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404

from pact.access.actor import Actor
from pact.agreement.norms import norm_column
from pact.common.dates import months_after
from placements.candidates.avoided import avoids
from placements.candidates.models import Candidate, Uitstromer
from placements.dwellings.models import ContractForm, Dwelling
from placements.dwellings.proposed import CLOSINGS
from placements.introductions.states import IntroductionStatus
from placements.matching.facts import with_area
from placements.proposals.models import Placement, Question
from placements.proposals.page.columns import (
    K,
    exemptions,
    introductions,
    reasons,
    rows_of,
    tracks,
)
from placements.proposals.states import BEFORE_THE_MOVE, EXITS, GOES_ON_FROM


@dataclass(frozen=True, kw_only=True)
class Track:
    """Until when somebody is guided: all that a row of the list tells of it."""

    runs_until: date | None
    extended_until: date | None
    ended_on: date | None

    @classmethod
    def of(cls, row: dict[str, str | None]) -> Self:
        return cls(**{name: date.fromisoformat(day) if day else None for name, day in row.items()})


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A placement with what stands around it, as far as the walls let this actor see."""

    placement: Placement
    candidate: Candidate
    dwelling: Dwelling | None
    introduced: list[dict]
    exempted: list[dict]
    guided: list[Any]
    appointments: list[Any]

    @property
    def introduction(self) -> dict | None:
        """The introduction in the area of the home; without a home to see, the only one there is.

        Before the move it is one that is open: what ended in an earlier home serves no other lease.
        """
        area = self.dwelling.area_id if self.dwelling else None
        there = [each for each in self.introduced if area in {None, each["area_id"]}]
        if self.placement.status in BEFORE_THE_MOVE:
            there = [each for each in there if each["status"] != IntroductionStatus.MOVED]
        return min(there, key=lambda each: each["first"] or "9999", default=None)

    @property
    def people(self) -> list[Any]:
        """Everybody of the household whom this actor may know of."""
        return list(self.candidate.uitstromers.all())

    @property
    def tracks(self) -> list[Any]:
        """The guidance that runs; where none does any more, what there was."""
        return [each for each in self.guided if each.ended_on is None] or self.guided

    @property
    def nobody_is_guided(self) -> bool:
        """All guidance that this actor may know of has ended."""
        return bool(self.tracks) and all(each.ended_on is not None for each in self.tracks)

    @property
    def may_go_on(self) -> bool:
        """Whether nothing came after it: then its end can be taken back."""
        followed = self.placement.is_followed or self.candidate.status not in GOES_ON_FROM
        return not (followed or self.dwelling is None or self.dwelling.is_offered_anew)

    @property
    def lease(self) -> Any:
        return getattr(self.placement, "lease", None)

    @property
    def starts_on(self) -> date | None:
        """When the lease starts, or would start: as proposed, else at the earliest."""
        if self.lease:
            return self.lease.starts_on
        if self.placement.expected_on:
            return self.placement.expected_on
        return self.dwelling.expected_start if self.dwelling else None

    @property
    def transfer_due(self) -> date | None:
        """When a lease of the care party is to come in the tenant's own name, if it still is to."""
        lease = self.lease
        if lease is None or lease.form != ContractForm.INTERMEDIARY or lease.started_on is None:
            return None
        if lease.transferred_on is not None or lease.ended_on is not None:
            return None
        if lease.transfer_look_on or self.placement.transfer_months is None:
            return lease.transfer_look_on
        return months_after(lease.started_on, self.placement.transfer_months)


def whole(actor: Actor, public_id: UUID, *, today: date) -> Whole:
    """The placement's page; whose it is not finds nothing there."""
    placement = _with_candidate(_placements(actor, today)).filter(public_id=public_id).first()
    if placement is None:
        raise Http404
    dwellings = Dwelling.objects.filter(pk=placement.dwelling_id).select_related("district")
    is_avoided = avoids("district", household=placement.candidate_id)
    return Whole(
        placement=placement,
        candidate=placement.candidate,
        dwelling=with_area(dwellings.and_whether_offered_anew(), today=today)
        .annotate(is_avoided=is_avoided)
        .first(),
        introduced=placement.introduced,
        exempted=placement.exempted,
        guided=[
            each.guidance
            for each in placement.candidate.uitstromers.all()
            if hasattr(each, "guidance")
        ],
        appointments=list(placement.appointments.filter(dropped_at=None)),
    )


def rows_for_list(page: Sequence[Placement], actor: Actor, *, today: date) -> QuerySet[Placement]:
    """The placements of a page of a list, each with what says whose turn it is.

    The page is found first: with all that a row shows joined to it, the database would put every
    placement in order before it took the first.
    """
    dwellings = with_area(Dwelling.objects.select_related("district"), today=today)
    return (
        _placements(actor, today)
        .filter(pk__in=[placement.pk for placement in page])
        .order_by("-pk")
        .select_related("candidate__care")
        .prefetch_related(Prefetch("dwelling", queryset=dwellings))
        .annotate(guided=ArraySubquery(tracks()))
    )


def whole_of(placement: Placement) -> Whole:
    """A row of the list as a whole, without what only its page shows."""
    try:
        dwelling = placement.dwelling
    except Dwelling.DoesNotExist:
        dwelling = None
    return Whole(
        placement=placement,
        candidate=placement.candidate,
        dwelling=dwelling,
        introduced=[],
        exempted=[],
        guided=[Track.of(row) for row in placement.guided],
        appointments=[],
    )


def _placements(actor: Actor, today: date) -> QuerySet[Placement]:
    questions = Question.objects.filter(placement=OuterRef("pk")).order_by("pk")
    return (
        Placement.objects.visible_to(actor)
        .select_related("place", "year", "agent__user", "caseworker__user", "lease")
        .select_related("care_party", "corporation", "municipality")
        .annotate(
            questions_asked=ArraySubquery(rows_of(questions)),
            introduction_months=norm_column("introduction_months", today),
            guidance_months=norm_column("guidance_months", today),
            transfer_months=norm_column("transfer_months", today),
            **reasons("closing", "status_code", [*CLOSINGS, K.LEASE_END]),
            **reasons("choice", "choice_code", [K.OTHER_CANDIDATE]),
            **reasons("transfer", "lease__transfer_code", [K.TRANSFER_WAIT]),
        )
    )


def _with_candidate(placements: QuerySet[Placement]) -> QuerySet[Placement]:
    """Who it is about, in the same statement: whoever may not see them finds no placement either."""
    return (
        placements.select_related("candidate__need", "candidate__care")
        .prefetch_related(Prefetch("candidate__uitstromers", queryset=_people()))
        .annotate(
            introduced=ArraySubquery(introductions()),
            exempted=ArraySubquery(exemptions()),
            is_followed=Exists(_later_ones()),
        )
    )


def _later_ones() -> QuerySet[Placement]:
    """Other homes for which the same household was proposed since, and that did not come to nothing."""
    after = Placement.objects.filter(candidate=OuterRef("candidate"), pk__gt=OuterRef("pk"))
    return after.exclude(status__in=EXITS)


def _people() -> QuerySet[Uitstromer]:
    return Uitstromer.objects.whole("guidance__responsible__user")
