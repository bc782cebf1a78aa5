"""The first administrator, whom nobody can invite: after that, administrators let people in."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actions.accounts import invite
from pact.access.actions.mails import send_invitation
from pact.accounts.models import Membership
from pact.accounts.roles import Role
from pact.agreement.models import Party
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused


@transaction.atomic
def invite_first_administrator(*, email: str, name: str, party: Party, at: datetime) -> Membership:
    """Let one administrator in, as long as there is none; whoever still waits gets a new link.

    The party's row is the queue, so that of two who start this at once the second sees the first.
    """
    Party.objects.select_for_update().get(pk=party.pk)
    there = Membership.objects.open(local_date(at)).of(Role.ADMINISTRATOR).select_related("user")
    waiting = next((member for member in there if _waits(member, email)), None)
    if waiting is not None and len(there) == 1:
        send_invitation(waiting.user, at=at)
        record("invite_again", waiting.user, at=at)
        return waiting
    if there:
        raise Refused(
            _(
                "There is an administrator already, so nobody was let in. Ask them to invite whom "
                "you need."
            )
        )
    role = Role.ADMINISTRATOR
    return invite(email=email, name=name, telephone="", party=party, role=role, by=None, at=at)


def _waits(member: Membership, email: str) -> bool:
    return member.user.email == email.lower() and not member.user.has_usable_password()
