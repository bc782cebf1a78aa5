"""A page that came back, read as its reader would send it once more."""

from uuid import uuid4

from django.http import HttpResponse


def once_more(answer: HttpResponse, **otherwise: str) -> dict[str, object]:
    """What the form on this page sends when its button is pressed again."""
    form = answer.context["form"]
    there = {field.html_name: field.value() for field in form}
    sent = {name: value for name, value in there.items() if value not in (None, False, "")}
    return sent | {"form_key": uuid4()} | otherwise
