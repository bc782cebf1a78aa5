"""When there is contact after the move, and until when guidance runs: computed from dated norms."""

from datetime import date, timedelta
from typing import NamedTuple

from pact.agreement.norms import norms
from pact.common.dates import months_after
from placements.guidance.models import MomentKind

DAYS_AFTER = {
    MomentKind.PLAN: "moment_plan_days",
    MomentKind.TENANCY_TALK: "moment_tenancy_talk_days",
}
EVALUATIONS = [f"moment_evaluation_months_{number}" for number in range(1, 6)]
FINAL = "moment_final_months"
LENGTH = "guidance_months"


class Planned(NamedTuple):
    kind: MomentKind
    on: date


class Plan(NamedTuple):
    moments: list[Planned]
    runs_until: date


def plan_from(moved_on: date) -> Plan:
    """The least contact there is after a move, and the first day on which guidance may end.

    The coach adds to it; nobody takes from it. An evaluation of 0 months is one that was agreed
    not to be held; two of the same day are one.
    """
    values = norms(*DAYS_AFTER.values(), *EVALUATIONS, FINAL, LENGTH, on=moved_on)
    moments = [Planned(MomentKind.KEYS, moved_on)]
    moments += [
        Planned(kind, moved_on + timedelta(days=values[key])) for kind, key in DAYS_AFTER.items()
    ]
    months = sorted({values[key] for key in EVALUATIONS if values[key]})
    moments += [Planned(MomentKind.EVALUATION, months_after(moved_on, number)) for number in months]
    moments.append(Planned(MomentKind.FINAL, months_after(moved_on, values[FINAL])))
    return Plan(moments=moments, runs_until=months_after(moved_on, values[LENGTH]))
