"""One page of the planner: which list is open, its rows, and where nobody introduces."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from pact.access.actor import Actor
from pact.access.permissions import Permission, may
from pact.access.requests import Request
from pact.accounts.roles import Role
from pact.agreement.norms import norm
from pact.common.keyset import Page, page_of
from placements.introductions import planner
from placements.introductions.clock import MONTHS
from placements.introductions.filters import PlannerFilter
from placements.introductions.introducers import areas_without_introducer
from placements.introductions.states import IntroductionStatus

PLAN, START, RUNNING = "plan", "start", "running"
LABELS = {
    PLAN: _("Nobody named yet"),
    START: _("Must start"),
    RUNNING: _("Running"),
}


@dataclass(frozen=True, kw_only=True)
class PlannerPage:
    show: str
    tabs: list[tuple[str, str]]
    filter: PlannerFilter
    page: Page
    rows: list[planner.Row]
    gaps: list[str]
    may_plan: bool
    introduces: bool

    @property
    def tells_when(self) -> bool:
        """Whether its reader may know when somebody wishes to move, and so when to meet them."""
        return self.may_plan or self.introduces


def planner_page(request: Request, *, today: date) -> PlannerPage:
    actor = request.actor
    may_plan = may(actor.role, Permission.INTRODUCTION_PLAN)
    introduces = may(actor.role, Permission.INTRODUCTION_DO)
    tabs = [PLAN, START, RUNNING] if may_plan else [START, RUNNING]
    show = request.GET.get("show", "")
    show = show if show in tabs else tabs[0]
    months = norm(MONTHS, today)
    chosen = PlannerFilter(
        request.GET if {"start", "area"} & request.GET.keys() else None,
        initial={"show": show},
        has_area=may_plan and show != PLAN,
        has_start=show != RUNNING and (may_plan or introduces),
    )
    page = _page(request, chosen, show, today=today, months=months)
    return PlannerPage(
        show=show,
        tabs=[(tab, LABELS[tab]) for tab in tabs],
        filter=chosen,
        page=page,
        rows=[_row(row, show, actor, months=months) for row in page.rows],
        gaps=_gaps(actor, show, today),
        may_plan=may_plan,
        introduces=introduces,
    )


def _page(request: Request, chosen: PlannerFilter, show: str, *, today: date, months: int) -> Page:
    if show == PLAN:
        rows, places = planner.without_introduction(request.actor), planner.all_candidates()
    else:
        status = IntroductionStatus.PLANNED if show == START else IntroductionStatus.STARTED
        rows = planner.introductions_of(request.actor, status)
        places = planner.all_introductions()
    rows = chosen.narrow(rows, today=today, months=months)
    # Who was met first may move first: the same order as that of the earliest dates of moving.
    order = ("first_contact_on", "pk") if show == RUNNING else planner.BY_DATE
    return page_of(request, rows, order=order, places=places)


def _row(row, show: str, actor: Actor, *, months: int) -> planner.Row:
    if show == PLAN:
        return planner.missing_row(row, months=months)
    return planner.introduction_row(row, actor, months=months)


def _gaps(actor: Actor, show: str, today: date) -> list[str]:
    """The areas where the care party has to introduce by itself: the coordinator's business."""
    if show != PLAN or not actor.is_a(Role.COORDINATOR):
        return []
    return list(areas_without_introducer(today).values_list("name", flat=True))
