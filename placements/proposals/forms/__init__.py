"""Read and check what was typed about a proposal. Saving is the work of the actions."""

from placements.proposals.forms.answers import (
    AnswerForm,
    CheckForm,
    PaymentForm,
    RefusalForm,
    SpokenAnswerForm,
)
from placements.proposals.forms.days import DayItHappened
from placements.proposals.forms.proposing import ProposeForm
from placements.proposals.forms.reasons import (
    ConfirmForm,
    HoldForm,
    ReasonForm,
)
from placements.proposals.forms.steering import ExtendForm, NameAgentForm, WaitForm

__all__ = [
    "AnswerForm",
    "CheckForm",
    "ConfirmForm",
    "DayItHappened",
    "ExtendForm",
    "HoldForm",
    "NameAgentForm",
    "PaymentForm",
    "ProposeForm",
    "ReasonForm",
    "RefusalForm",
    "SpokenAnswerForm",
    "WaitForm",
]
