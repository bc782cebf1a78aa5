"""Whose work somebody does on a day, besides their own."""

from datetime import date

from django.db.models import BigIntegerField, DateField, F, Func, Q, Value

from pact.accounts.models import Absence, Membership


class WhoIsThere(Func):
    """The member who does the work of ``member`` on a day: a substitute may be away as well."""

    function = "accounts_who_is_there"
    output_field = BigIntegerField()

    def __init__(self, member: str, day: date) -> None:
        super().__init__(F(member), Value(day, DateField()))


def substituted_by(membership: Membership, on: date) -> Q:
    """The members for whom this one stands in, also by standing in for their substitute."""
    away = Absence.objects.filter(first_day__lte=on, last_day__gte=on)
    standing_in = away.annotate(there=WhoIsThere("absent_id", on)).filter(
        Q(substitute=membership) | Q(there=membership.pk)
    )
    return Q(pk__in=standing_in.values("absent"))
