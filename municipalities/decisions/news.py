"""Who is told about a decision: a reference and a link."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from municipalities.models import Decision
from pact.accounts.models import Membership
from pact.accounts.roles import Role
from pact.common.dates import local_date
from pact.outbox.queue import About, tell

DECIDERS = [Role.OVERSIGHT, Role.ADMINISTRATOR]


def path_of(decision: Decision) -> str:
    return reverse("decisions:detail", args=[decision.public_id])


def tell_who_decides(decision: Decision, *, at: datetime) -> None:
    """Oversight and the administrators, except who asked."""
    open_ones = Membership.objects.open(local_date(at)).filter(role__in=DECIDERS)
    others = open_ones.exclude(user=decision.asked_by.user_id)
    _tell("decision_asked", decision, others.values_list("pk", flat=True), at=at)


def tell_outcome(decision: Decision, *, at: datetime) -> None:
    """Who asked, the coordinators, and the officers of the municipality that it is about."""
    open_ones = Membership.objects.open(local_date(at))
    members = {decision.asked_by_id, *open_ones.of(Role.COORDINATOR).values_list("pk", flat=True)}
    if decision.municipality_id:
        officers = open_ones.of(Role.MUNICIPAL_OFFICER)
        about = officers.filter(party__municipality=decision.municipality_id)
        members.update(about.values_list("pk", flat=True))
    _tell("decision_taken", decision, members - {decision.decided_by_id}, at=at)


def _tell(kind: str, decision: Decision, members: Iterable[int], *, at: datetime) -> None:
    tell(
        kind,
        about=About("decision", decision.public_id, decision.reference),
        path=path_of(decision),
        recipients=members,
        due_on=local_date(at),
        at=at,
    )
