"""Who takes part, under which names, and what they signed: entered once, closed by date, kept."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from municipalities.parties.keys import key_of
from municipalities.parties.one import in_words
from pact.access.actor import Actor
from pact.agreement.models import (
    Document,
    Municipality,
    Participation,
    Party,
    PartyAlias,
    PartyKind,
    ReasonKind,
    Succession,
)
from pact.agreement.norms import reasons
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.history import newest_version
from pact.common.refusals import Refused, Stale
from pact.common.shown import day_in_words


def version_of(party: Party) -> int:
    """Counts every change of a party, its names, its signatures and what it handed over or took."""
    changes = (
        newest_version(Party, id=party.pk)
        + newest_version(PartyAlias, party=party)
        + newest_version(Participation, party=party)
        + newest_version(Succession, predecessor=party)
        + newest_version(Succession, successor=party)
    )
    return Party.objects.filter(pk=party.pk).values_list(changes, flat=True).get()


@transaction.atomic
def enter_party(
    *, name: str, kind: str, municipality: Municipality | None, by: Actor, at: datetime
) -> Party:
    """Let a party be known here. It signs, gets people and areas by deeds of their own."""
    _check_name(name)
    if municipality is not None:
        _check_place(municipality, local_date(at))
    try:
        with transaction.atomic():
            party = Party.objects.create(name=name, kind=kind, municipality=municipality)
    except IntegrityError:
        raise _entered_meanwhile() from None
    record("party.entered", party, at=at)
    return party


@transaction.atomic
def name_also(
    *,
    party: Party,
    name: str,
    valid_from: date,
    source: str,
    version: int,
    by: Actor,
    at: datetime,
) -> PartyAlias:
    """Another name under which documents and people know a party, with where it stands so."""
    party = locked(party, version)
    _check_name(name, of=party)
    try:
        with transaction.atomic():
            alias = PartyAlias.objects.create(
                party=party, name=name, valid_from=valid_from, source=source
            )
    except IntegrityError:
        raise _entered_meanwhile() from None
    record("party.named", alias, at=at)
    return alias


@transaction.atomic
def correct_name(
    *, party: Party, name: str, code: str, version: int, by: Actor, at: datetime
) -> Party:
    """Write a party's name as it should have been: a mistake, and no other name from a day on."""
    today = local_date(at)
    party = locked(party, version)
    if party.has_ended(today):
        raise Refused(_("This party has ended, and what it was called stays."))
    if not reasons(ReasonKind.CORRECTION, today).filter(code=code).exists():
        raise Refused(_("This reason cannot be chosen any more. Choose another one."))
    _check_name(name, of=party)
    party.name = name
    try:
        with transaction.atomic():
            party.save(update_fields=["name"])
    except IntegrityError:
        raise _entered_meanwhile() from None
    record("party.name_corrected", party, at=at, code=code)
    return party


@transaction.atomic
def enter_document(
    *, title: str, signed_on: date, source: str, by: Actor, at: datetime
) -> Document:
    """Put a signed text on record; who signed it is entered a party at a time."""
    if signed_on > local_date(at):
        raise Refused(
            _("A document goes on record once it is signed. Choose the day on which that was.")
        )
    if Document.objects.filter(title__iexact=title).exists():
        raise Refused(
            _("There is a document with this title already. Give this one the title it differs by.")
        )
    try:
        with transaction.atomic():
            document = Document.objects.create(
                key=key_of(title, signed_on.year),
                title=title,
                signed_on=signed_on,
                date_precision="day",
                source=source,
            )
    except IntegrityError:
        raise _entered_meanwhile() from None
    record("document.entered", document, at=at)
    return document


@transaction.atomic
def sign(
    *, party: Party, document: Document, valid_from: date, version: int, by: Actor, at: datetime
) -> Participation:
    """A party's signature under a document, from a date on."""
    party = locked(party, version)
    holds = Q(valid_to=None) | Q(valid_to__gt=valid_from)
    if Participation.objects.filter(holds, party=party, document=document).exists():
        raise Refused(_("This party signed this document already. Its page says from when."))
    if valid_from < document.signed_on:
        raise Refused(
            _(
                "The document was signed on %(day)s, so nobody signed it before. Choose a later date."
            )
            % {"day": day_in_words(document.signed_on)}
        )
    if party.has_ended(valid_from):
        raise Refused(_("This party has ended by then, so that it signs nothing."))
    signature = Participation.objects.create(party=party, document=document, valid_from=valid_from)
    record("party.signed", signature, at=at)
    return signature


@transaction.atomic
def end_signature(
    *, signature: Participation, valid_to: date, version: int, by: Actor, at: datetime
) -> Participation:
    """A signature no longer holds from a date on; that it was there stays on record."""
    locked(signature.party, version)
    signature = Participation.objects.select_for_update().get(pk=signature.pk)
    if signature.valid_to is not None:
        raise Refused(
            _("This ended already, from %(day)s.") % {"day": day_in_words(signature.valid_to)}
        )
    if valid_to <= max(local_date(at), signature.valid_from):
        raise Refused(
            _(
                "A signature ends from tomorrow on at the earliest, and after it began: figures and "
                "reports of until then rest on it. Choose a later date."
            )
        )
    signature.valid_to = valid_to
    signature.save(update_fields=["valid_to"])
    record("party.signature_ended", signature, at=at)
    return signature


@transaction.atomic
def hand_over(
    *,
    party: Party,
    successor: Party,
    on: date,
    scope: str,
    source: str,
    version: int,
    by: Actor,
    at: datetime,
) -> Succession:
    """Put on record what one party handed over to another. It moves no case and no home."""
    party = locked(party, version)
    if successor == party:
        raise Refused(_("A party hands nothing over to itself. Choose another party."))
    if successor.has_ended(on):
        raise Refused(
            _("%(party)s has ended by then, so that it takes nothing over.") % {"party": successor}
        )
    succession = Succession.objects.create(
        predecessor=party, successor=successor, on=on, scope=scope, source=source
    )
    record("party.handed_over", succession, at=at)
    return succession


def locked(party: Party, version: int) -> Party:
    """The party, held; refused when somebody entered something about it meanwhile."""
    party = Party.objects.select_for_update().get(pk=party.pk)
    if version != (now := version_of(party)):
        raise Stale(theirs=in_words(party), version=now)
    return party


def _check_name(name: str, *, of: Party | None = None) -> None:
    """One name leads to one party. A party may write its own name in two ways."""
    also = Party.objects.filter(Q(name__iexact=name) | Q(aliases__name__iexact=name)).distinct()
    for other in also:
        if other != of:
            raise Refused(
                _("This is a name of %(party)s already. Choose a name that no other party has.")
                % {"party": other}
            )
    if of and (of.name == name or of.aliases.filter(name=name).exists()):
        raise Refused(_("This party has this name already."))


def _check_place(municipality: Municipality, today: date) -> None:
    there = Party.objects.existing(today).filter(
        kind=PartyKind.MUNICIPALITY, municipality=municipality
    )
    for other in there:
        raise Refused(
            _("%(municipality)s takes part already, as %(party)s.")
            % {"municipality": municipality, "party": other}
        )


def _entered_meanwhile() -> Refused:
    return Refused(
        _("Somebody else entered this name just now. Look in the list, and choose another name.")
    )
