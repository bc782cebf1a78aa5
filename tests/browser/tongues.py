"""Whether a page is in one language: also in what is only heard, and in its title."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser

from pact.accounts.models import User
from tests.database import arranging

DUTCH = {"het", "niet", "deze", "kandidaat", "woning", "opslaan", "annuleren", "verplicht"}
ENGLISH = {"the", "and", "not", "this", "with", "candidate", "dwelling", "save", "cancel"}
OF_THE_OTHER = {"nl": ENGLISH, "en": DUTCH}
"""A few words that a sentence of our own hardly does without."""

HEARD = {"aria-label", "alt", "title", "placeholder"}
NOT_READ = {"script", "style", "code"}
EMPTY = {"br", "img", "input", "link", "meta", "hr", "path", "use", "rect", "circle", "line"}


class Sentences(HTMLParser):
    """Every text with the language that it says it is in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inside: list[tuple[str, str]] = [("", "")]
        self.found: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        language = dict(attrs).get("lang") or self.inside[-1][1]
        self.found += [(language, value or "") for name, value in attrs if name in HEARD]
        if tag not in EMPTY:
            self.inside.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A drawing's lines hold no text."""

    def handle_endtag(self, tag: str) -> None:
        while len(self.inside) > 1 and self.inside.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, language = self.inside[-1]
        if tag not in NOT_READ:
            self.found.append((language, data))


def in_another_language(html: str, language: str) -> list[str]:
    """Sentences that should be in this language and hold a word of the other one."""
    wrong = OF_THE_OTHER[language]
    return [
        f"not in {language}: {' '.join(text.split())[:120]}"
        for said_in, text in Sentences(html).found
        if said_in == language and wrong & set(re.findall(r"[a-zé]+", text.lower()))
    ]


@contextmanager
def chosen(language: str, user: User) -> Iterator[None]:
    """A person's own choice of language, for as long as this lasts."""
    _choose(language, user)
    yield
    _choose(user.language, user)


def _choose(language: str, user: User) -> None:
    with arranging():
        User.objects.filter(pk=user.pk).update(language=language)
