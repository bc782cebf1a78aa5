"""Who the coordinator's office is on a day: whom to tell what waits, and what is late."""

from datetime import date

from pact.accounts.models import Membership
from pact.accounts.roles import Role


def coordinators(on: date) -> list[int]:
    """The memberships of everybody who coordinates on a day."""
    return list(Membership.objects.open(on).of(Role.COORDINATOR).values_list("pk", flat=True))


def other_coordinators(on: date, *, than: int | None) -> list[str]:
    """The names of everybody who coordinates on a day besides one user."""
    here = Membership.objects.open(on).of(Role.COORDINATOR).exclude(user_id=than)
    return sorted(here.values_list("user__name", flat=True))


def whom_to_ring(on: date) -> list[Membership]:
    """Who of the office has a telephone at work on a day, the deputies last."""
    here = Membership.objects.open(on).of(Role.COORDINATOR).exclude(telephone="")
    return list(here.select_related("user").order_by("is_deputy", "user__name"))


def deputies(on: date) -> list[int]:
    """Who gets what is overdue: the deputies, or every coordinator where there is none."""
    here = Membership.objects.open(on).of(Role.COORDINATOR)
    return list(here.filter(is_deputy=True).values_list("pk", flat=True)) or coordinators(on)
