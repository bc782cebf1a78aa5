"""How it goes with people, as counts only: waiting, introductions and guidance, in one statement.

These read the tables about persons, so they run as the machine that makes reports; no row leaves.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Aggregate,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.fields import CharField, DateField
from django.utils import timezone

from pact.access.actor import Actor, acting_as
from pact.agreement.models import Norm
from pact.audit.models import Step
from placements.dwellings.states import DwellingStatus
from placements.guidance.models import ContactMoment, Guidance
from placements.reporting.beside import beside_the_count
from placements.reporting.waiting import days_waited, waiting_on
from placements.tenancies.models import Lease
from placements.tenancies.years import DECISION_NEEDED

DAYS_IN_A_MONTH = 365.25 / 12
CAP_FULL = "cap_full"


class Median(Aggregate):
    """The middle one: half of them are below it."""

    function = "percentile_cont"
    template = "%(function)s(0.5) within group (order by %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True, kw_only=True)
class Part:
    """So many of so many."""

    of: int = 0
    well: int = 0

    @property
    def short(self) -> int:
        return self.of - self.well

    @property
    def percentage(self) -> int | None:
        """Rounded down, so that hundred per cent means all of them."""
        return 100 * self.well // self.of if self.of else None


@dataclass(frozen=True, kw_only=True)
class PeopleFigures:
    waiting: int
    median_days: float | None
    introduced_in_time: Part
    guided_on_schedule: Part
    undecided: int
    """Homes that were let although no place was free: somebody has to decide."""
    missed: int
    """Homes that went back to a corporation because every home of the year was taken."""
    threshold: int
    """Below this a number of people is not shown."""

    @property
    def median_months(self) -> float | None:
        return None if self.median_days is None else round(self.median_days / DAYS_IN_A_MONTH, 1)


def people_figures(year: int, on: date) -> PeopleFigures:
    """Everything about people of a year on a date."""
    with acting_as(Actor.system("report")):
        rows = _waiting(on).union(
            _introduced(year, on),
            _guided(on),
            _undecided(year, on),
            _counted(returned_when_full(year, on), "missed"),
            _threshold(),
            all=True,
        )
        found = {kind: numbers for kind, *numbers in rows}
    waiting, _, median_days = found.get("waiting", (0, 0, None))
    return PeopleFigures(
        waiting=waiting,
        median_days=median_days,
        introduced_in_time=_part(found, "introduced"),
        guided_on_schedule=_part(found, "guided"),
        undecided=found.get("undecided", (0, 0, None))[0],
        missed=found.get("missed", (0, 0, None))[0],
        threshold=found["threshold"][0],
    )


def _part(found: dict[str, Any], kind: str) -> Part:
    of, well, _ = found.get(kind, (0, 0, None))
    return Part(of=of, well=well)


def _counted(rows: QuerySet, kind: str, *, well: Q | None = None, middle: Any = None) -> QuerySet:
    """One line: what it is, how many, how many of them go well, and the median."""
    no_part = Value(0, output_field=IntegerField())
    no_middle = Value(None, output_field=FloatField())
    return (
        rows.annotate(what=Value(kind, output_field=CharField()))
        .values("what")
        .annotate(
            of=Count("pk"),
            in_order=no_part if well is None else Count("pk", filter=well),
            middle=no_middle if middle is None else Median(middle),
        )
        .values_list("what", "of", "in_order", "middle")
    )


def _waiting(on: date) -> QuerySet:
    return _counted(waiting_on(on), "waiting", middle=days_waited(on))


INTRODUCED_IN_TIME = Q(
    contacts_held__gte=F("contacts_required"),
    starts_on__gte=ExpressionWrapper(
        F("introduced_on")
        + Func(F("months_required"), template="make_interval(months => %(expressions)s)"),
        output_field=DateField(),
    ),
)
"""As the database asks of a lease: the months are added to the first contact, to the day."""


def started_leases(year: int, on: date) -> QuerySet:
    """Leases that started in a year, up to a date."""
    return Lease.objects.filter(started_on__year=year, started_on__lte=on)


def _introduced(year: int, on: date) -> QuerySet:
    return _counted(started_leases(year, on), "introduced", well=INTRODUCED_IN_TIME)


def running_guidance(on: date) -> QuerySet:
    still = Q(ended_on=None) | Q(ended_on__gt=on)
    return Guidance.objects.filter(still, opened_on__lte=on)


def has_a_late_moment(on: date) -> Exists:
    """A contact moment that should have been held before this date, and was not yet."""
    not_held = Q(held_on=None) | Q(held_on__gt=on)
    not_dropped = Q(dropped_at=None) | Q(dropped_at__date__gt=on)
    late = ContactMoment.objects.filter(not_held, not_dropped, planned_on__lt=on)
    return Exists(late.filter(guidance=OuterRef("pk")))


def _guided(on: date) -> QuerySet:
    return _counted(running_guidance(on), "guided", well=~Q(has_a_late_moment(on)))


def _undecided(year: int, on: date) -> QuerySet:
    return _counted(beside_the_count(year, on).filter(reason=DECISION_NEEDED), "undecided")


def returned_when_full(year: int, on: date) -> QuerySet:
    """The steps with which homes went back in a year, up to a date, because the cap was reached."""
    returned = Step.objects.filter(kind="dwelling", becomes=DwellingStatus.RETURNED, code=CAP_FULL)
    return returned.filter(at__date__year=year, at__date__lte=on)


def _threshold() -> QuerySet:
    """What is small today, whatever the date of the figures."""
    row = Norm.objects.on(timezone.localdate()).filter(key="cell_threshold")
    nothing = Value(None, output_field=FloatField())
    return row.values_list(Value("threshold", output_field=CharField()), "value", Value(0), nothing)
