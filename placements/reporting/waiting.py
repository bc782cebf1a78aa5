"""Who waits for a home on a date and for how long: the same date gives the same answer, also later."""

from datetime import date

from django.db.models import (
    Case,
    DateField,
    Expression,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.utils import timezone

from pact.audit.models import Step
from placements.candidates.models import Candidate
from placements.candidates.states import CandidateStatus

LONG_AGO = date(2000, 1, 1)
"""Days are counted from here, so that they can be added up; which day it is makes no difference."""

WITHDRAWN_MEANWHILE = Q(was=CandidateStatus.ON_HOLD, becomes=CandidateStatus.WITHDRAWN) | Q(
    was=CandidateStatus.WITHDRAWN, becomes=CandidateStatus.ON_HOLD
)
"""A withdrawal that was taken back: the hold went on, as the candidate's own days say."""


def waiting_on(on: date) -> QuerySet:
    """Candidates who wait on a date: today by their status, earlier by the steps they took."""
    if on >= timezone.localdate():
        return Candidate.objects.filter(status=CandidateStatus.ADMITTED)
    last = _steps_until(on).order_by("object_id", "-at", "-pk").distinct("object_id")
    waiting = Step.objects.filter(pk__in=last.values("pk"), becomes=CandidateStatus.ADMITTED)
    return Candidate.objects.filter(pk__in=waiting.values("object_id"))


def days_waited(on: date) -> Expression:
    """How many days whoever waits on a date has waited, without the days on hold until then."""
    until = Value(on, output_field=DateField())
    return Greatest(_less(until, F("waiting_since"), _days_on_hold(on)), 0)


def _days_on_hold(on: date) -> Combinable:
    """Today as it was added up; earlier from the steps, because a later hold does not count yet.

    Who waits has come back from every hold, so each has the day on which it began and the day on
    which it ended: the sum of these less the sum of those is what they took together.
    """
    if on >= timezone.localdate():
        return F("days_on_hold")
    day = _less(TruncDate("at"), Value(LONG_AGO, output_field=DateField()))
    held = Case(
        When(WITHDRAWN_MEANWHILE, then=0),
        When(was=CandidateStatus.ON_HOLD, then=day),
        When(becomes=CandidateStatus.ON_HOLD, then=_less(Value(0), day)),
        default=0,
    )
    steps = _steps_until(on).filter(object_id=OuterRef("pk")).order_by().values("object_id")
    return Coalesce(Subquery(steps.annotate(days=Sum(held)).values("days")), 0)


def _steps_until(on: date) -> QuerySet[Step]:
    return Step.objects.filter(kind="candidate", at__date__lte=on)


def _less(*parts: Combinable) -> Func:
    """The first without the others: two dates make a number of days."""
    return Func(*parts, template="(%(expressions)s)", arg_joiner=" - ", output_field=IntegerField())
