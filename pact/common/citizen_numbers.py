"""Finds a citizen service number in free text, so that it can be refused."""

import re
import unicodedata
from collections.abc import Iterator

from stdnum.nl import bsn

RUN = re.compile(r"[0-9](?:[ .\-]?[0-9])*")
SEPARATOR = re.compile(r"[ .\-]")
DAY = re.compile(
    r"(?<![0-9])(?:[0-3]?[0-9][ .\-][01]?[0-9][ .\-](?:19|20)[0-9]{2}"
    r"|(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])(?![0-9])"
)
TELEPHONE = re.compile(
    r"(?:\+|(?<![0-9])00)31(?:[ .\-]?[0-9]){9}(?![0-9])"
    r"|(?<![0-9])0[1-9](?:[ .\-]?[0-9]){8}(?![0-9])"
)
SHORTEST, LONGEST = 8, 9  # older numbers are often written without their leading zero


def holds_citizen_number(text: str) -> bool:
    """Say whether eight or nine digits in a text, dots and spaces aside, make such a number.

    A date or a telephone number is not read as one.
    """
    plain = "".join(_as_plain(sign) for sign in unicodedata.normalize("NFKC", text))
    plain = DAY.sub("/", TELEPHONE.sub("/", plain))
    return any(bsn.is_valid(digits) for run in RUN.findall(plain) for digits in _readings_of(run))


def _as_plain(sign: str) -> str:
    """A digit of any script as ours, any kind of blank as a space, any dash as a hyphen."""
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    kind = unicodedata.category(sign)
    return " " if kind == "Zs" else "-" if kind == "Pd" else sign


def _readings_of(run: str) -> Iterator[str]:
    """Every row of digits that somebody may mean by a run with separators in it."""
    parts = SEPARATOR.split(run)
    for first in range(len(parts)):
        digits = ""
        for part in parts[first:]:
            digits += part
            if len(digits) > LONGEST:
                break
            if len(digits) >= SHORTEST:
                yield digits
