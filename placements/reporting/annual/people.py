"""What a year meant for people, as counts that may be published. None is a number that is hidden."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from pact.agreement.models import Reason, ReasonKind
from pact.audit.models import Step
from placements.candidates.models import Candidate, Care, Origin
from placements.guidance.models import ContactMoment
from placements.introductions.models import Exemption, Verdict
from placements.proposals.models import Placement
from placements.proposals.states import HOLDS
from placements.reporting.people import (
    DAYS_IN_A_MONTH,
    INTRODUCED_IN_TIME,
    Median,
    days_waited,
    has_a_late_moment,
    returned_when_full,
    running_guidance,
    started_leases,
    waiting_on,
)
from placements.reporting.suppression import publish_row
from placements.reporting.years import Year
from placements.tenancies.models import Lease

Published = dict[str, Any]
COHORTS = 3
BANDS = [
    ("under_3_months", 0),
    ("3_to_6_months", 91),
    ("6_to_12_months", 183),
    ("over_a_year", 365),
]


def people(year: Year, on: date, few: int) -> Published:
    """Each chapter about people, by its name."""
    return {
        "applications": applications(year, on, few),
        "waiting": waiting(on, few),
        "introductions": introductions(year, on, few),
        "guidance": guidance(year, on, few),
        "outcomes": outcomes(year, on, few),
    }


def table(cells: dict[str, int], few: int) -> Published:
    """Rows with their total, as plain data."""
    published = publish_row(cells, few)
    return {"rows": list(published.cells.items()), "total": published.total}


def applications(year: Year, on: date, few: int) -> Published:
    period = (year.first_day, min(on, year.last_day))
    submitted = Candidate.objects.filter(submitted_at__date__range=period)
    counts = Candidate.objects.aggregate(
        submitted=Count("pk", filter=Q(submitted_at__date__range=period)),
        admitted=Count("pk", filter=Q(admitted_at__date__range=period)),
    )
    steps = Step.objects.filter(kind="candidate", at__date__range=period)
    decided = steps.filter(was="submitted", becomes="rejected")
    rejected = by_reason(decided, "code", ReasonKind.REJECTION, few)
    withdrawn = not_taken_back(steps.filter(becomes="withdrawn").exclude(was="draft"), on)
    return {
        "submitted": single(counts["submitted"], few),
        "admitted": single(counts["admitted"], few),
        "rejected": rejected,
        "withdrawn": by_reason(withdrawn, "code", ReasonKind.WITHDRAWAL, few),
        "origins": origins(submitted, few),
    }


def not_taken_back(withdrawals: QuerySet, on: date) -> QuerySet:
    """Without those that turned out to be a mistake before the date of the figures."""
    later = Step.objects.filter(kind="candidate", object_id=OuterRef("object_id"), was="withdrawn")
    return withdrawals.filter(~Exists(later.filter(pk__gt=OuterRef("pk"), at__date__lte=on)))


def single(count: int, few: int) -> int | None:
    """A number that stands alone."""
    return publish_row({"": count}, few).total


def origins(submitted: QuerySet, few: int) -> Published:
    rows = Care.objects.filter(candidate__in=submitted).values_list("origin")
    found = dict(rows.annotate(Count("pk")).order_by())
    labels = {
        Origin.SHELTER: "maatschappelijke opvang",
        Origin.SHELTERED_HOUSING: "beschermd wonen",
    }
    labels |= {Origin.FAMILY_SHELTER: "gezinsopvang", Origin.YOUTH: "jeugdinstelling"}
    return table({label: found.get(origin, 0) for origin, label in labels.items()}, few)


def by_reason(rows: QuerySet, field: str, kind: ReasonKind, few: int) -> Published:
    """How often each reason was given: every reason that exists, the unused ones too."""
    labels = dict(Reason.objects.filter(kind=kind).values_list("code", "dutch"))
    found = dict(rows.values_list(field).annotate(Count("pk")).order_by())
    return table(labelled(found, labels), few)


def labelled(found: dict[str, int], labels: dict[str, str]) -> dict[str, int]:
    cells = {label: found.get(code, 0) for code, label in labels.items()}
    unknown = sum(count for code, count in found.items() if code not in labels)
    return cells | ({"reden niet bekend": unknown} if unknown else {})


def waiting(on: date, few: int) -> Published:
    ends = [*[start for _, start in BANDS[1:]], None]
    rows = waiting_on(on).annotate(days=days_waited(on))
    counts = rows.aggregate(
        median=Median("days"),
        **{
            name: Count("pk", filter=between(start, end))
            for (name, start), end in zip(BANDS, ends, strict=True)
        },
    )
    median = counts.pop("median")
    published = table(counts, few)
    return published | {
        "median_months": None
        if median is None or published["total"] is None
        else f"{median / DAYS_IN_A_MONTH:.1f}"
    }


def between(start: int, end: int | None) -> Q:
    from_start = Q(days__gte=start) if start else Q()
    return from_start & (Q(days__lt=end) if end is not None else Q(days__gte=start))


def introductions(year: Year, on: date, few: int) -> Published:
    leases = started_leases(year.year, on)
    counts = leases.aggregate(
        in_time=Count("pk", filter=INTRODUCED_IN_TIME),
        too_short=Count("pk", filter=~INTRODUCED_IN_TIME),
        unknown=Count("pk", filter=Q(introduced_on=None)),
    )
    counts["too_short"] = counts["too_short"] + counts.pop("unknown")
    decided = Exemption.objects.filter(
        decided_at__date__range=(year.first_day, min(on, year.last_day))
    )
    granted = decided.filter(verdict=Verdict.GRANTED)
    return {
        "started": table(counts, few),
        "exceptions": by_reason(granted, "code", ReasonKind.EXCEPTION, few),
        "denied": single(decided.filter(verdict=Verdict.DENIED).count(), few),
    }


def guidance(year: Year, on: date, few: int) -> Published:
    tracks = running_guidance(on).aggregate(
        on_schedule=Count("pk", filter=~Q(has_a_late_moment(on))),
        late=Count("pk", filter=Q(has_a_late_moment(on))),
    )
    planned = ContactMoment.objects.filter(
        planned_on__range=(year.first_day, min(on, year.last_day)), dropped_at=None
    )
    moments = planned.aggregate(
        held=Count("pk", filter=Q(held_on__lte=on)),
        open=Count("pk", filter=Q(held_on=None) | Q(held_on__gt=on)),
    )
    extended = running_guidance(on).filter(extended_until__isnull=False)
    return {
        "tracks": table(tracks, few),
        "moments": table(moments, few),
        "extended": single(extended.count(), few),
    }


def outcomes(year: Year, on: date, few: int) -> Published:
    ended = Lease.objects.filter(ended_on__range=(year.first_day, min(on, year.last_day)))
    beside = Placement.objects.filter(year=year.year, status__in=HOLDS, counts=False)
    return {
        "cohorts": list(cohorts(year, on, few)),
        "ended": by_reason(ended, "end_code", ReasonKind.LEASE_END, few),
        "not_counting": by_reason(beside, "not_counting", ReasonKind.NOT_COUNTING, few),
        "missed": single(returned_when_full(year.year, on).count(), few),
    }


def cohorts(year: Year, on: date, few: int) -> Iterable[Published]:
    """Who moved in in a year, and whether they live there still."""
    for number in range(year.year - COHORTS + 1, year.year + 1):
        gone = Q(ended_on__lte=on)
        counts = started_leases(number, on).aggregate(
            still=Count("pk", filter=~gone | Q(ended_on=None)), gone=Count("pk", filter=gone)
        )
        yield {"year": number, **table(counts, few)}
