"""What an action says when the rules of the agreement do not allow it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _


class Refused(Exception):
    """A deed that the agreement, a life cycle or another person's deed does not allow.

    The text is fit to show: it says what happened, what it means and what to do.
    """


class Stale(Refused):
    """Somebody else changed the row after this page was opened.

    ``theirs`` holds, per field label, the value that is there now; ``version`` is the one of now.
    """

    def __init__(self, *, theirs: Mapping[str, object], version: int) -> None:
        happened = _("Somebody else changed this after you opened the page.")
        to_do = (
            _("Compare your answers with theirs below and save again.")
            if theirs
            else _("Look at how it is now, and decide again.")
        )
        super().__init__(f"{happened} {to_do}")
        self.theirs, self.version = theirs, version
