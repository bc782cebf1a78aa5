"""What is done with a lease, from the first appointment to its end."""

from placements.tenancies.actions.afterwards import (
    correct_end_of_home,
    end_lease_of_home,
    put_off_transfer_of_home,
    take_end_of_home_back,
    transfer_lease_of_home,
)
from placements.tenancies.actions.appointments import drop_appointment, make_appointment
from placements.tenancies.actions.correcting import correct_lease, take_start_back
from placements.tenancies.actions.counting import ask_to_count, expect_start
from placements.tenancies.actions.living import (
    complete,
    confirm_start,
    end_lease,
    hand_over_keys,
)
from placements.tenancies.actions.signing import cancel_lease, postpone_start, sign_lease
from placements.tenancies.actions.transferring import (
    correct_transfer,
    put_off_transfer,
    transfer_lease,
)
from placements.tenancies.actions.undoing import (
    correct_end,
    take_completion_back,
    take_end_back,
    take_guidance_end_back,
)

__all__ = [
    "ask_to_count",
    "cancel_lease",
    "complete",
    "confirm_start",
    "correct_end",
    "correct_end_of_home",
    "correct_lease",
    "correct_transfer",
    "drop_appointment",
    "end_lease",
    "end_lease_of_home",
    "expect_start",
    "hand_over_keys",
    "make_appointment",
    "postpone_start",
    "put_off_transfer",
    "put_off_transfer_of_home",
    "sign_lease",
    "take_completion_back",
    "take_end_back",
    "take_end_of_home_back",
    "take_guidance_end_back",
    "take_start_back",
    "transfer_lease",
    "transfer_lease_of_home",
]
