"""Whose work somebody does on a day, besides their own."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, DateField, F, Field, Func, Value
from django.utils import timezone

from pact.accounts.models import Membership


class _OfMemberOnDay(Func):
    """A function of the database about a member on a day."""

    def __init__(self, member: str, on: date) -> None:
        super().__init__(F(member), Value(on, DateField()))


class WhoIsThere(_OfMemberOnDay):
    """The member who does the work of ``member`` on a day: a substitute may be away as well."""

    function = "accounts_who_is_there"
    output_field: Field = BigIntegerField()


class StandsFor(_OfMemberOnDay):
    """The members of the same party whose work ``member`` does on a day, besides their own.

    Those for whom this one stands in, also by standing in for their substitute; and for a lead,
    and whoever stands in for a lead, the caseworkers of the party.
    """

    function = "accounts_stands_for"
    output_field: Field = ArrayField(BigIntegerField())


def stands_for(membership: Membership) -> frozenset[int]:
    """The same of one member today, where nothing else is asked of them."""
    asked = Membership.objects.filter(pk=membership.pk)
    return frozenset(asked.values_list(StandsFor("pk", timezone.localdate()), flat=True).get())
