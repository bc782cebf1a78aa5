"""Who looked at what, for the privacy officer: names beside ids, as far as they may be known."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject, TruncDate

from pact.access.actor import Actor
from pact.accounts.models import Membership
from pact.accounts.roles import Role
from pact.audit.models import Look, Outcome
from placements.candidates.models import Candidate
from placements.overview.looks.page_names import name_of

AT_MOST = 50


@dataclass(frozen=True)
class LookShown:
    """One line: when, who in which role, which page, about which case; ``member`` asks for all of
    theirs.
    """

    at: datetime
    who: str
    member: str
    party: str
    role: str
    page: str
    reference: str
    rows: int | None
    was_refused: bool
    reason: str


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
        looks.annotate(day=TruncDate("at"))
        .values("day", "membership_id")
        .annotate(count=Count("pk"), who=_who())
        .order_by("-day", "-count", "membership_id")[:AT_MOST]
    )
    return [
        RefusedOnADay(
            day=row["day"],
            who=row["who"]["name"],
            role=_role(row["who"]["role"]),
            count=row["count"],
        )
        for row in counted
        if row["who"]
    ]


def with_names(looks: QuerySet[Look], reader: Actor) -> QuerySet[Look]:
    """Add a name for each member, and a reference for each case whose reader may know it."""
    cases = Candidate.objects.visible_to(reader).filter(pk=OuterRef("candidate_id"))
    return looks.annotate(who=_who(), reference=Subquery(cases.values("reference")[:1]))


def _who() -> Subquery:
    members = Membership.objects.filter(pk=OuterRef("membership_id")).order_by()
    shown = JSONObject(name="user__name", party="party__name", role="role", member="public_id")
    return Subquery(members.values(it=shown)[:1])


def _role(role: str) -> str:
    return str(Role(role).label) if role in Role.values else role


def line(look: Any) -> LookShown:
    """What is shown of a look that came ``with_names``."""
    who = look.who or {"name": "", "party": "", "role": look.role, "member": ""}
    return LookShown(
        at=look.at,
        who=who["name"],
        member=who["member"],
        party=who["party"],
        role=_role(who["role"]),
        page=name_of(look.page),
        reference=look.reference or "",
        rows=look.rows,
        was_refused=look.outcome == Outcome.REFUSED,
        reason=look.reason,
    )
