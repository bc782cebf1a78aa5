"""What is done with a guidance track, from the submission of the application to its end."""

from placements.candidates.states import DECEASED
from placements.guidance.actions.moments import add_moment, correct_moment, drop_moment, hold_moment
from placements.guidance.actions.people import hand_over_case, transfer
from placements.guidance.actions.reconsidering import ask_reconsideration
from placements.guidance.actions.rejecting import reject
from placements.guidance.actions.resuming import change_end, resume, resume_all
from placements.guidance.actions.takeovers import (
    answer_takeover,
    ask_takeover,
    take_back_takeover,
)
from placements.guidance.actions.tracks import (
    CaseGoesOn,
    TooEarly,
    end_all_guidance,
    end_guidance,
    extend,
    is_last_before_a_home,
    schedule,
    submit_application,
    unschedule,
)

__all__ = [
    "DECEASED",
    "CaseGoesOn",
    "TooEarly",
    "add_moment",
    "answer_takeover",
    "ask_reconsideration",
    "ask_takeover",
    "change_end",
    "correct_moment",
    "drop_moment",
    "end_all_guidance",
    "end_guidance",
    "extend",
    "hand_over_case",
    "hold_moment",
    "is_last_before_a_home",
    "reject",
    "resume",
    "resume_all",
    "schedule",
    "submit_application",
    "take_back_takeover",
    "transfer",
    "unschedule",
]
