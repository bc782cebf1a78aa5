"""The doors in and out; in the demonstration the first also lists one account per role."""

from allauth.account.views import LoginView, LogoutView, PasswordResetView
from django.conf import settings
from django.contrib.auth import login
from django.db.models.functions import Length
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from pact.access.needs import open_to_visitors
from pact.access.requests import Request
from pact.access.tasks import ask_a_worker
from pact.accounts.invitations import SENT_BY
from pact.accounts.models import Membership, User
from pact.accounts.roles import Role

MADE_UP = "@demo.example"


class SignIn(LoginView):
    def get_context_data(self, **kwargs: object) -> dict:
        accounts = one_account_a_role() if settings.DEMONSTRATION else None
        return super().get_context_data(demo_accounts=accounts, **kwargs)


sign_in = open_to_visitors(SignIn.as_view())


class SignOut(LogoutView):
    """Tells the browser to forget the pages it kept, so that Back shows none of them."""

    def post(self, *args: object, **kwargs: object) -> HttpResponse:
        answer = super().post(*args, **kwargs)
        answer["Clear-Site-Data"] = '"cache", "storage"'
        return answer


sign_out = open_to_visitors(SignOut.as_view())


class ForgottenPassword(PasswordResetView):
    """Answers the same, and as quickly, whether or not there is such an account."""

    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        ask_a_worker(SENT_BY)
        return answer


forgotten_password = open_to_visitors(ForgottenPassword.as_view())


def one_account_a_role() -> list[Membership]:
    """In the order in which the roles meet on the road; the one whose address has no number."""
    accounts = (
        Membership.objects.open(timezone.localdate())
        .filter(is_current=True, user__email__endswith=MADE_UP)
        .select_related("user", "party")
        .order_by("role", Length("user__email"), "pk")
        .distinct("role")
    )
    return sorted(accounts, key=lambda account: Role.values.index(account.role))


@require_POST
@open_to_visitors
def demo_sign_in(request: Request) -> HttpResponse:
    """Sign in as somebody who is made up; outside the demonstration there is no such page."""
    if not settings.DEMONSTRATION:
        raise Http404
    made_up = User.objects.filter(is_active=True, email__endswith=MADE_UP)
    by_email = {user.email: user for user in made_up}
    user = by_email.get(request.POST.get("email", ""))
    if user is None:
        raise Http404
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("overview:work")
