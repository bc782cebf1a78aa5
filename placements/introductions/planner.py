"""The planner: who still needs an introduction, who must be met when, and who runs.

Each list is one statement. The date that drives is that of the move, or else the first day of the
month wished; the earlier it is, the higher somebody stands.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce

from pact.access.actor import Actor
from pact.accounts.roles import Role
from pact.common.dates import months_after
from placements.candidates.household import together
from placements.candidates.models import Candidate, Card
from placements.candidates.states import CandidateStatus
from placements.introductions.clock import Clock
from placements.introductions.models import Introduction
from placements.introductions.states import IntroductionStatus

UNKNOWN = Value(date.max, output_field=DateField())
BY_DATE = ("drives", "pk")


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of the planner. What an actor may not know is empty."""

    public_id: UUID
    candidate_id: UUID
    reference: str
    first_names: str
    area: str
    worker: str
    party: str
    planned_on: date | None
    clock: Clock
    shows_target: bool

    @property
    def wished_on(self) -> date | None:
        """The month wished for: not for a caseworker who only introduces."""
        return self.clock.wished_on if self.shows_target else None


def handled(actor: Actor) -> QuerySet:
    """The candidates whose introductions this actor plans."""
    candidates = Candidate.objects.visible_to(actor)
    if actor.is_a(Role.CASEWORKER):
        return candidates.handled_by(actor)
    return candidates if actor.is_a(Role.COORDINATOR) else candidates.none()


def read(actor: Actor) -> QuerySet:
    """The candidates of whom this actor reads every introduction: as a housing coach too."""
    if actor.is_a(Role.CASEWORKER):
        return Candidate.objects.visible_to(actor).read_by(actor)
    return handled(actor)


def all_candidates() -> QuerySet:
    return Candidate.objects.annotate(drives=Coalesce("need__wished_month", UNKNOWN))


def without_introduction(actor: Actor) -> QuerySet:
    """Admitted candidates whom nobody introduces anywhere yet."""
    open_one = Introduction.objects.open().filter(candidate=OuterRef("pk"))
    rows = handled(actor).filter(~Exists(open_one), status=CandidateStatus.ADMITTED)
    rows = rows.annotate(drives=Coalesce("need__wished_month", UNKNOWN))
    return rows.select_related("need", "care_party", "caseworker__user")


def all_introductions() -> QuerySet:
    drives = Coalesce("move_on", "candidate__need__wished_month", UNKNOWN)
    return Introduction.objects.annotate(drives=drives)


def introductions_of(actor: Actor, status: IntroductionStatus) -> QuerySet:
    rows = all_introductions().visible_to(actor).filter(status=status)
    rows = rows.select_related("area", "party", "worker__user", "candidate", "candidate__need")
    if actor.is_a(Role.COORDINATOR):
        return rows
    cards = Card.objects.filter(candidate=OuterRef("candidate")).order_by("uitstromer__number")
    return rows.annotate(first_names=ArraySubquery(cards.values("first_name")))


def missing_row(candidate: Candidate, *, months: int) -> Row:
    return Row(
        public_id=candidate.public_id,
        candidate_id=candidate.public_id,
        reference=candidate.reference,
        first_names="",
        area="",
        worker=candidate.caseworker.user.name,
        party=candidate.care_party.name,
        planned_on=None,
        clock=clock_of(candidate, months=months),
        shows_target=True,
    )


def introduction_row(introduction: Any, actor: Actor, *, months: int) -> Row:
    """Whoever introduces gets a first name, and when to start, but not the month wished."""
    candidate = introduction.candidate
    return Row(
        public_id=introduction.public_id,
        candidate_id=candidate.public_id,
        reference=candidate.reference,
        first_names=together(introduction.first_names) if introduces(introduction, actor) else "",
        area=introduction.area.name,
        worker=introduction.worker.user.name,
        party=introduction.party.name,
        planned_on=introduction.planned_on,
        clock=clock_of(candidate, introduction, months=months),
        shows_target=reads_all_of(introduction, actor) or introduction.move_on is not None,
    )


def introduces(introduction: Introduction, actor: Actor) -> bool:
    """Whether this actor meets them: a neighbourhood worker, or a caseworker where no party does."""
    return actor.acts_for(introduction.worker_id)


def reads_all_of(introduction: Introduction, actor: Actor) -> bool:
    """Whoever reads the case around an introduction, and does not only introduce."""
    if introduces(introduction, actor):
        return actor.acts_for(introduction.caseworker_id)
    return actor.is_a(Role.COORDINATOR, Role.CASEWORKER)


def clock_of(
    candidate: Candidate, introduction: Introduction | None = None, *, months: int
) -> Clock:
    need = getattr(candidate, "need", None)
    wished = need.wished_month if need else None
    return Clock(
        months=months,
        first_contact_on=introduction.first_contact_on if introduction else None,
        move_on=introduction.move_on if introduction else None,
        wished_on=wished.replace(day=1) if wished else None,
    )


def starts_before(rows: QuerySet, first_of_month: date, *, months: int) -> QuerySet:
    """Who must be met before a month begins, so that half a year is over in time."""
    return rows.filter(drives__lt=months_after(first_of_month, months))
