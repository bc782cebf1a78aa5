"""A short key for a document, made from its title and year; nobody types it."""

from itertools import count

from django.utils.text import slugify

from pact.agreement.models import Document

MOST = Document._meta.get_field("key").max_length


def key_of(title: str, year: int) -> str:
    """For example pact-voor-uitst-2020; a second of that year ends in -2."""
    words, taken = slugify(title) or "document", set(Document.objects.values_list("key", flat=True))
    for number in count(1):
        end = f"-{year}" if number == 1 else f"-{year}-{number}"
        key = words[: MOST - len(end)].rstrip("-") + end
        if key not in taken:
            return key
    raise AssertionError  # counting never ends
