"""Narrows the list of messages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pact.outbox.kinds import KINDS
from pact.outbox.models import MessageState
from pact.outbox.querysets import MessageQuerySet


class MessageFilter(forms.Form):
    """Which messages to show; what cannot be understood narrows nothing, and says so."""

    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All states")), *MessageState.choices], required=False
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", _("All kinds")), *((name, kind.subject) for name, kind in KINDS.items())],
        required=False,
    )

    def narrow(self, messages: MessageQuerySet) -> MessageQuerySet:
        chosen = self.cleaned_data if self.is_valid() else {}
        return messages.filter(**{name: value for name, value in chosen.items() if value})
