"""Placements as the coordinator steers them: for whom they wait, and what is late."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pact.access.actor import Actor
from placements.overview.items import AT_MOST, Item
from placements.proposals.models import Placement, Question, QuestionKind
from placements.proposals.states import LIVE, PlacementStatus

SIGNING, START, REFUSAL = "signing", "start", "refusal"
OWN_WORK: dict[str, str | Promise] = {
    SIGNING: gettext_lazy("%(party)s has not signed the lease. Ring them, or stop the placement."),
    START: gettext_lazy("%(party)s has not said whether the lease started. Ring them."),
    REFUSAL: gettext_lazy("The candidate refused a home. Say how you see this refusal."),
}


def steering(actor: Actor, today: date) -> Iterator[Item]:
    """The answers of others, leases that were not signed or not started in time, and
    refusals to judge: in one statement.

    A late answer is work: extend the term, or release.
    """
    placements = Placement.objects.visible_to(actor)
    rows = _answers(placements).union(
        _unsigned(placements, today), _unstarted(placements, today), _refused(placements), all=True
    )
    for reference, page, kind, party, due in rows.order_by("due", "page")[:AT_MOST]:
        yield _item(reference, page, kind, party, due, today)


def _answers(placements: QuerySet) -> QuerySet:
    wanted = Question.objects.filter(
        answer=None, placement__in=placements.filter(status__in=LIVE)
    ).annotate(due=F("due_on"), page=F("placement__public_id"))
    return wanted.values_list(
        "placement__candidate__reference", "page", "kind", "party__name", "due"
    )


def _unsigned(placements: QuerySet, today: date) -> QuerySet:
    late = placements.filter(status=PlacementStatus.AGREED, lease_by__lt=today)
    return _late(late, SIGNING, due="lease_by")


def _unstarted(placements: QuerySet, today: date) -> QuerySet:
    late = placements.filter(status=PlacementStatus.LEASED, lease__starts_on__lt=today)
    return _late(late, START, due="lease__starts_on")


def _refused(placements: QuerySet) -> QuerySet:
    unjudged = Question.objects.filter(
        kind=QuestionKind.CANDIDATE, answer=False, judgement="", placement__in=placements
    ).annotate(
        due=Cast("answered_at", DateField()),
        page=F("placement__public_id"),
        what=Value(REFUSAL, output_field=CharField()),
    )
    return unjudged.values_list(
        "placement__candidate__reference", "page", "what", "party__name", "due"
    )


def _late(rows: QuerySet, what: str, *, due: str) -> QuerySet:
    shown = rows.annotate(
        due=F(due), page=F("public_id"), what=Value(what, output_field=CharField())
    )
    return shown.values_list("candidate__reference", "page", "what", "corporation__name", "due")


def _item(reference: str, page: UUID, kind: str, party: str, due: date, today: date) -> Item:
    is_own = kind in OWN_WORK or due < today
    if kind in OWN_WORK:
        text = str(OWN_WORK[kind]) % {"party": party}
    elif is_own:
        late = _("%(party)s is late with “%(what)s”. Extend the term or release the placement.")
        text = late % {"party": party, "what": QuestionKind(kind).label}
    else:
        text = _("Not yet: %(what)s.") % {"what": QuestionKind(kind).label}
    address = reverse("proposals:placement", args=[page])
    awaited = "" if is_own else party
    day = None if kind == REFUSAL else due
    return Item(title=reference, text=text, address=address, due=day, party=awaited)
