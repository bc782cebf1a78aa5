"""Each request of somebody signed in acts as that person, in one transaction of its own."""

from collections.abc import Callable

from django.db import connection, transaction
from django.db.models import Q
from django.http import HttpResponse
from django.utils import timezone

from pact.access.actor import Actor, acting_as
from pact.access.kept import SERVER_ERROR, kept
from pact.access.requests import Request
from pact.accounts.models import Membership
from pact.accounts.roles import Role
from pact.accounts.standing_in import substituted_by
from pact.common.answers import refused
from pact.common.waiting import busy, waited_too_long


class ActingMiddleware:
    """Stands inside the session and sign-in, so that pages are rendered in the transaction too."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        with transaction.atomic():
            membership = _membership_of(request.user.pk)
            if membership is None:
                return self.get_response(request)
            request.membership = membership
            request.actor = Actor.of(membership, stands_for=stands_for(membership))
            with acting_as(request.actor):
                response = self.get_response(request)
                # An error page must not keep half a deed.
                if response.status_code >= SERVER_ERROR:
                    transaction.set_rollback(True)
            return response

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        """Whoever waited too long for a row hears so; half a deed is undone with the transaction."""
        if not connection.in_atomic_block or not waited_too_long(exception):
            return None
        transaction.set_rollback(True)
        if request.method == "POST":
            return kept(request, busy())
        return refused(request, busy(), back=request.get_full_path())


def _membership_of(user_id: int) -> Membership | None:
    return (
        Membership.objects.open(timezone.localdate())
        .select_related("party", "user")
        .filter(user_id=user_id, is_current=True)
        .order_by("pk")
        .first()
    )


def stands_for(membership: Membership) -> frozenset[int]:
    """The memberships whose work this member may do today, besides their own."""
    others = substituted_by(membership, timezone.localdate())
    if membership.is_lead:
        others |= Q(role=Role.CASEWORKER)
    colleagues = Membership.objects.filter(others, party_id=membership.party_id)
    return frozenset(colleagues.order_by().values_list("pk", flat=True))
