"""Changing the homes of a year: one person asks with a document, another decides."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from municipalities.decisions import news
from municipalities.decisions.checks import check_possible, unused, why_not
from municipalities.models import Decision, DecisionKind
from pact.access.actor import Actor
from pact.agreement.models import Municipality
from pact.audit.record import record
from pact.common.refusals import Refused


@transaction.atomic
def ask(
    *,
    kind: DecisionKind,
    year: int,
    municipality: Municipality | None,
    value: int,
    document: str,
    reason: str,
    by: Actor,
    at: datetime,
    placement: UUID | None = None,
    home_in: int | None = None,
) -> Decision:
    """Ask for another number of homes, another kind of share, or that a lease counts; no change yet."""
    if kind == DecisionKind.UNUSED:
        value = unused(year)
    check_possible(
        kind=kind, year=year, municipality=municipality, value=value, home_in=home_in, at=at
    )
    with _asked_once():
        decision = Decision.objects.create(
            kind=kind,
            year=year,
            municipality=municipality,
            placement=placement,
            value=value,
            document=document,
            reason=reason,
            asked_by_id=by.membership_id,
            asked_at=at,
        )
    record("decision.asked", decision, at=at, code=kind)
    news.tell_who_decides(decision, at=at)
    return decision


@transaction.atomic
def approve(*, decision: Decision, by: Actor, at: datetime) -> Decision:
    """Decide that it will be so, and carry it out at once: both, or neither."""
    decision = _to_decide(decision, by)
    try:
        with transaction.atomic():
            _decide(decision, by, at)
            with connection.cursor() as cursor:
                cursor.execute("select municipalities_apply_decision(%s)", [decision.pk])
    except DatabaseError as error:
        refusal = why_not(decision, error)
        if refusal is None:
            raise
        raise refusal from error
    decision.refresh_from_db()
    record("decision.approved", decision, at=at, code=decision.kind)
    news.tell_outcome(decision, at=at)
    return decision


@transaction.atomic
def refuse(*, decision: Decision, by: Actor, at: datetime) -> Decision:
    """Decide that it stays as it is."""
    decision = _to_decide(decision, by)
    _decide(decision, by, at, is_refused=True)
    record("decision.refused", decision, at=at, code=decision.kind)
    news.tell_outcome(decision, at=at)
    return decision


def _to_decide(decision: Decision, by: Actor) -> Decision:
    """Lock it, and refuse who asked it and what was decided already.

    Who decided is read after the lock: a join would show how it was before one waited.
    """
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if decision.decided_by is not None:
        raise Refused(
            _("%(name)s decided on this already. Open the page again to read the outcome.")
            % {"name": decision.decided_by.user.name}
        )
    if decision.asked_by.user_id == by.user_id:
        raise Refused(
            _("You asked for this yourself. Oversight or another administrator decides on it.")
        )
    return decision


def _decide(decision: Decision, by: Actor, at: datetime, *, is_refused: bool = False) -> None:
    decision.decided_by_id, decision.decided_at = by.membership_id, at
    decision.is_refused = is_refused
    decision.save(update_fields=["decided_by", "decided_at", "is_refused"])


@contextmanager
def _asked_once() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "asked_once_at_a_time" not in str(error):
            raise
        raise Refused(
            _(
                "The same is being asked already, and waits for a decision. Let that be decided "
                "first; you find it in the list of decisions."
            )
        ) from error
