"""Which roles somebody has: giving, changing and ending them. Nobody changes their own."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pact.accounts.models import Membership, User
from pact.accounts.roles import PARTIES_OF, Role
from pact.agreement.models import Party
from pact.agreement.norms import norm
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused


class OwnRights(Refused):
    """Somebody tried to change their own rights."""


@transaction.atomic
def give_role(
    *, user: User, telephone: str, party: Party, role: Role, by: Membership | None, at: datetime
) -> Membership:
    """Let somebody act in a role for a party, from today."""
    if by is not None:
        refuse_own(user, by)
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
    refuse_own(membership.user, by)
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
    refuse_own(membership.user, by)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    today = local_date(at)
    if membership.ended_on is not None:
        raise Refused(_("This role has ended already. Open the page again to see how it stands."))
    if membership.role == Role.COORDINATOR:
        keep_enough_coordinators(without=membership.user, at=at)
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
def act_in(*, membership: Membership, by: Membership, at: datetime) -> None:
    """Go on in another of one's own roles."""
    own = Membership.objects.open(local_date(at)).filter(user_id=by.user_id)
    if not own.filter(pk=membership.pk).exists():
        raise Refused(_("This role is not yours today. Choose one from the list."))
    Membership.objects.filter(user_id=by.user_id, is_current=True).update(is_current=False)
    Membership.objects.filter(pk=membership.pk).update(is_current=True)
    record("act_in", membership, at=at)


def keep_enough_coordinators(*, without: User, at: datetime) -> None:
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


def refuse_own(user: User, by: Membership) -> None:
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
