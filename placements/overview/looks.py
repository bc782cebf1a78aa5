"""Who looked at what, for the privacy officer: names beside ids, as far as they may be known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pact.access.actor import Actor
from pact.accounts.models import Membership
from pact.audit.models import Look
from placements.candidates.models import Candidate
from placements.overview.page_names import name_of


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
