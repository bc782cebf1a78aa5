"""All introductions and exceptions of one candidate, as whoever plans and decides reads them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from pact.access.actor import Actor
from pact.accounts.roles import Role
from pact.agreement.norms import norm_column
from placements.candidates.models import Candidate
from placements.candidates.states import CandidateStatus
from placements.introductions.clock import Clock
from placements.introductions.disclosure import TONES, why_stopped, with_words
from placements.introductions.exemptions import ExemptionView, exemptions_of, shown_exemption
from placements.introductions.models import Introduction, Verdict
from placements.introductions.newhome import new_home_of
from placements.introductions.planner import clock_of
from placements.introductions.states import OPEN


@dataclass(frozen=True, kw_only=True)
class IntroductionLine:
    """One of the introductions of a candidate, in short."""

    public_id: UUID
    area: str
    party: str
    worker: str
    status_label: str
    tone: str
    stop_reason: str
    planned_on: date
    clock: Clock


@dataclass(frozen=True, kw_only=True)
class Overview:
    """All introductions and exceptions of one candidate, for who plans and who decides."""

    public_id: UUID
    reference: str
    caseworker: str
    care_party: str
    clock: Clock
    avoided: str
    introductions: list[IntroductionLine]
    exemptions: list[ExemptionView]
    may_plan: bool
    may_ask: bool


def shown_overview(candidate: Candidate, actor: Actor, *, today: date) -> Overview:
    """A candidate that came from ``candidate_to_show``, as its caseworker or the coordinator."""
    rows = Introduction.objects.visible_to(actor).filter(candidate=candidate)
    introductions = list(with_words(rows.for_page()).order_by("-pk"))
    exemptions = list(exemptions_of(candidate, actor, today=today))
    avoided = candidate.avoided.order_by("district__name").values_list("district__name", flat=True)
    open_ones = [one for one in introductions if one.status in OPEN]
    waits = any(one.verdict == Verdict.OPEN for one in exemptions)
    handles = actor.is_a(Role.COORDINATOR) or actor.acts_for(candidate.caseworker_id)
    admitted = handles and candidate.status == CandidateStatus.ADMITTED
    makes_up = any(one.is_used for one in exemptions) and new_home_of(candidate, today) is not None
    return Overview(
        public_id=candidate.public_id,
        reference=candidate.reference,
        caseworker=candidate.caseworker.user.name,
        care_party=candidate.care_party.name,
        clock=clock_of(candidate, months=candidate.months),
        avoided=", ".join(avoided),
        introductions=[_in_short(one, candidate) for one in introductions],
        exemptions=[shown_exemption(one, actor, today=today) for one in exemptions],
        may_plan=(admitted and len(open_ones) < candidate.at_once) or (handles and makes_up),
        may_ask=admitted and actor.is_a(Role.CASEWORKER) and not waits,
    )


def _in_short(introduction: Introduction, candidate: Candidate) -> IntroductionLine:
    return IntroductionLine(
        public_id=introduction.public_id,
        area=introduction.area.name,
        party=introduction.party.name,
        worker=introduction.worker.user.name,
        status_label=introduction.get_status_display(),
        tone=TONES[introduction.status],
        stop_reason=why_stopped(introduction),
        planned_on=introduction.planned_on,
        clock=clock_of(candidate, introduction, months=candidate.months),
    )


def candidate_to_show(rows: QuerySet, *, today: date) -> QuerySet:
    rows = rows.select_related("need", "caseworker__user", "care_party")
    return rows.annotate(
        months=norm_column("introduction_months", today),
        at_once=norm_column("introductions_at_once", today),
    )
