"""Applications and exceptions: to complete, to decide on."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.agreement.norms import norm_column
from pact.common.dates import months_before
from pact.common.shown import day_in_words
from placements.candidates.holds import next_look
from placements.candidates.models import Candidate
from placements.candidates.states import CandidateStatus
from placements.introductions.models import Exemption, Introduction
from placements.introductions.states import OPEN
from placements.overview.items import FETCHED, Item
from placements.overview.kinds.lines import lines, soonest
from placements.overview.kinds.safety import WORDS, unsafe, unsafe_item
from placements.proposals.models import Placement
from placements.proposals.states import LIVE

EXEMPTION = "exemption"
TO_DECIDE = Q(status=CandidateStatus.SUBMITTED) | Q(
    status=CandidateStatus.REJECTED, asked_again_at__isnull=False
)
"""What waits for the coordinator: applications, and rejections that they are asked to reconsider."""


def applications(actor: Actor, today: date) -> Iterator[Item]:
    """Drafts to submit, returned ones to complete, admitted ones without an introduction, and ones
    on hold to look at again; and what the coordinator is to decide on.
    """
    under_way = Introduction.objects.filter(candidate=OuterRef("pk"), status__in=OPEN)
    placed = Placement.objects.filter(candidate=OuterRef("pk"), status__in=LIVE)
    to_plan = Q(status=CandidateStatus.ADMITTED) & ~Exists(under_way) & ~Exists(placed)
    own = to_plan | Q(status__in=[CandidateStatus.DRAFT, CandidateStatus.RETURNED])
    own |= Q(status=CandidateStatus.ON_HOLD)
    asked = Exemption.objects.undecided().filter(candidate=OuterRef("pk"))
    rows = (
        Candidate.objects.visible_to(actor)
        .handled_by(actor)
        .annotate(
            months=norm_column("introduction_months", today),
            weeks=norm_column("hold_review_weeks", today),
            is_own=Case(When(own, then=True), default=False),
            exception_by=Subquery(asked.order_by("decide_by").values("decide_by")[:1]),
        )
        .filter(Q(is_own=True) | TO_DECIDE | Q(exception_by__isnull=False))
        .select_related("need")
        .order_by("-is_own", "answer_by", "need__wished_month", "waiting_since", "pk")
    )
    for candidate in rows[:FETCHED]:
        if candidate.is_own:
            yield _application(candidate, today)
        yield from _awaited(candidate)


def _application(candidate: Any, today: date) -> Item:
    file = reverse("candidates:file", args=[candidate.public_id])
    if candidate.status == CandidateStatus.DRAFT:
        text, due = _("Complete the application and submit it."), None
    elif candidate.status == CandidateStatus.RETURNED:
        text, due = _("Add what is missing and submit it again."), candidate.answer_by
    elif candidate.status == CandidateStatus.ON_HOLD:
        text, due = _held(candidate, today)
    else:
        due = _latest_start(candidate)
        text = _("Plan the introduction: this is the latest start.")
        if due and due < today:
            text = _(
                "Too late for the month wished: begin now and move later, or ask for an exception."
            )
        file = reverse("introductions:candidate", args=[candidate.public_id])
    return Item(title=candidate.reference, text=text, address=file, due=due)


def _held(candidate: Any, today: date) -> tuple[str, date | None]:
    """Since when, and when somebody looks again; every so many weeks, as long as it is on hold."""
    text = _("On hold since %(day)s. Look again whether this case can go on.")
    words = text % {"day": day_in_words(candidate.held_since)}
    if candidate.weeks is None:
        return words, None
    return words, next_look(candidate.held_since, candidate.weeks, today)


def _awaited(candidate: Any) -> Iterator[Item]:
    """What the coordinator is to decide about a case, and until when."""
    waits = {"title": candidate.reference, "party": _("the coordinator")}
    file = reverse("candidates:file", args=[candidate.public_id])
    if candidate.status == CandidateStatus.SUBMITTED:
        text = _("Decides on this application.")
        yield Item(**waits, text=text, address=file, due=candidate.answer_by)
    elif candidate.status == CandidateStatus.REJECTED and candidate.asked_again_at is not None:
        text = _("Looks at the rejection again, as you asked.")
        yield Item(**waits, text=text, address=file, due=candidate.answer_by)
    if candidate.exception_by is not None:
        text = _("Decides on the exception that you asked for.")
        page = reverse("introductions:candidate", args=[candidate.public_id])
        yield Item(**waits, text=text, address=page, due=candidate.exception_by)


def _latest_start(candidate: Any) -> date | None:
    need = getattr(candidate, "need", None)
    if need is None or need.wished_month is None or candidate.months is None:
        return None
    return months_before(need.wished_month.replace(day=1), candidate.months)


def decisions(actor: Actor, _today: date) -> Iterator[Item]:
    """Applications that wait for the coordinator; what one nominated or rejected, for a colleague."""
    rows = (
        Candidate.objects.visible_to(actor)
        .filter(TO_DECIDE)
        .and_whether_nominated_by(actor.user_id)
        .select_related("rejected_by")
        .order_by("answer_by", "pk")
    )
    for candidate in rows[:FETCHED]:
        rejected_by = candidate.rejected_by
        has_rejected = rejected_by is not None and rejected_by.user_id == actor.user_id
        is_own = not (has_rejected or candidate.is_nominated)
        yield Item(
            title=candidate.reference,
            text=_what_to_decide(candidate, is_own=is_own),
            address=reverse("candidates:file", args=[candidate.public_id]),
            due=candidate.answer_by,
            party="" if is_own else _("another coordinator"),
        )


def _what_to_decide(candidate: Any, *, is_own: bool) -> str:
    if candidate.is_nominated:
        return _("You nominated this candidate, so somebody else decides on it now.")
    if not is_own:
        return _("You rejected this application, so somebody else decides on it now.")
    if candidate.status == CandidateStatus.REJECTED:
        return _("Reconsider this rejection: the care party asks for it.")
    return _("Admit, return or reject this application.")


def exemptions(actor: Actor, today: date) -> Iterator[Item]:
    """Exceptions to the half year to decide on, and what leads to where a household must not live."""
    asked = Exemption.objects.visible_to(actor).undecided()
    to_decide = lines(asked, EXEMPTION, due="decide_by", page="candidate__public_id")
    for line in soonest(to_decide, *unsafe(actor, today)):
        if line.kind in WORDS:
            yield unsafe_item(line)
            continue
        yield Item(
            title=line.reference,
            text=_("Decide on the exception to the time of introduction."),
            address=reverse("introductions:candidate", args=[line.page]),
            due=line.due,
        )
