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
    bare = "".join(
        sign
        for sign in unicodedata.normalize("NFKD", text.upper())
        if not unicodedata.combining(sign)
    ).translate(FOLDED)
    words = re.findall(r"\w+", bare)
    first = next((place for place, word in enumerate(words) if word not in PREFIXES), 0)
    return " ".join(words[first:] + words[:first])[:LONGEST]
