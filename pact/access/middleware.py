"""Each request of somebody signed in acts as that person, in one transaction of its own."""

from collections.abc import Callable

from django.db import connection, transaction
from django.http import HttpResponse
from django.utils import timezone

from pact.access.actor import Actor, acting_as
from pact.access.kept import SERVER_ERROR, kept
from pact.access.requests import Request
from pact.accounts.models import Membership, User
from pact.accounts.standing_in import StandsFor
from pact.audit.models import Outcome
from pact.audit.record import looked
from pact.common.answers import refused
from pact.common.waiting import busy, waited_too_long

NOT_FOUND = 404


class ActingMiddleware:
    """Stands inside the session and sign-in, so that pages are rendered in the transaction too."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        membership = _membership_of(request.user)
        if membership is None:
            with transaction.atomic():
                return self.get_response(request)
        request.membership = membership
        request.actor = Actor.of(membership, stands_for=frozenset(membership.stands_for))
        with acting_as(request.actor):
            response = self.get_response(request)
            if response.status_code == NOT_FOUND and _is_about_a_row(request):
                # Not there or not theirs: who tries addresses is to be seen either way.
                page = request.resolver_match.view_name
                looked(page, at=timezone.now(), outcome=Outcome.REFUSED)
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


def _is_about_a_row(request: Request) -> bool:
    """Whether the address names a row of one of our own pages."""
    match = request.resolver_match
    return (
        match is not None and bool(match.kwargs) and getattr(match.func, "needs", None) is not None
    )


def _membership_of(user: User) -> Membership | None:
    today = timezone.localdate()
    membership = (
        Membership.objects.open(today)
        .select_related("party")
        .annotate(stands_for=StandsFor("pk", today))
        .filter(user_id=user.pk, is_current=True)
        .order_by("pk")
        .first()
    )
    if membership is not None:
        membership.user = user
    return membership
