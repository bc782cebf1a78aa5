"""A party that is going to end: it finishes what it has, and takes on nothing new."""

from django.db import connection
from django.utils.translation import gettext as _

from pact.agreement.models import Party
from pact.common.refusals import Refused
from pact.common.shown import day_in_words


def hold_party(party_id: int | None) -> None:
    """Let nobody record the end of a party until this transaction is over.

    Whoever records it waits for us, or we for them; so it is read only afterwards whether there is
    one. A shared lock: two may give a party something at once.
    """
    with connection.cursor() as cursor:
        cursor.execute("select from agreement_party where id = %s for share", [party_id])


def check_takes_on(party_id: int | None) -> None:
    """Refuse a new case from the day on which the end was recorded: it would be left behind."""
    hold_party(party_id)
    party = Party.objects.filter(pk=party_id).exclude(ended_on=None).first()
    if party is not None and party.ended_on is not None:
        raise Refused(
            _("%(party)s takes part no longer from %(day)s, so that nothing new begins there.")
            % {"party": party.name, "day": day_in_words(party.ended_on)}
        )
