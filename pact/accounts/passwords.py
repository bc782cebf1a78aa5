"""A password of words that everybody who knows the pact would try first is no password."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pact.accounts.models import User

OUR_WORDS = (
    "pact", "voor", "uitstroom", "uitstromer", "wachtwoord", "welkom", "password", "haarlem",
    "kennemerland", "woning", "wonen", "opvang", "gemeente", "corporatie", "zomer", "winter",
    "lente", "herfst",
)  # fmt: skip
ENOUGH_LEFT = 8
NO_LETTER = re.compile(r"[\W\d_]+")


class OurWordsValidator:
    """What is left without our own words, digits and signs must still be worth guessing."""

    def validate(self, password: str, user: User | None = None) -> None:
        left = password.casefold()
        for word in sorted(OUR_WORDS, key=len, reverse=True):
            left = left.replace(word, "")
        letters = NO_LETTER.sub("", left)
        if len(letters) < ENOUGH_LEFT or len(set(letters)) < ENOUGH_LEFT // 2:
            sentence = _(
                "Anybody who knows this site would try this. Take a sentence that is about "
                "something else."
            )
            raise ValidationError(sentence, code="our_words")

    def get_help_text(self) -> str:
        return _("Your password is about something else than this site, the town or the season.")
