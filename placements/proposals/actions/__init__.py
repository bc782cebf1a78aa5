"""The verbs of a proposal: propose, answer, close, hold."""

from placements.proposals.actions.answering import (
    agree_payment,
    answer_candidate,
    answer_care,
    answer_check,
    answer_definite,
    answer_profile,
)
from placements.proposals.actions.asking import extend_term
from placements.proposals.actions.closing import (
    release_overdue,
    warn_or_lapse,
    withdraw,
    withdraw_dwelling,
)
from placements.proposals.actions.correcting import correct_dwelling
from placements.proposals.actions.handing import take_over
from placements.proposals.actions.holding import (
    end_track,
    hold_candidate,
    resume_candidate,
    withdraw_candidate,
)
from placements.proposals.actions.judging import judge_refusal
from placements.proposals.actions.letting import name_agent
from placements.proposals.actions.proposing import propose
from placements.proposals.actions.reversing import refuse_after_all, take_back_answer
from placements.proposals.actions.taking_back import take_admission_back, take_withdrawal_back
from placements.proposals.actions.waiting import wait_longer

__all__ = [
    "agree_payment",
    "answer_candidate",
    "answer_care",
    "answer_check",
    "answer_definite",
    "answer_profile",
    "correct_dwelling",
    "end_track",
    "extend_term",
    "hold_candidate",
    "judge_refusal",
    "name_agent",
    "propose",
    "refuse_after_all",
    "release_overdue",
    "resume_candidate",
    "take_admission_back",
    "take_back_answer",
    "take_over",
    "take_withdrawal_back",
    "wait_longer",
    "warn_or_lapse",
    "withdraw",
    "withdraw_candidate",
    "withdraw_dwelling",
]
