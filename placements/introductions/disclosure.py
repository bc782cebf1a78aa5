"""Which reader sees what of an introduction. Templates get these, never the models."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONObject

from pact.access.actor import Actor
from pact.accounts.roles import Role
from pact.agreement.models import ReasonKind
from pact.agreement.norms import norm_column
from placements.candidates.disclosure import MET_WITH, NeighbourView, shown_to_neighbour
from placements.candidates.models import Uitstromer
from placements.candidates.reasons import in_words
from placements.candidates.states import CandidateStatus
from placements.introductions.clock import Clock
from placements.introductions.contacts import ContactLine, contacts_of
from placements.introductions.exemptions import ExemptionView, exemptions_of, shown_exemption
from placements.introductions.models import (
    AskedWhom,
    Introduction,
    Request,
    Verdict,
)
from placements.introductions.planner import clock_of, introduces, reads_all_of
from placements.introductions.querysets import IntroductionQuerySet
from placements.introductions.states import OPEN, IntroductionStatus

TONES = {
    IntroductionStatus.PLANNED: "warn",
    IntroductionStatus.STARTED: "ok",
    IntroductionStatus.MOVED: "ok",
    IntroductionStatus.STOPPED: "bad",
}


@dataclass(frozen=True, kw_only=True)
class AskedLine:
    whom: str
    asked_on: date
    contact: str


@dataclass(frozen=True, kw_only=True)
class IntroductionView:
    """An introduction for whoever takes part in it; ``newcomer`` is for who introduces."""

    public_id: UUID
    candidate_id: UUID
    reference: str
    area: str
    party: str
    worker: str
    worker_telephone: str
    caseworker: str
    caseworker_telephone: str
    care_party: str
    status: str
    status_label: str
    tone: str
    stop_reason: str
    planned_on: date
    stopped_on: date | None
    clock: Clock
    shows_target: bool
    contacts: list[ContactLine]
    contacts_after_move: list[ContactLine]
    contacts_held: int
    contacts_agreed: int
    requests: list[AskedLine]
    exemptions: list[ExemptionView]
    newcomer: NeighbourView | None
    is_excused: bool
    is_open: bool
    makes_up: bool
    may_do: bool
    may_meet: bool
    may_correct: bool
    reads_all: bool
    may_plan: bool
    may_take_stop_back: bool
    may_stop: bool


def shown_introduction(
    introduction: Introduction, actor: Actor, *, today: date
) -> IntroductionView:
    """An introduction that came from ``with_newcomer``, as this actor may read it."""
    reads_all, makes_up = reads_all_of(introduction, actor), introduction.makes_up()
    exemptions = [
        shown_exemption(exemption, actor, today=today)
        for exemption in exemptions_of(introduction.candidate, actor, today=today)
    ]
    return IntroductionView(
        **_who(introduction),
        **_how_it_stands(introduction),
        **_met(introduction, today=today, makes_up=makes_up),
        **_may(introduction, actor, makes_up=makes_up),
        clock=clock_of(introduction.candidate, introduction, months=introduction.months),
        shows_target=reads_all or introduction.move_on is not None,
        requests=[_asked(**request) for request in introduction.asked],
        exemptions=exemptions,
        is_excused=any(exemption.verdict == Verdict.GRANTED for exemption in exemptions),
        newcomer=_newcomer(introduction, actor),
        reads_all=reads_all,
    )


def why_stopped(introduction: Any) -> str:
    """The code of a stop that was taken back says why, and not that it has stopped."""
    return introduction.reason or "" if introduction.status == IntroductionStatus.STOPPED else ""


def _newcomer(introduction: Introduction, actor: Actor) -> NeighbourView | None:
    if introduces(introduction, actor) or actor.is_a(Role.NEIGHBOURHOOD_WORKER):
        return shown_to_neighbour(introduction.candidate)
    return None


def _who(introduction: Introduction) -> dict[str, Any]:
    return {
        "public_id": introduction.public_id,
        "candidate_id": introduction.candidate.public_id,
        "reference": introduction.candidate.reference,
        "area": introduction.area.name,
        "party": introduction.party.name,
        "worker": introduction.worker.user.name,
        "worker_telephone": introduction.worker.telephone,
        "caseworker": introduction.caseworker.user.name,
        "caseworker_telephone": introduction.caseworker.telephone,
        "care_party": introduction.care_party.name,
    }


def _how_it_stands(introduction: Any) -> dict[str, Any]:
    return {
        "status": introduction.status,
        "status_label": introduction.get_status_display(),
        "tone": TONES[introduction.status],
        "stop_reason": why_stopped(introduction),
        "planned_on": introduction.planned_on,
        "stopped_on": introduction.stopped_on,
        "is_open": introduction.status in OPEN,
    }


def _met(introduction: Any, *, today: date, makes_up: bool) -> dict[str, Any]:
    """The contacts that a lease counts, and those that make up for an exception."""
    contacts = contacts_of(introduction, today=today, makes_up=makes_up)
    before = [line for line in contacts if not line.is_after_move]
    return {
        "contacts": before,
        "contacts_after_move": [line for line in contacts if line.is_after_move],
        "contacts_held": sum(line.is_held for line in before),
        "contacts_agreed": introduction.contacts_agreed,
        "makes_up": makes_up,
    }


def _may(introduction: Introduction, actor: Actor, *, makes_up: bool) -> dict[str, Any]:
    """What this reader may do with it now."""
    is_open, status = introduction.status in OPEN, introduction.status
    records = introduction.is_introduced_by(actor)
    handles = actor.is_a(Role.COORDINATOR) or actor.acts_for(introduction.caseworker_id)
    is_running = status == IntroductionStatus.STARTED
    return {
        "may_do": is_open and records,
        "may_meet": records and (is_running or makes_up),
        "may_correct": is_running and (actor.is_a(Role.COORDINATOR) or records),
        "may_plan": handles and (is_open or introduction.is_met_at_home()),
        "may_stop": is_open and (handles or introduces(introduction, actor)),
        "may_take_stop_back": handles
        and status == IntroductionStatus.STOPPED
        and introduction.candidate.status == CandidateStatus.ADMITTED,
    }


def _asked(whom: str, asked_on: str, contact: str) -> AskedLine:
    return AskedLine(
        whom=str(AskedWhom(whom).label), asked_on=date.fromisoformat(asked_on), contact=contact
    )


def introductions_to_show(rows: IntroductionQuerySet, *, today: date) -> IntroductionQuerySet:
    """With everything a page about one introduction tells besides its contacts."""
    asked = Request.objects.filter(introduction=OuterRef("pk")).order_by("whom")
    line = JSONObject(whom="whom", asked_on="asked_on", contact="contact")
    return with_words(rows.for_page()).annotate(
        months=norm_column("introduction_months", today),
        contacts_agreed=norm_column("introduction_contacts", today),
        asked=ArraySubquery(asked.values(line=line)),
    )


def with_newcomer(rows: IntroductionQuerySet) -> IntroductionQuerySet:
    """And with whom it is about, for whoever is to meet them; the walls leave out the rest."""
    people = Prefetch("candidate__uitstromers", queryset=Uitstromer.objects.whole())
    beside = [f"candidate__{name}" for name in MET_WITH]
    return rows.select_related(*beside).prefetch_related(people)


def with_words(rows: QuerySet) -> QuerySet:
    return rows.annotate(reason=in_words([ReasonKind.INTRODUCTION_STOP], "status_code"))
