"""The contacts of an introduction, as those who take part read them."""

from dataclasses import dataclass
from datetime import date

from placements.introductions.models import Contact, Introduction


@dataclass(frozen=True, kw_only=True)
class ContactLine:
    pk: int
    on: date
    kind: str
    is_held: bool
    can_hold: bool
    can_take_back: bool


def contacts_of(introduction: Introduction, *, today: date) -> list[ContactLine]:
    rows = list(introduction.contacts.filter(dropped_at=None))
    first = [row for row in rows if row.is_held and row.on == introduction.first_contact_on]
    return [_line(row, today, is_first=first == [row]) for row in rows]


def _line(contact: Contact, today: date, *, is_first: bool) -> ContactLine:
    return ContactLine(
        pk=contact.pk,
        on=contact.on,
        kind=contact.get_kind_display(),
        is_held=contact.is_held,
        can_hold=not contact.is_held and contact.on <= today,
        can_take_back=contact.is_held and not is_first,
    )
