"""The pages of guidance: looking, planning and holding moments, deciding, whose it is."""

from placements.guidance.views.deciding import guidance_extend
from placements.guidance.views.looking import guidance_list, guidance_track
from placements.guidance.views.moments import moment_add, moment_correct, moment_drop, moment_hold
from placements.guidance.views.people import (
    case_hand_over,
    guidance_transfer,
    reconsideration_ask,
)
from placements.guidance.views.rejecting import application_reject
from placements.guidance.views.submitting import application_submit
from placements.guidance.views.takeovers import takeover_ask, takeover_take_back

__all__ = [
    "application_reject",
    "application_submit",
    "case_hand_over",
    "guidance_extend",
    "guidance_list",
    "guidance_track",
    "guidance_transfer",
    "moment_add",
    "moment_correct",
    "moment_drop",
    "moment_hold",
    "reconsideration_ask",
    "takeover_ask",
    "takeover_take_back",
]
