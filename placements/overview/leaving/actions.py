"""Nobody leaves with open work: it is handed over first."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from pact.access.actions import accounts, roles
from pact.access.actor import Actor, acting_as
from pact.accounts.models import Membership, User
from pact.common.refusals import Refused
from placements.candidates.models import Candidate
from placements.candidates.states import CLOSED, CandidateStatus
from placements.guidance.models import Guidance
from placements.guidance.states import GuidanceStatus
from placements.introductions.models import Introduction
from placements.overview.counting import counted
from placements.proposals.models import Placement
from placements.proposals.states import LIVE


@dataclass(frozen=True)
class OpenWork:
    """How many cases of each kind still wait for somebody: numbers, no cases."""

    candidates: int
    guidance: int
    introductions: int
    placements: int

    def __bool__(self) -> bool:
        return any((self.candidates, self.guidance, self.introductions, self.placements))


def open_work(memberships: list[int], *, by: Actor) -> OpenWork:
    """What these memberships are responsible for today, counted around the reader's own walls."""
    with acting_as(by.consequence()):
        return OpenWork(
            **counted(
                candidates=_cases(memberships),
                guidance=Guidance.objects.filter(
                    responsible__in=memberships, status=GuidanceStatus.RUNNING
                ),
                introductions=_introductions(memberships),
                placements=Placement.objects.filter(
                    Q(caseworker__in=memberships) | Q(agent__in=memberships), status__in=LIVE
                ),
            )
        )


def _cases(memberships: list[int]) -> QuerySet[Candidate]:
    """Those that are not closed, and rejected ones that somebody else looks at again."""
    reconsidered = Q(status=CandidateStatus.REJECTED, asked_again_at__isnull=False)
    goes_on = ~Q(status__in=CLOSED) | reconsidered
    return Candidate.objects.filter(goes_on, caseworker__in=memberships)


def _introductions(memberships: list[int]) -> QuerySet[Introduction]:
    """Open ones, and those of people who are still met in their new home."""
    return Introduction.objects.going_on().filter(worker__in=memberships)


@transaction.atomic
def end_role(*, membership: Membership, by: Membership, actor: Actor, at: datetime) -> None:
    """Take a role away, once what this member is responsible for is in other hands."""
    # Whoever gives this member new work now waits for us, or we for them.
    Membership.objects.select_for_update().get(pk=membership.pk)
    _refuse_open_work([membership.pk], by=actor)
    roles.end_role(membership=membership, by=by, at=at)


@transaction.atomic
def close_account(*, user: User, by: Membership, actor: Actor, at: datetime) -> None:
    """Let somebody in no longer, once all of their work is in other hands."""
    held = Membership.objects.select_for_update().filter(user=user).order_by("pk")
    _refuse_open_work([role.pk for role in held], by=actor)
    accounts.close_account(user=user, by=by, at=at)


def _refuse_open_work(memberships: list[int], *, by: Actor) -> None:
    if open_work(memberships, by=by):
        raise Refused(
            _(
                "This person is still responsible for open cases, so nothing was changed. "
                "Let their team hand the cases over first, or name who stands in for now."
            )
        )
