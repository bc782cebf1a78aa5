"""What there is to tell, and in which words: one entry a kind, without a person in any of them.

The reference and the address of the page are added to each by the mail's template. ``act_by`` is
the date before which something must be done, where there is one.
"""

from pact.outbox.kinds.after import AFTER
from pact.outbox.kinds.before import BEFORE
from pact.outbox.kinds.kind import Kind, Words

KINDS: dict[str, Kind] = BEFORE | AFTER


def subject_of(kind: str) -> Words:
    """What a message is about in a few words; a kind that is no longer in use says its own name."""
    return KINDS[kind].subject if kind in KINDS else kind
