"""Placements as the coordinator steers them: for whom they wait, and what is late."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.models import Decision
from pact.access.actor import Actor
from placements.overview.items import AT_MOST, Item
from placements.proposals.models import Placement, Question, QuestionKind
from placements.proposals.states import HOLDS, LIVE, PlacementStatus
from placements.tenancies.years import DECISION_NEEDED

SIGNING, START, REFUSAL = "signing", "start", "refusal"
UNLEASED, UNDECIDED, ASKED = "unleased", "undecided", "asked"
DECEMBER = 12
OWN_WORK: dict[str, str | Promise] = {
    SIGNING: gettext_lazy("%(party)s has not signed the lease. Ring them, or stop the placement."),
    START: gettext_lazy("%(party)s has not said whether the lease started. Ring them."),
    REFUSAL: gettext_lazy("The candidate refused a home. Say how you see this refusal."),
    UNLEASED: gettext_lazy(
        "The year ends without a lease. Give another expected start, or stop it."
    ),
    UNDECIDED: gettext_lazy("It is let, but its year had no home free. Ask whether it counts."),
}


def steering(actor: Actor, today: date) -> Iterator[Item]:
    """The answers of others, leases that were not signed or not started in time, refusals to
    judge, and homes that hold a year open: in one statement.

    A late answer is work: extend the term, or release.
    """
    placements = Placement.objects.visible_to(actor)
    rows = _answers(placements).union(
        _unsigned(placements, today),
        _unstarted(placements, today),
        _refused(placements),
        _holding_a_year_open(placements, today),
        all=True,
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


def _holding_a_year_open(placements: QuerySet, today: date) -> QuerySet:
    """Held without a lease when the year ends, or let without a home of that year."""
    last = today.year if today.month == DECEMBER else today.year - 1
    unleased = Q(status__in=[PlacementStatus.PROPOSED, PlacementStatus.AGREED], year__lte=last)
    undecided = Q(status__in=HOLDS, not_counting=DECISION_NEEDED)
    asked = Decision.objects.filter(placement=OuterRef("public_id"), decided_by=None)
    last_day = Func(F("year_id"), DECEMBER, 31, function="make_date", output_field=DateField())
    rows = placements.filter(unleased | undecided).annotate(
        due=Case(When(unleased, then=last_day), output_field=DateField()),
        page=F("public_id"),
        what=Case(
            When(unleased, then=Value(UNLEASED)),
            When(Exists(asked), then=Value(ASKED)),
            default=Value(UNDECIDED),
        ),
    )
    return rows.values_list("candidate__reference", "page", "what", "corporation__name", "due")


def _late(rows: QuerySet, what: str, *, due: str) -> QuerySet:
    shown = rows.annotate(
        due=F(due), page=F("public_id"), what=Value(what, output_field=CharField())
    )
    return shown.values_list("candidate__reference", "page", "what", "corporation__name", "due")


def _item(reference: str, page: UUID, kind: str, party: str, due: date, today: date) -> Item:
    if kind == ASKED:
        party, text = _("oversight"), _("It was asked whether this home counts.")
        return Item(title=reference, text=text, address=_page(page), party=party)
    is_own = kind in OWN_WORK or due < today
    if kind in OWN_WORK:
        text = str(OWN_WORK[kind]) % {"party": party}
    elif is_own:
        late = _(
            "%(party)s is late with “%(what)s”. Ring them. Extend the term while there is time, or "
            "release the placement."
        )
        text = late % {"party": party, "what": QuestionKind(kind).label}
    else:
        text = _("Not yet: %(what)s.") % {"what": QuestionKind(kind).label}
    awaited = "" if is_own else party
    day = None if kind == REFUSAL else due
    return Item(title=reference, text=text, address=_page(page), due=day, party=awaited)


def _page(placement: UUID) -> str:
    return reverse("proposals:placement", args=[placement])
