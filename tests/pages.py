"""A page that came back, read as its reader would send it once more."""

from uuid import uuid4

from django.http import HttpResponse

from placements.proposals.page.possible import Door


def once_more(answer: HttpResponse, **otherwise: str) -> dict[str, object]:
    """What the form on this page sends when its button is pressed again."""
    form = answer.context["form"]
    there = {field.html_name: field.value() for field in form}
    sent = {name: value for name, value in there.items() if value not in (None, False, "")}
    return sent | {"form_key": uuid4()} | otherwise


def doors_of(placement: HttpResponse) -> list[Door]:
    """Every step that the page of a placement offers, in sight and folded away."""
    return [*placement.context["doors"], *placement.context["folded"]]


def offered_by(placement: HttpResponse) -> set[str]:
    """The names of the addresses of those steps."""
    return {door.name for door in doors_of(placement)}
