"""The states of the road in which every reader is tried."""

TELLING_STATES = ["draft", "submitted", "released", "moved_in", "ended"]
"""Between them they hold every row there is: here deeds are tried by hand, too."""
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
IN_BETWEEN = ["submitted", "released", "moved_in"]
ENDS_LIKE_ANOTHER = ["rejected", "declined", "withdrawn", "lapsed", "cancelled", "completed"]
"""What can be done then can be done in the telling end as well: its pages are read by hand."""
ON_THE_WAY = [state for state in STATES if state not in ENDS_LIKE_ANOTHER]
UNDECIDED = ["draft", "submitted", "returned", "rejected"]
WITHOUT_PLACEMENT = [*UNDECIDED, "introduced", "on_hold"]
CLOSED = ["declined", "withdrawn", "lapsed", "cancelled", "ended", "completed"]
LET = ["leased", "moved_in", "ended", "completed"]
LIVED_IN = [state for state in LET if state != "leased"]
GUIDANCE_IS_OVER = ["ended", "completed"]
ASKED_OVER = [state for state in STATES if state not in ("draft", "rejected", *GUIDANCE_IS_OVER)]
"""Another care party is asked to take the case over."""
