"""What may stand in an address besides what Django knows."""

from datetime import date


class DayConverter:
    """A day as 2026-11-24; a day that is not in the calendar is no address."""

    regex = r"(?:19|20)\d\d-\d\d-\d\d"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()
