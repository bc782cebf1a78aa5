"""A party takes part until a day. By then everything that rests on it has ended or is handed over."""

from datetime import date, datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from municipalities.models import AreaWork, Share
from municipalities.parties.actions import locked
from pact.access.actor import Actor
from pact.agreement.models import OfficeBasis, Participation, Party
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from pact.common.shown import day_in_words

NEVER = date.max


@transaction.atomic
def end_party(
    *, party: Party, ended_on: date, nobody_left: bool, version: int, by: Actor, at: datetime
) -> Party:
    """Let a party take part no longer from a date on.

    Whoever has open cases may not end: `placements.overview.ending` looks at that first.
    """
    party = locked(party, version)
    if party.ended_on is not None:
        raise Refused(
            _("This ended already, from %(day)s.") % {"day": day_in_words(party.ended_on)}
        )
    if ended_on <= local_date(at):
        raise Refused(_("A party ends from tomorrow on at the earliest. Choose a later date."))
    if by.party_id == party.pk:
        raise Refused(
            _("Nobody ends their own party. Ask an administrator of another party to do this.")
        )
    if still := still_does(party, ended_on):
        raise Refused(" ".join([_("This party cannot end on that day yet."), *still]))
    party.ended_on, party.nobody_left = ended_on, nobody_left
    party.save(update_fields=["ended_on", "nobody_left"])
    record("party.ended", party, at=at)
    return party


@transaction.atomic
def keep_party(*, party: Party, version: int, by: Actor, at: datetime) -> Party:
    """Take an end back before its day comes: the party goes on as it was."""
    party = locked(party, version)
    if party.ended_on is None:
        raise Refused(_("No end of this party is on record, so that it goes on already."))
    if party.has_ended(local_date(at)):
        raise Refused(_("This party has ended, and that stays. Enter it as a new party."))
    party.ended_on, party.nobody_left = None, False
    party.save(update_fields=["ended_on", "nobody_left"])
    record("party.kept", party, at=at)
    return party


def still_does(party: Party, on: date = NEVER) -> list[str]:
    """What has to end first, in sentences; without a day: what has no end at all."""
    documents, areas, coordinates, years = _still(party, on)
    sentences = [
        _("First end its signature under %(document)s.") % {"document": title}
        for title in documents
    ]
    sentences += [
        _("First let it stop introducing in %(area)s.") % {"area": name} for name in areas
    ]
    if coordinates:
        sentences.append(_("First enter which office coordinates after it."))
    if years:
        listed = ", ".join(str(year) for year in years)
        sentences.append(
            _("First divide the homes of %(years)s over the others.") % {"years": listed}
        )
    return sentences


def _still(party: Party, on: date) -> tuple[list[str], list[str], bool, list[int]]:
    """Its signatures, its areas, whether it coordinates, and its years with a share; at once."""
    own, still = OuterRef("pk"), Q(valid_to=None) | Q(valid_to__gt=on)
    last = on - timedelta(days=1)
    signed = Participation.objects.filter(still, party=own).order_by("document__signed_on")
    works = AreaWork.objects.filter(still, party=own).order_by("area__name")
    shares = Share.objects.filter(
        municipality=OuterRef("municipality"), agreed__gt=0, year__gt=last.year
    )
    asked = Party.objects.filter(pk=party.pk).values_list(
        ArraySubquery(signed.values("document__title")),
        ArraySubquery(works.values("area__name")),
        Exists(OfficeBasis.objects.filter(still, party=own)),
        ArraySubquery(shares.order_by("year").values("year")),
    )
    return asked.get()
