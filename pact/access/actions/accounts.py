"""Who may come in: inviting people, closing and opening accounts. Nobody changes their own.

``by`` is the membership in which an administrator acts; nobody, where whoever runs the machine lets
the first one in.
"""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pact.access.actions.mails import let_know, send_invitation
from pact.access.actions.roles import give_role, keep_enough_coordinators, refuse_own
from pact.accounts.models import Membership, NoticeKind, User
from pact.accounts.roles import Role
from pact.agreement.models import Party
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    telephone: str,
    party: Party,
    role: Role,
    by: Membership | None,
    at: datetime,
) -> Membership:
    """Give somebody an account and a role, and mail them how to set a password.

    Whoever has an account already only gets the role.
    """
    user = User.objects.filter(email=email.lower()).first()
    if user is not None:
        _refuse_another_name(user, name)
        return give_role(user=user, telephone=telephone, party=party, role=role, by=by, at=at)
    user = _new_user(email=email, name=name)
    membership = give_role(user=user, telephone=telephone, party=party, role=role, by=by, at=at)
    send_invitation(user, at=at)
    record("invite", user, at=at)
    return membership


def _refuse_another_name(user: User, name: str) -> None:
    if user.name.casefold() != name.casefold():
        raise Refused(
            _(
                "This address is already %(name)s's, so nothing was done. Check the address; or "
                "give %(name)s another role, on their own page."
            )
            % {"name": user.name}
        )


def _new_user(*, email: str, name: str) -> User:
    try:
        with transaction.atomic():
            return User.objects.create_user(email=email, name=name)
    except IntegrityError:
        raise Refused(
            _("Somebody else invited this person just now. Look in the list of people.")
        ) from None


@transaction.atomic
def invite_again(*, user: User, by: Membership, at: datetime) -> None:
    """Mail a new link to somebody who has not set a password yet; the old one stops working."""
    refuse_own(user, by)
    if not user.is_active or user.has_usable_password():
        raise Refused(
            _(
                "This person does not wait for an invitation, so no mail was sent. "
                "Whoever forgot a password asks for a new one on the sign-in page."
            )
        )
    send_invitation(user, at=at)
    record("invite_again", user, at=at)


@transaction.atomic
def close_account(*, user: User, by: Membership, at: datetime) -> None:
    """Let somebody in no longer: their next request is refused. What they did stays on record."""
    refuse_own(user, by)
    User.objects.select_for_update().get(pk=user.pk)
    if user.memberships.open(local_date(at)).of(Role.COORDINATOR).exists():
        keep_enough_coordinators(without=user, at=at)
    user.is_active = False
    user.save(update_fields=["is_active"])
    record("close_account", user, at=at)


@transaction.atomic
def open_account(*, user: User, by: Membership, at: datetime) -> None:
    """Let somebody in again, in the roles they had."""
    refuse_own(user, by)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("open_account", user, at=at)


@transaction.atomic
def remove_second_factor(*, user: User, by: Membership, at: datetime) -> None:
    """For who lost it: it is gone, every session ends, and the next sign-in sets a new one up.

    Whoever does this has seen or heard that it is really them; they are mailed.
    """
    refuse_own(user, by)
    factors = Authenticator.objects.filter(user=user)
    if not factors.exists():
        raise Refused(_("This person has no second factor. Signing in leads to setting one up."))
    factors.delete()
    _end_sessions(user, at=at)
    record("remove_second_factor", user, at=at)
    let_know(user, NoticeKind.FACTOR_GONE, at=at)


@transaction.atomic
def sign_out_elsewhere(*, user: User, at: datetime) -> None:
    """End every session of one's own; whoever asks begins a new one in the same request."""
    _end_sessions(user, at=at)
    record("account.signed_out_elsewhere", user, at=at)


def _end_sessions(user: User, *, at: datetime) -> None:
    user.signed_out_at = at
    user.save(update_fields=["signed_out_at"])
