"""Reads and checks what is typed about parties and documents. Saving is the actions' work."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from municipalities.norms.forms import Versioned
from municipalities.parties.one import not_signed_by
from pact.agreement.models import Document, Municipality, Party, PartyKind, ReasonKind
from pact.agreement.norms import reasons
from pact.common.fields import FROM_A_LIST, DutchDateField, PlainTextField

WHERE_IT_STANDS = _("Where it can be read or who announced it, with the date.")
NO_LONGER = _("The first day on which it does not hold, for example 1-1-2027.")


class EnterParty(forms.Form):
    """A name and a kind; a municipality also says which one on the map it is."""

    name = PlainTextField(
        label=_("Name"), help_text=_("As it stands in the documents."), max_length=120
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", _("Choose a kind")), *PartyKind.choices],
        error_messages=FROM_A_LIST,
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Municipality"),
        help_text=_("Only for a municipality: which one on the map it is."),
        empty_label=_("Not a municipality"),
        required=False,
        error_messages=FROM_A_LIST,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = Municipality.objects.all()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        kind, place = data.get("kind"), data.get("municipality")
        if kind == PartyKind.MUNICIPALITY and not place and "municipality" not in self.errors:
            self.add_error("municipality", _("Choose which municipality on the map this is."))
        if kind and kind != PartyKind.MUNICIPALITY and place:
            self.add_error("municipality", _("Only a municipality has a place. Leave this open."))
        return data


class NameParty(Versioned):
    name = PlainTextField(
        label=_("Other name"),
        help_text=_("As documents or people write it, for example a shorter name."),
        max_length=120,
    )
    valid_from = DutchDateField(
        label=_("Called so from"),
        help_text=_("The date of the document or message in which it stands."),
    )
    source = PlainTextField(label=_("Source"), help_text=WHERE_IT_STANDS, max_length=200)

    field_order = ["name", "valid_from", "source"]


class CorrectName(Versioned):
    name = PlainTextField(
        label=_("Name"), help_text=_("As it stands in the documents."), max_length=120
    )
    code = forms.ChoiceField(label=_("Reason"), error_messages=FROM_A_LIST)

    field_order = ["name", "code"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = reasons(ReasonKind.CORRECTION, today)
        self.fields["code"].choices = [
            ("", _("Choose a reason")),
            *((reason.code, str(reason)) for reason in found),
        ]


class SignDocument(Versioned):
    document = forms.ModelChoiceField(
        Document.objects.none(),
        label=_("Document"),
        empty_label=_("Choose a document"),
        error_messages=FROM_A_LIST,
    )
    valid_from = DutchDateField(
        label=_("Signed on"), help_text=_("The day of this party's own signature.")
    )

    field_order = ["document", "valid_from"]

    def __init__(self, *args: Any, party: Party, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = not_signed_by(party)


class EndSignature(Versioned):
    valid_to = DutchDateField(label=_("No longer from"), help_text=NO_LONGER)


class HandOver(Versioned):
    successor = forms.ModelChoiceField(
        Party.objects.none(),
        label=_("Handed over to"),
        empty_label=_("Choose a party"),
        error_messages=FROM_A_LIST,
    )
    on = DutchDateField(label=_("From"))
    scope = PlainTextField(
        label=_("What was handed over"),
        help_text=_("For example: all homes in Zandvoort. Nothing about persons."),
        max_length=200,
    )
    source = PlainTextField(label=_("Source"), help_text=WHERE_IT_STANDS, max_length=200)

    field_order = ["successor", "on", "scope", "source"]

    def __init__(self, *args: Any, party: Party, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = Party.objects.existing(today).exclude(pk=party.pk)


class EndParty(Versioned):
    """From when; and for a care party, whether anybody is left to hand its cases over."""

    ended_on = DutchDateField(
        label=_("Takes part no longer from"),
        help_text=_("The first day without this party, from tomorrow on."),
    )
    nobody_left = forms.BooleanField(
        label=_("Nobody is left there to hand the cases over"),
        help_text=_(
            "For example after a bankruptcy. From that day on the coordinator asks another care "
            "party to take each case over."
        ),
        required=False,
    )

    def __init__(self, *args: Any, party: Party, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if party.kind != PartyKind.CARE:
            del self.fields["nobody_left"]

    def clean(self) -> dict[str, Any]:
        return {"nobody_left": False} | super().clean()


class EnterDocument(forms.Form):
    title = PlainTextField(
        label=_("Title"), help_text=_("As it stands on the document."), max_length=160
    )
    signed_on = DutchDateField(label=_("Signed on"))
    source = PlainTextField(label=_("Source"), help_text=WHERE_IT_STANDS, max_length=200)
