"""Placements as the coordinator steers them: for whom they wait, and what is late."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple
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
from placements.overview.items import FETCHED, Item
from placements.overview.kinds.ended import LEFT_BEHIND, left_behind, to_hand_over
from placements.proposals.models import Placement, Question, QuestionKind
from placements.proposals.states import HOLDS, LIVE, PlacementStatus
from placements.proposals.terms import AFTER_RELEASE
from placements.tenancies.years import DECISION_NEEDED

SIGNING, START, REFUSAL = "signing", "start", "refusal"
UNLEASED, UNDECIDED, ASKED = "unleased", "undecided", "asked"
DECEMBER = 12
ASKED_AT_ONCE = len(AFTER_RELEASE)
"""How many answers one placement may wait for; together they are one thing to do."""
LATE = gettext_lazy(
    "Late: %(what)s. Ring them. Extend the term while there is time, or release the placement."
)
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
    judge, homes that hold a year open, and what is left at parties that ended: in one statement.

    A late answer is work: extend the term, or release. What one case waits for is one thing.
    """
    placements = Placement.objects.visible_to(actor)
    rows = _answers(placements).union(
        _unsigned(placements, today),
        _unstarted(placements, today),
        _refused(placements),
        _holding_a_year_open(placements, today),
        left_behind(today),
        all=True,
    )
    found = [_Row(*row) for row in rows.order_by("due", "page")[: ASKED_AT_ONCE * FETCHED]]
    others = [row for row in found if row.kind in {*OWN_WORK, ASKED, LEFT_BEHIND}]
    yield from (_item(row) for row in others)
    yield from _unanswered([row for row in found if row not in others], today)


class _Row(NamedTuple):
    """A line of the statement: ``kind`` is an open question, or what else there is to do.

    Of a party that ended ``party`` is how many of each kind are left there.
    """

    reference: str
    page: UUID
    kind: str
    party: str
    due: date


def _unanswered(rows: list[_Row], today: date) -> Iterator[Item]:
    """What is late of a placement is one thing to do; what is not yet, one thing a party."""
    late = [row for row in rows if row.due < today]
    for _page_id, one in groupby(sorted(late, key=_by_party), key=lambda row: row.page):
        answers = list(one)
        what = "; ".join(f"{party}: {kinds}" for party, kinds in _of_each(answers))
        yield _to_do(answers, str(LATE) % {"what": what})
    others = [row for row in rows if row.due >= today]
    for (_page_id, party), one in groupby(sorted(others, key=_by_party), key=_by_party):
        answers = list(one)
        text = _("Not yet: %(what)s.") % {"what": _in_words(answers)}
        yield _to_do(answers, text, party=party)


def _by_party(row: _Row) -> tuple[UUID, str]:
    return row.page, row.party


def _of_each(answers: list[_Row]) -> Iterator[tuple[str, str]]:
    for party, kinds in groupby(answers, key=lambda row: row.party):
        yield party, _in_words(kinds)


def _in_words(answers: Iterable[_Row]) -> str:
    return ", ".join(str(QuestionKind(row.kind).label) for row in answers)


def _to_do(answers: list[_Row], text: str, *, party: str = "") -> Item:
    due = min(row.due for row in answers)
    first = answers[0]
    return Item(title=first.reference, text=text, address=_page(first.page), due=due, party=party)


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
        due=Case(When(unleased, then=last_day), default=Value(today), output_field=DateField()),
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


def _item(row: _Row) -> Item:
    if row.kind == LEFT_BEHIND:
        return to_hand_over(row.reference, row.party, row.due)
    if row.kind == ASKED:
        text, party = _("It was asked whether this home counts."), _("oversight")
        return Item(title=row.reference, text=text, address=_page(row.page), party=party)
    text = str(OWN_WORK[row.kind]) % {"party": row.party}
    due = None if row.kind in (REFUSAL, UNDECIDED) else row.due
    return Item(title=row.reference, text=text, address=_page(row.page), due=due)


def _page(placement: UUID) -> str:
    return reverse("proposals:placement", args=[placement])
