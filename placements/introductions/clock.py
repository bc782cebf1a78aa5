"""The clock of an introduction: how long before a move it must have begun, to the day."""

from dataclasses import dataclass
from datetime import date

from pact.common.dates import months_after, months_before

MONTHS = "introduction_months"


@dataclass(frozen=True, kw_only=True)
class Clock:
    """How one introduction stands against the date that drives it: of the move, or the month wished."""

    months: int
    first_contact_on: date | None
    move_on: date | None
    wished_on: date | None

    @property
    def target(self) -> date | None:
        return self.move_on or self.wished_on

    @property
    def latest_start(self) -> date | None:
        return months_before(self.target, self.months) if self.target else None

    @property
    def earliest_move(self) -> date | None:
        if self.first_contact_on is None:
            return None
        return months_after(self.first_contact_on, self.months)

    @property
    def days_short(self) -> int:
        """By how many days the target comes before the half year is over; 0 when it does not."""
        if self.earliest_move is None or self.target is None:
            return 0
        return max(0, (self.earliest_move - self.target).days)
