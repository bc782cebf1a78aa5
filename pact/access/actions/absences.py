"""Who stands in for whom, and until when."""

from datetime import date, datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from pact.access.actions.mails import let_know
from pact.access.actions.roles import OwnRights
from pact.accounts.models import Absence, Membership, NoticeKind
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused


def possible_substitutes(absent: Membership, on: date) -> models.QuerySet[Membership]:
    """Colleagues who do the same work for the same party."""
    return (
        Membership.objects.open(on)
        .filter(party_id=absent.party_id, role=absent.role)
        .exclude(user_id=absent.user_id)
        .select_related("user", "party")
    )


@transaction.atomic
def name_substitute(
    *,
    absent: Membership,
    substitute: Membership,
    first_day: date,
    last_day: date,
    by: Membership,
    at: datetime,
) -> Absence:
    """Let a colleague do somebody's work, from and including one day to and including another.

    Both are told, by whomever it was done: with the work go all of its files.
    """
    if substitute.user_id == by.user_id:
        raise OwnRights(
            _("Nobody gives themselves the work of a colleague. Ask another administrator.")
        )
    Membership.objects.select_for_update().get(pk=absent.pk)
    if not possible_substitutes(absent, local_date(at)).filter(pk=substitute.pk).exists():
        raise Refused(
            _("Only a colleague in the same role and party can stand in. Choose another.")
        )
    _refuse_strange_days(absent, first_day, last_day, today=local_date(at))
    absence = Absence.objects.create(
        absent=absent, substitute=substitute, first_day=first_day, last_day=last_day
    )
    record("name_substitute", absence, at=at)
    let_know(absent.user, NoticeKind.AWAY, at=at)
    let_know(substitute.user, NoticeKind.STANDS_IN, at=at)
    return absence


def _refuse_strange_days(absent: Membership, first: date, last: date, *, today: date) -> None:
    if last < today:
        raise Refused(_("This absence is over already. Choose a last day that is still to come."))
    if Absence.objects.filter(absent=absent, first_day__lte=last, last_day__gte=first).exists():
        raise Refused(
            _(
                "There is a substitute on some of these days already. "
                "Choose other days, or end that absence first."
            )
        )


@transaction.atomic
def end_absence(*, absence: Absence, at: datetime) -> None:
    """Be back before the last day: today is the last on which the substitute stands in.

    An absence that has not begun is off; its history tells that it was there.
    """
    absence = Absence.objects.select_for_update().get(pk=absence.pk)
    record("end_absence", absence, at=at)
    if absence.first_day > local_date(at):
        absence.delete()
        return
    absence.last_day = local_date(at)
    absence.save(update_fields=["last_day"])
