"""The administrator's pages about parties, what they signed and what they handed over."""

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from municipalities.agreed import documents
from municipalities.norms.forms import Unchanged
from municipalities.parties import actions, ending, forms, listing, one, words
from municipalities.parties.history import history_of
from pact.access.deeds import Deed, ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.agreement.models import Document, Participation, Party, PartyAlias, Succession

PAGE = "administration/parties/deed.html"


@require_safe
@needs(Permission.MANAGE_AGREEMENT)
def party_list(request: Request) -> HttpResponse:
    """Every party under its kind, and every document, with how many signed it."""
    today = timezone.localdate()
    signed = list(documents(today))
    context = {"kinds": listing.by_kind(today, signed), "documents": signed}
    return render(request, "administration/parties/list.html", context)


def _page_of(party: Party) -> str:
    return reverse("administration:party", args=[party.pk])


@require_safe
@needs(Permission.MANAGE_AGREEMENT)
def party_detail(request: Request, pk: int) -> HttpResponse:
    """One party: its names, what it signed, what it handed over or took over, and who entered it."""
    party = get_object_or_404(one.whole(), pk=pk)
    context = {
        "party": party,
        "has_ended": party.has_ended(timezone.localdate()),
        "signatures": listing.signatures(party),
        "other_names": one.other_names(party),
        "handed_over": one.handed_over(party),
        "taken_over": one.taken_over(party),
        "history": history_of(party),
    }
    return render(request, "administration/parties/detail.html", context)


@asks
@needs(Permission.MANAGE_AGREEMENT)
@once
def enter(request: Request) -> HttpResponse:
    now, form = timezone.now(), forms.EnterParty(typed(request))

    def act(given: dict[str, Any]) -> Party:
        return actions.enter_party(**given, by=request.actor, at=now)

    back = reverse("administration:parties")
    deed = words.enter_party()
    return ask_and_do(request, PAGE, form=form, deed=deed, act=act, back=back, to=_page_of)


@asks
@needs(Permission.MANAGE_AGREEMENT)
@once
def enter_document(request: Request) -> HttpResponse:
    now, form = timezone.now(), forms.EnterDocument(typed(request))

    def act(given: dict[str, Any]) -> Document:
        return actions.enter_document(**given, by=request.actor, at=now)

    back = reverse("administration:parties")
    return ask_and_do(request, PAGE, form=form, deed=words.enter_document(), act=act, back=back)


@asks
@needs(Permission.MANAGE_AGREEMENT)
@once
def name_also(request: Request, pk: int) -> HttpResponse:
    party, now = get_object_or_404(Party, pk=pk), timezone.now()
    form = forms.NameParty(typed(request), initial={"version": actions.version_of(party)})

    def act(given: dict[str, Any]) -> PartyAlias:
        return actions.name_also(party=party, **given, by=request.actor, at=now)

    return _answer(request, party, form, words.name_also(party), act)


@asks
@needs(Permission.MANAGE_AGREEMENT)
@once
def correct_name(request: Request, pk: int) -> HttpResponse:
    party, now = get_object_or_404(Party, pk=pk), timezone.now()
    initial = {"version": actions.version_of(party), "name": party.name}
    form = forms.CorrectName(typed(request), today=timezone.localdate(now), initial=initial)

    def act(given: dict[str, Any]) -> Party:
        return actions.correct_name(party=party, **given, by=request.actor, at=now)

    return _answer(request, party, form, words.correct_name(party), act)


@asks
@needs(Permission.MANAGE_AGREEMENT)
@once
def sign(request: Request, pk: int) -> HttpResponse:
    party, now = get_object_or_404(Party, pk=pk), timezone.now()
    initial = {"version": actions.version_of(party)}
    form = forms.SignDocument(typed(request), party=party, initial=initial)

    def act(given: dict[str, Any]) -> Participation:
        return actions.sign(party=party, **given, by=request.actor, at=now)

    return _answer(request, party, form, words.sign(party), act)


@asks
@needs(Permission.MANAGE_AGREEMENT)
@once
def end_signature(request: Request, pk: int) -> HttpResponse:
    rows = Participation.objects.select_related("party", "document")
    signature, now = get_object_or_404(rows, pk=pk), timezone.now()
    initial = {"version": actions.version_of(signature.party)}
    form = forms.EndSignature(typed(request), initial=initial)

    def act(given: dict[str, Any]) -> Participation:
        return actions.end_signature(signature=signature, **given, by=request.actor, at=now)

    return _answer(request, signature.party, form, words.end_signature(signature), act)


@asks
@needs(Permission.MANAGE_AGREEMENT)
@once
def hand_over(request: Request, pk: int) -> HttpResponse:
    party, now = get_object_or_404(Party, pk=pk), timezone.now()
    initial = {"version": actions.version_of(party)}
    today = timezone.localdate(now)
    form = forms.HandOver(typed(request), party=party, today=today, initial=initial)

    def act(given: dict[str, Any]) -> Succession:
        return actions.hand_over(party=party, **given, by=request.actor, at=now)

    return _answer(request, party, form, words.hand_over(party), act)


@asks
@needs(Permission.MANAGE_AGREEMENT)
@once
def keep(request: Request, pk: int) -> HttpResponse:
    party, now = get_object_or_404(Party, pk=pk), timezone.now()
    form = Unchanged(typed(request), initial={"version": actions.version_of(party)})

    def act(given: dict[str, Any]) -> Party:
        return ending.keep_party(party=party, **given, by=request.actor, at=now)

    return _answer(request, party, form, words.keep_party(party), act)


def _answer(request: Request, party: Party, form: Form, deed: Deed, act: Any) -> HttpResponse:
    back = _page_of(party)
    return ask_and_do(request, PAGE, form=form, deed=deed, act=act, back=back, party=party)
