"""How allauth behaves here: nobody registers, an administrator invites, a worker mails."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import timezone

from pact.access.actions.mails import let_know
from pact.accounts.invitations import ask_for_link
from pact.accounts.models import LinkKind, NoticeKind, User

OF_THE_SECOND_FACTOR = "mfa/"


class InvitedOnly(DefaultAccountAdapter):
    """The door for people who were invited; there is no other."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_password_reset_mail(self, user: User, _email: str, _context: dict[str, Any]) -> None:
        """Not here: a mail server that is down or slow would tell who has an account."""
        kind = LinkKind.RESET if user.has_usable_password() else LinkKind.INVITATION
        ask_for_link(user, kind, at=timezone.now())

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Whoever's password or second factor is another one hears so: it may not have been them."""
        is_second = template_prefix.startswith(OF_THE_SECOND_FACTOR)
        kind = NoticeKind.FACTOR if is_second else NoticeKind.CHOSEN
        let_know(user, kind, at=timezone.now())
