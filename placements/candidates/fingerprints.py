"""Who somebody is as a number that says nothing: a keyed hash of name and birth date.

Two spellings of one person give the same, so that the database can compare people of parties that
may not read each other's. Without the key nobody can try names against it.
"""

import hmac
from datetime import date

from django.conf import settings

from placements.candidates.names import bare_name


def digests_of(
    *, first_name: str, initials: str, last_name: str, birth_date: date | None
) -> list[str]:
    """The hashes of somebody; none as long as a draft lacks what they are made of.

    Of a first name only the first letter counts, once as one is called and once as the initials
    say: Hans may be J. elsewhere. Whoever shares one of the two may be the same person.
    """
    surname = bare_name(last_name)
    letters = {bare_name(name)[:1] for name in (first_name, initials)} - {""}
    if not (surname and birth_date):
        return []
    return sorted(_digest(f"{surname}|{letter}|{birth_date:%Y-%m-%d}") for letter in letters)


def _digest(text: str) -> str:
    return hmac.digest(settings.DUPLICATE_KEY.encode(), text.encode(), "sha256").hex()
