"""One leg of a trip: what is done, and every step that this takes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import strip_tags

from tests.placements.steps.offered import is_offered, page_of
from tests.placements.steps.walk import Walk


@dataclass(frozen=True)
class Leg:
    """``deed`` does it; ``takes`` are all the steps that follow from it, and no more."""

    name: str
    deed: Callable[[Walk], object]
    takes: frozenset[str] = field(default_factory=frozenset)


def deed(who: str, page: str, about: str, *takes: str, asked: str = "", **typed: object) -> Leg:
    """Somebody does something with a row of the scene, on the page of that deed.

    They find it first, on a page of theirs about that row. What is typed may depend on the scene,
    and is asked of it then.
    """

    def press(walk: Walk) -> None:
        row = getattr(walk, about)
        where = [row.public_id, *([asked] if asked else [])]
        now = {name: each(walk) if callable(each) else each for name, each in typed.items()}
        address = reverse(page, args=where)
        if (offer := (who, page, row.status)) not in walk.offers:
            assert is_offered(walk, who, address, on=page_of(walk, about)), offer
            walk.offers.add(offer)
        answer = walk.does(who, page, *where, **now)
        assert answer.status_code == 302, f"{page}: {words_of(answer)}"

    return Leg(f"{who} {page}", press, frozenset(takes))


def words_of(answer: HttpResponse) -> str:
    """What a page says, to read why a deed was refused."""
    return " ".join(strip_tags(answer.content.decode()).split())


def clock(task: Callable[[], object], moment: datetime, *takes: str) -> Leg:
    """What happens by itself."""
    return Leg(
        f"the clock {task.name}", lambda walk: walk.let_the_clock(task, moment), frozenset(takes)
    )


def before(arrange: Callable[[Walk], object]) -> Leg:
    """What is arranged for the next leg."""

    def go(walk: Walk) -> None:
        arrange(walk)
        walk.taken = set()

    return Leg("before", go)
