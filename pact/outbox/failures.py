"""Why a message was not delivered, in words; what is kept of a failure is a code."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WORDS = {
    "recipient left": gettext_lazy("The recipient no longer works here."),
    "recipient refused": gettext_lazy("The mail server refused the address of the recipient."),
    "mail refused": gettext_lazy("The mail server refused the mail."),
    "connection lost": gettext_lazy("The connection with the mail server broke."),
}


def failure_in_words(code: str) -> str:
    """Nothing for a message that has not failed; the server's own number stands behind the words."""
    if not code:
        return ""
    what, _colon, number = code.partition(": ")
    words = str(WORDS.get(what, _("The mail could not be made.")))
    return f"{words} ({number})" if number else words
