"""Which contact moments call for a reminder today, to whom: rows, whoever was told before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from pact.accounts.models import Membership
from pact.accounts.office import coordinators
from pact.accounts.roles import Role
from pact.agreement.norms import norms
from pact.common.dates import local_date
from pact.outbox.models import Message, MessageState
from pact.outbox.queue import About, tell
from placements.guidance.models import ContactMoment, Guidance
from placements.guidance.states import GuidanceStatus

COACH, LEAD, COORDINATOR = "coach", "lead", "coordinator"


@dataclass(frozen=True)
class Stage:
    """So many days after the planned date, this kind of message goes to these people."""

    days: int
    kind: str
    whom: str


AHEAD = "moment_warning_days"
OVERDUE = {
    "moment_overdue_days_coach": COACH,
    "moment_overdue_days_lead": LEAD,
    "moment_overdue_days_coordinator": COORDINATOR,
}


def agreed_stages(on: date) -> list[Stage]:
    """Ahead of the day and on it the coach; when it has passed, one after another hears of it."""
    days = norms(AHEAD, *OVERDUE, on=on)
    ahead = [Stage(-days[AHEAD], "moment_due", COACH), Stage(0, "moment_due", COACH)]
    overdue = [Stage(days[key], "moment_overdue", whom) for key, whom in OVERDUE.items()]
    return ahead + sorted(overdue, key=lambda stage: stage.days)


def remind(at: datetime) -> int:
    """Queue every reminder that the facts call for and that was not told yet; answer how many."""
    today = local_date(at)
    stages = agreed_stages(today)
    moments = list(_to_hold(today - timedelta(days=stages[0].days)))
    told = _told(moments)
    people = _Recipients(moments, today)
    count = 0
    for moment in moments:
        for stage in _stages_now(moment, stages, today):
            due_on = moment.planned_on + timedelta(days=stage.days)
            if (moment.public_id, stage.kind, due_on) not in told:
                _tell(moment, stage, due_on, people.of(moment, stage.whom), at=at)
                count += 1
    return count


def remind_of_the_last_day(at: datetime) -> int:
    """Ask whoever guides, once for a last day that came, to end guidance or extend it."""
    over = Guidance.objects.running().with_last_day().filter(last_day__lte=local_date(at))
    tracks = list(over.select_related("candidate").order_by("pk"))
    for guidance in tracks:
        tell(
            "guidance_time_up",
            about=About("guidance", guidance.public_id, guidance.candidate.reference),
            path=reverse("guidance:track", args=[guidance.public_id]),
            recipients=[guidance.responsible_id],
            due_on=guidance.last_day,
            at=at,
        )
    return len(tracks)


def _to_hold(until: date) -> Iterable[ContactMoment]:
    return ContactMoment.objects.filter(
        held_on=None,
        dropped_at=None,
        planned_on__lte=until,
        guidance__status=GuidanceStatus.RUNNING,
    ).select_related("guidance__candidate")


def _stages_now(moment: ContactMoment, stages: list[Stage], today: date) -> Iterator[Stage]:
    """For each kind of recipient the last stage that is due: an older one says nothing more."""
    due = [stage for stage in stages if moment.planned_on + timedelta(days=stage.days) <= today]
    yield from {stage.whom: stage for stage in due}.values()


def _told(moments: list[ContactMoment]) -> set[tuple]:
    sent = Message.objects.exclude(state=MessageState.DROPPED).filter(
        object_id__in=[moment.public_id for moment in moments]
    )
    return set(sent.values_list("object_id", "kind", "due_on"))


def _tell(
    moment: ContactMoment, stage: Stage, due_on: date, recipients: list[int], *, at: datetime
) -> None:
    guidance = moment.guidance
    tell(
        stage.kind,
        about=About("contactmoment", moment.public_id, guidance.candidate.reference),
        path=reverse("guidance:track", args=[guidance.public_id]),
        recipients=recipients,
        due_on=due_on,
        at=at,
        act_by=moment.planned_on,
        is_late=due_on < local_date(at),
    )


class _Recipients:
    """The coach of a track, the leads of its party, the coordinators: looked up once a sweep."""

    def __init__(self, moments: list[ContactMoment], today: date) -> None:
        here = Membership.objects.open(today)
        parties = {moment.guidance.care_party_id for moment in moments}
        leads = here.of(Role.CASEWORKER).filter(is_lead=True, party_id__in=parties)
        self.leads: dict[int, list[int]] = {}
        for pk, party_id in leads.values_list("pk", "party_id"):
            self.leads.setdefault(party_id, []).append(pk)
        self.coordinators = coordinators(today)

    def of(self, moment: ContactMoment, whom: str) -> list[int]:
        """A party without a lead has nobody between coach and coordinator: the coach again."""
        coach = [moment.guidance.responsible_id]
        if whom == LEAD:
            return self.leads.get(moment.guidance.care_party_id, coach)
        return self.coordinators if whom == COORDINATOR else coach
