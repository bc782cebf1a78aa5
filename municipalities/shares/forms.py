"""Reads and checks the shares of a year. Saving is the action's work."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.models import Share
from municipalities.norms.forms import Versioned, number, number_between
from municipalities.shares.querysets import is_limit
from pact.common.fields import PlainTextField

MOST = 2000


class AgreeShares(Versioned):
    """A number for each municipality whose share only advises, and the document they stand in."""

    document = PlainTextField(
        label=gettext_lazy("Document"),
        help_text=gettext_lazy("The text in which the parties agreed this, with its date."),
        max_length=200,
    )

    def __init__(self, *args: Any, shares: Iterable[Share], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names: dict[str, int] = {}
        for share in shares:
            if not is_limit(share):
                self._ask_for(share)
        self.order_fields([*self.names, "document", "version"])

    def _ask_for(self, share: Share) -> None:
        name = f"share_{share.municipality_id}"
        field = number(
            _("Homes for %(municipality)s") % {"municipality": share.municipality.name},
            initial=share.agreed,
        )
        number_between(field, 0, MOST)
        self.fields[name] = field
        self.names[name] = share.municipality_id

    def agreed(self) -> dict[int, int]:
        """The numbers by municipality."""
        return {pk: self.cleaned_data[name] for name, pk in self.names.items()}
