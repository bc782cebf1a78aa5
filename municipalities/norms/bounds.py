"""Which numbers a norm can have: no agreement, only what the application can work with."""

COUNTING_EVENT = "counting_event"
CANNOT_CHANGE = {"annual_cap", COUNTING_EVENT}
"""The first changes by a decision of two people; of the second the application knows one value."""

BY_UNIT = {
    "calendar months before the move, at least": (1, 60),
    "calendar months after the start of the lease, at least": (0, 120),
    "contacts held before the lease starts": (0, 50),
    "working days": (1, 130),
    "weeks after admission": (1, 52),
    "weeks on hold": (1, 52),
    "weeks before the latest start": (1, 52),
    "months after the start of the lease": (1, 60),
    "people or homes": (2, 100),
    "euros a month": (1, 4999),
    "days after the move": (1, 365),
    "days before the contact moment": (1, 60),
    "days after the contact moment": (1, 180),
    "months after the move": (1, 120),
    "percent of the lettings in twelve months": (1, 100),
    "months after the last day counted": (3, 24),
    "months before the year begins": (1, 12),
    "times": (0, 10),
    "people who coordinate": (2, 20),
    "months of waiting": (1, 120),
    "bedrooms fewer than asked for": (0, 9),
    "bedrooms more than people": (1, 9),
}
ANY = (0, 9999)

MAY_BE_NONE = "moment_evaluation_months_"
"""Of these there may be fewer than there are norms: none is held where the number is 0."""


def bounds_of(key: str, unit: str) -> tuple[int, int]:
    """The lowest and the highest number that may be entered for a norm."""
    low, high = BY_UNIT.get(unit, ANY)
    return (0 if key.startswith(MAY_BE_NONE) else low), high
