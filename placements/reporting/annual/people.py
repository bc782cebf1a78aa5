"""What a year meant for people, as counts that may be published. None is a number that is hidden."""

from collections.abc import Container, Iterable, Mapping
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from pact.agreement.models import ReasonKind
from pact.audit.models import Step
from placements.candidates.models import Candidate, Care, Origin
from placements.guidance.models import ContactMoment
from placements.introductions.models import Exemption, Verdict
from placements.reporting.annual.signals import signals
from placements.reporting.annual.tables import Published, by_reason, single, table
from placements.reporting.annual.waiting import waiting
from placements.reporting.beside import beside_the_count
from placements.reporting.people import (
    Part,
    PeopleFigures,
    people_figures,
    running_guidance,
    started_leases,
)
from placements.reporting.years import Year
from placements.tenancies.models import Lease

COHORTS = 3


def people(year: Year, on: date, few: int, hidden: Container[int]) -> Published:
    """Each chapter about people, by its name; what the page "homes per year" shows is counted there.

    ``hidden`` are the years whose number of leases is hidden: it tells of their homes.
    """
    counted = people_figures(year.year, on)
    return {
        "applications": applications(year, on, few),
        "waiting": waiting(counted, on, few),
        "introductions": introductions(counted.introduced_in_time, year, on, few, hidden),
        "guidance": guidance(counted.guided_on_schedule, year, on, few),
        "signals": signals(year, on, few),
        "outcomes": outcomes(counted, year, on, few, hidden),
    }


def years_that_hide_their_leases(
    realised: Mapping[int, int | None], on: date, few: int
) -> set[int]:
    """Those whose number of homes is hidden, and those where a few leases do not count as a home.

    Beside the number of homes the number of leases would tell how few those are.
    """
    leases = {number: started_leases(number, on).count() for number in realised}
    return {
        number
        for number, homes in realised.items()
        if homes is None or is_few(leases[number] - homes, few)
    }


def is_few(difference: int, few: int) -> bool:
    """Whether a difference between two numbers that are shown is itself a small number."""
    return 0 < abs(difference) < few


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


def origins(submitted: QuerySet, few: int) -> Published:
    rows = Care.objects.filter(candidate__in=submitted).values_list("origin")
    found = dict(rows.annotate(Count("pk")).order_by())
    labels = {
        Origin.SHELTER: "maatschappelijke opvang",
        Origin.SHELTERED_HOUSING: "beschermd wonen",
    }
    labels |= {Origin.FAMILY_SHELTER: "gezinsopvang", Origin.YOUTH: "jeugdinstelling"}
    return table({label: found.get(origin, 0) for origin, label in labels.items()}, few)


def introductions(
    started: Part, year: Year, on: date, few: int, hidden: Container[int]
) -> Published:
    leases = {"in_time": started.well, "too_short": started.short}
    decided = Exemption.objects.filter(
        decided_at__date__range=(year.first_day, min(on, year.last_day))
    )
    granted = decided.filter(verdict=Verdict.GRANTED)
    return {
        "started": table(leases, few, total_hidden=year.year in hidden),
        "exceptions": by_reason(granted, "code", ReasonKind.EXCEPTION, few),
        "denied": single(decided.filter(verdict=Verdict.DENIED).count(), few),
    }


def guidance(tracks: Part, year: Year, on: date, few: int) -> Published:
    planned = ContactMoment.objects.filter(
        planned_on__range=(year.first_day, min(on, year.last_day)), dropped_at=None
    )
    moments = planned.aggregate(
        held=Count("pk", filter=Q(held_on__lte=on)),
        open=Count("pk", filter=Q(held_on=None) | Q(held_on__gt=on)),
    )
    extended = running_guidance(on).filter(extended_until__isnull=False)
    return {
        "tracks": table({"on_schedule": tracks.well, "late": tracks.short}, few),
        "moments": table(moments, few),
        "extended": single(extended.count(), few),
    }


def outcomes(
    counted: PeopleFigures, year: Year, on: date, few: int, hidden: Container[int]
) -> Published:
    period = (year.first_day, min(on, year.last_day))
    ended = Lease.objects.filter(ended_on__range=period, started_on__isnull=False)
    beside = beside_the_count(year.year, on)
    return {
        "cohorts": list(cohorts(year, on, few, hidden)),
        "ended": by_reason(ended, "end_code", ReasonKind.LEASE_END, few),
        "not_counting": by_reason(beside, "reason", ReasonKind.NOT_COUNTING, few),
        "missed": single(counted.missed, few),
    }


def cohorts(year: Year, on: date, few: int, hidden: Container[int]) -> Iterable[Published]:
    """Who moved in in a year, and whether they live there still.

    Not where few have left since a report of an earlier year: beside that one it would tell how few.
    """
    for number in range(year.year - COHORTS + 1, year.year + 1):
        counts = _cohort(number, on)
        published = table(counts, few, total_hidden=number in hidden)
        earlier = [_cohort(number, date(other, 12, 31)) for other in range(number, year.year)]
        if any(is_few(counts["gone"] - before["gone"], few) for before in earlier):
            published["rows"] = [(name, None) for name in counts]
        yield {"year": number, **published}


def _cohort(number: int, on: date) -> dict[str, int]:
    gone = Q(ended_on__lte=on)
    return started_leases(number, on).aggregate(
        still=Count("pk", filter=~gone | Q(ended_on=None)), gone=Count("pk", filter=gone)
    )
