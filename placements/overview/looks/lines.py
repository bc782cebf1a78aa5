"""Who looked at what, for the privacy officer: names beside ids, as far as they may be known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncDate

from pact.access.actor import Actor
from pact.accounts.models import Membership
from pact.audit.models import Look
from placements.candidates.models import Candidate
from placements.overview.looks.page_names import name_of

AT_MOST = 50


@dataclass(frozen=True)
class LookShown:
    """One line: when, who in which role, which page, about which case."""

    at: datetime
    who: str
    party: str
    role: str
    page: str
    reference: str
    rows: int | None
    was_refused: bool


@dataclass(frozen=True)
class RefusedOnADay:
    """How often a page was refused to somebody on a day: many is somebody who tries addresses."""

    day: date
    who: str
    role: str
    count: int


def refused_per_day(looks: QuerySet[Look]) -> list[RefusedOnADay]:
    """Newest day first, and on a day who was refused most; the last of it."""
    counted = (
        looks.annotate(day=TruncDate("at"), member=F("membership_id"))
        .values("day", "member")
        .annotate(count=Count("pk"))
        .order_by("-day", "-count", "member")[:AT_MOST]
    )
    members = Membership.objects.select_related("user").in_bulk({row["member"] for row in counted})
    return [
        RefusedOnADay(
            day=row["day"],
            who=members[row["member"]].user.name,
            role=members[row["member"]].get_role_display(),
            count=row["count"],
        )
        for row in counted
        if row["member"] in members
    ]


def shown(looks: Iterable[Look], reader: Actor) -> list[LookShown]:
    """Lines with a name for each member and a reference for each case; two statements for all."""
    looks = list(looks)
    members = Membership.objects.select_related("user", "party").in_bulk(
        {look.membership_id for look in looks if look.membership_id}
    )
    candidates = Candidate.objects.visible_to(reader).filter(
        pk__in={look.candidate_id for look in looks if look.candidate_id}
    )
    references = dict(candidates.values_list("pk", "reference"))
    return [
        _line(look, members.get(look.membership_id), references.get(look.candidate_id, ""))
        for look in looks
    ]


def _line(look: Look, member: Membership | None, reference: str) -> LookShown:
    return LookShown(
        at=look.at,
        who=member.user.name if member else "",
        party=member.party.name if member else "",
        role=member.get_role_display() if member else look.role,
        page=name_of(look.page),
        reference=reference,
        rows=look.rows,
        was_refused=look.outcome == "refused",
    )
