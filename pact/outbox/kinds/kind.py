"""What a kind of message is."""

from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class Kind:
    """The subject of a mail, and the one sentence that says what happened or must be done.

    A reminder tells that something is still to be done, once for its date; other kinds tell what
    happened, each time.
    """

    subject: Words
    sentence: Words
    is_reminder: bool = False
