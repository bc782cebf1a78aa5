"""Who may come in, as what: inviting, giving and changing roles. Nobody changes their own.

``by`` is the membership in which an administrator acts; nobody, where whoever runs the machine lets
the first one in.
"""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pact.access.actions.mails import let_know, send_invitation
from pact.accounts.models import Membership, NoticeKind, User
from pact.accounts.roles import PARTIES_OF, Role
from pact.agreement.models import Party
from pact.agreement.norms import norm
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused


class OwnRights(Refused):
    """Somebody tried to change their own rights."""


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
    _refuse_own(user, by)
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
def give_role(
    *, user: User, telephone: str, party: Party, role: Role, by: Membership | None, at: datetime
) -> Membership:
    """Let somebody act in a role for a party, from today."""
    if by is not None:
        _refuse_own(user, by)
    _refuse_strange_combination(party, role)
    is_first = not Membership.objects.filter(user=user, is_current=True).exists()
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                user=user,
                party=party,
                role=role,
                telephone=telephone,
                is_current=is_first,
                started_on=local_date(at),
            )
    except IntegrityError:
        raise Refused(
            _(
                "This person has this role in this party already, so nothing was added. "
                "Choose another role or party, or leave it as it is."
            )
        ) from None
    record("give_role", membership, at=at, code=role)
    return membership


@transaction.atomic
def change_standing(
    *, membership: Membership, is_lead: bool, is_deputy: bool, by: Membership, at: datetime
) -> None:
    """Say whether a caseworker leads their party's team, and whether a coordinator is the deputy."""
    _refuse_own(membership.user, by)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if is_lead and membership.role != Role.CASEWORKER:
        raise Refused(_("Only a caseworker leads a team. Nothing was changed."))
    if is_deputy and membership.role != Role.COORDINATOR:
        raise Refused(_("Only a coordinator can be the deputy. Nothing was changed."))
    membership.is_lead, membership.is_deputy = is_lead, is_deputy
    membership.save(update_fields=["is_lead", "is_deputy"])
    record("change_standing", membership, at=at, fields=["is_lead", "is_deputy"])


@transaction.atomic
def end_role(*, membership: Membership, by: Membership, at: datetime) -> None:
    """Take a role away from today on; another role of this person comes in its place.

    Who has open work may not leave it behind: `placements.overview.leaving` looks at that first.
    """
    _refuse_own(membership.user, by)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    today = local_date(at)
    if membership.ended_on is not None:
        raise Refused(_("This role has ended already. Open the page again to see how it stands."))
    if membership.role == Role.COORDINATOR:
        _keep_enough_coordinators(without=membership.user, at=at)
    was_current, membership.ended_on, membership.is_current = membership.is_current, today, False
    membership.save(update_fields=["ended_on", "is_current"])
    if was_current:
        _act_in_another_role(membership.user, at=at)
    record("end_role", membership, at=at)


def _act_in_another_role(user: User, *, at: datetime) -> None:
    other = Membership.objects.open(local_date(at)).filter(user=user).order_by("pk").first()
    if other is not None:
        other.is_current = True
        other.save(update_fields=["is_current"])


@transaction.atomic
def close_account(*, user: User, by: Membership, at: datetime) -> None:
    """Let somebody in no longer: their next request is refused. What they did stays on record."""
    _refuse_own(user, by)
    User.objects.select_for_update().get(pk=user.pk)
    if user.memberships.open(local_date(at)).of(Role.COORDINATOR).exists():
        _keep_enough_coordinators(without=user, at=at)
    user.is_active = False
    user.save(update_fields=["is_active"])
    record("close_account", user, at=at)


@transaction.atomic
def open_account(*, user: User, by: Membership, at: datetime) -> None:
    """Let somebody in again, in the roles they had."""
    _refuse_own(user, by)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("open_account", user, at=at)


@transaction.atomic
def remove_second_factor(*, user: User, by: Membership, at: datetime) -> None:
    """For who lost it: it is gone, every session ends, and the next sign-in sets a new one up.

    Whoever does this has seen or heard that it is really them; they are mailed.
    """
    _refuse_own(user, by)
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


@transaction.atomic
def act_in(*, membership: Membership, by: Membership, at: datetime) -> None:
    """Go on in another of one's own roles."""
    own = Membership.objects.open(local_date(at)).filter(user_id=by.user_id)
    if not own.filter(pk=membership.pk).exists():
        raise Refused(_("This role is not yours today. Choose one from the list."))
    Membership.objects.filter(user_id=by.user_id, is_current=True).update(is_current=False)
    Membership.objects.filter(pk=membership.pk).update(is_current=True)
    record("act_in", membership, at=at)


def _keep_enough_coordinators(*, without: User, at: datetime) -> None:
    """What is late or broken is told to the coordinators, and nobody decides on what they asked.

    Their rows are the queue, so that two people who leave at once cannot each count the other.
    """
    today = local_date(at)
    here = Membership.objects.open(today).of(Role.COORDINATOR).order_by("pk")
    others = {row.user_id for row in here.select_for_update(of=["self"])} - {without.pk}
    least = norm("coordinators_at_least", today)
    if len(others) < least:
        raise Refused(
            _(
                "At least %(n)s people coordinate, so nothing was changed. Give somebody else the "
                "role of coordinator first."
            )
            % {"n": least}
        )


def _refuse_own(user: User, by: Membership) -> None:
    if user.pk == by.user_id:
        raise OwnRights(
            _(
                "Nobody changes their own account or roles, so nothing was changed. "
                "Ask another administrator."
            )
        )


def _refuse_strange_combination(party: Party, role: Role) -> None:
    if party.kind not in PARTIES_OF[Role(role)]:
        raise Refused(
            _("%(party)s has no %(role)s. Choose another role, or another party.")
            % {"party": party.name, "role": Role(role).label}
        )
