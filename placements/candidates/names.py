"""How a surname is written down to be found again."""

import re
import unicodedata

PREFIXES = {"VAN", "DE", "DER", "DEN", "HET", "T", "TE", "TEN", "TER", "OP", "IN", "UIT", "BIJ"} | {
    "VON", "EL", "AL", "LA", "LE", "DA", "DO", "DOS", "DI", "D", "AAN", "OVER", "ONDER", "VOOR"
}  # fmt: skip
FOLDED = str.maketrans({"Ø": "O", "Ł": "L", "Đ": "D", "Æ": "AE", "Œ": "OE", "Þ": "TH", "İ": "I"})
LONGEST = 80


def name_key(text: str) -> str:
    """A name without accents, in capitals, its prefixes behind: "van der Bérg" is BERG VAN DER.

    People look under B, and a search folds what was typed in the same way.
    """
    words = words_of(text)
    first = next((place for place, word in enumerate(words) if word not in PREFIXES), 0)
    return " ".join(words[first:] + words[:first])[:LONGEST]


def bare_name(text: str) -> str:
    """What is left of a name however it is spelled: "van der Bérg-Smit" is BERGSMIT."""
    words = words_of(text)
    return "".join([word for word in words if word not in PREFIXES] or words)


def words_of(text: str) -> list[str]:
    """The words of a name in capitals, without accents and signs."""
    bare = "".join(
        sign
        for sign in unicodedata.normalize("NFKD", text.upper())
        if not unicodedata.combining(sign)
    ).translate(FOLDED)
    return re.findall(r"\w+", bare)
