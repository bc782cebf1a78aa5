"""The contacts of an introduction, before and after the move, as those who take part read them."""

from dataclasses import dataclass
from datetime import date

from placements.introductions.models import Contact, Introduction
from placements.introductions.states import IntroductionStatus


@dataclass(frozen=True, kw_only=True)
class ContactLine:
    pk: int
    on: date
    kind: str
    is_held: bool
    is_after_move: bool
    can_hold: bool
    can_drop: bool
    can_take_back: bool


def contacts_of(
    introduction: Introduction, *, today: date, makes_up: bool = False
) -> list[ContactLine]:
    """``makes_up``: contacts after the move are part of a plan that is not done yet."""
    rows = list(introduction.contacts.filter(dropped_at=None))
    first = [row for row in rows if row.is_held and row.on == introduction.first_contact_on]
    moved_on = introduction.move_on if introduction.status == IntroductionStatus.MOVED else None
    return [
        _line(row, today, moved_on=moved_on, makes_up=makes_up, is_first=first == [row])
        for row in rows
    ]


def _line(
    contact: Contact, today: date, *, moved_on: date | None, makes_up: bool, is_first: bool
) -> ContactLine:
    is_after_move = moved_on is not None and contact.on > moved_on
    may_change = is_after_move == makes_up
    return ContactLine(
        pk=contact.pk,
        on=contact.on,
        kind=contact.get_kind_display(),
        is_held=contact.is_held,
        is_after_move=is_after_move,
        can_hold=may_change and not contact.is_held and contact.on <= today,
        can_drop=may_change and not contact.is_held,
        can_take_back=may_change and contact.is_held and not is_first,
    )
