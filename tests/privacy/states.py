"""The states of the road in which every reader is tried."""

TELLING_STATES = ["draft", "submitted", "released", "moved_in", "ended"]
"""Whoever has no part in it is tried in these; between them they hold every row there is."""
STATES = [
    *TELLING_STATES,
    "returned",
    "rejected",
    "introduced",
    "on_hold",
    "proposed",
    "agreed",
    "leased",
    "declined",
    "withdrawn",
    "lapsed",
    "cancelled",
    "completed",
]
UNDECIDED = ["draft", "submitted", "returned", "rejected"]
WITHOUT_PLACEMENT = [*UNDECIDED, "introduced", "on_hold"]
CLOSED = ["declined", "withdrawn", "lapsed", "cancelled", "ended", "completed"]
LET = ["leased", "moved_in", "ended", "completed"]
LIVED_IN = [state for state in LET if state != "leased"]
GUIDANCE_IS_OVER = ["ended", "completed"]
ASKED_OVER = [state for state in STATES if state not in ("draft", "rejected", *GUIDANCE_IS_OVER)]
"""Another care party is asked to take the case over."""
