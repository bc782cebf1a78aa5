"""The verbs of introductions."""

from placements.introductions.actions.catching_up import record_caught_up, take_caught_up_back
from placements.introductions.actions.contacting import (
    add_contact,
    ask_along,
    drop_contact,
    hold_contact,
    record_first_contact,
    replan_first_contact,
    take_contact_back,
)
from placements.introductions.actions.correcting import correct_first_contact
from placements.introductions.actions.ending import (
    close_moved,
    reopen,
    set_move_date,
    stop_introduction,
)
from placements.introductions.actions.exemptions import (
    ask_exemption,
    decide_exemption,
    end_exemptions,
    lapse_what_is_asked,
    revoke_exemption,
)
from placements.introductions.actions.planning import name_worker, plan_introduction
from placements.introductions.actions.restarting import take_stop_back

__all__ = [
    "add_contact",
    "ask_along",
    "ask_exemption",
    "close_moved",
    "correct_first_contact",
    "decide_exemption",
    "drop_contact",
    "end_exemptions",
    "hold_contact",
    "lapse_what_is_asked",
    "name_worker",
    "plan_introduction",
    "record_caught_up",
    "record_first_contact",
    "reopen",
    "replan_first_contact",
    "revoke_exemption",
    "set_move_date",
    "stop_introduction",
    "take_caught_up_back",
    "take_contact_back",
    "take_stop_back",
]
