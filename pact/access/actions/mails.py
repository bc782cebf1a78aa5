"""Mails about somebody's own account: a row in the transaction of the deed, and a ring after it."""

from datetime import datetime

from pact.access.actor import Actor, acting_as, current_actor
from pact.access.tasks import ask_a_worker
from pact.accounts.invitations import SENT_BY, ask_for_link
from pact.accounts.models import LinkKind, NoticeKind, User
from pact.accounts.notices import ask_for_notice


def send_invitation(user: User, *, at: datetime) -> None:
    """Mail somebody the link with which they choose a first password."""
    ask_for_link(user, LinkKind.INVITATION, at=at)
    ask_a_worker(SENT_BY)


def let_know(user: User, kind: NoticeKind, *, at: datetime) -> None:
    """Mail somebody what was done. Whoever did it may not see what waits for others.

    Nobody acts where somebody chose a new password by a link, before signing in.
    """
    actor = current_actor() or Actor.system("consequence")
    with acting_as(actor.consequence()):
        ask_for_notice(user, kind, at=at)
    ask_a_worker(SENT_BY)
