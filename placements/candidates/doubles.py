"""Whether somebody was entered twice: the database compares, and says yes or no."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from pact.access.actor import Actor
from pact.common.refusals import Refused
from placements.candidates.models import Candidate, PossibleDouble


def entered_elsewhere(candidate: Candidate) -> bool:
    """Whether somebody in this case of one's own has a live case elsewhere; never which.

    Until this transaction ends, nobody else can enter them: whoever asks now waits for it.
    """
    with connection.cursor() as cursor:
        cursor.execute("select placements_entered_elsewhere(%s)", [candidate.pk])
        return cursor.fetchone()[0]


def coordinator_was_rung(candidate: Candidate) -> bool:
    return PossibleDouble.objects.filter(candidate=candidate, rung_at__isnull=False).exists()


def note_rung(candidate: Candidate, *, at: datetime) -> None:
    """Whoever decides reads from now on that somebody in this case may have another one."""
    PossibleDouble.objects.bulk_create(
        [
            PossibleDouble(
                candidate=candidate, caseworker_id=candidate.caseworker_id, found_at=at, rung_at=at
            )
        ],
        update_conflicts=True,
        unique_fields=["candidate"],
        update_fields=["rung_at"],
    )


def note_checked(candidate: Candidate, *, at: datetime) -> bool:
    """Whoever decides looked for the other one; false where there was nothing to look for."""
    return bool(PossibleDouble.objects.filter(candidate=candidate).update(checked_at=at))


@contextmanager
def or_else(refusal: Callable[[], Refused]) -> Iterator[None]:
    """Take a step that the database refuses to a possible double: then say why, in words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "may have been entered already" not in str(error):
            raise
        raise refusal() from error


def others_of_same_person(candidate: Candidate, actor: Actor) -> QuerySet[Candidate]:
    """What the own party has of the people in this case besides it, once it was submitted."""
    same = RawSQL("select placements_of_same_person(%s)", [candidate.pk])
    rows = Candidate.objects.visible_to(actor).filter(pk__in=same)
    return rows.select_related("caseworker__user").order_by("-pk")
