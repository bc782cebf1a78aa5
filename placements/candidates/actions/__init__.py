"""What is done with an application. The submission itself stands with guidance, which it opens."""

from placements.candidates.actions.applications import (
    hand_over,
    mark_submitted,
    save_application,
    start_application,
)
from placements.candidates.actions.deciding import (
    OwnCandidate,
    admit,
    reconsider,
    reject,
    return_application,
)
from placements.candidates.actions.doubles import RingFirst, ask_about_double
from placements.candidates.actions.locks import Incomplete
from placements.candidates.actions.people import add_person, remove_person, save_person

__all__ = [
    "Incomplete",
    "OwnCandidate",
    "RingFirst",
    "add_person",
    "admit",
    "ask_about_double",
    "hand_over",
    "mark_submitted",
    "reconsider",
    "reject",
    "remove_person",
    "return_application",
    "save_application",
    "save_person",
    "start_application",
]
