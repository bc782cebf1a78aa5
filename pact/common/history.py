"""What the parties agreed keeps its past: every version of a row, with who wrote it and why."""

from collections.abc import Callable

import pghistory
from django.db import models
from django.db.models.functions import Coalesce


def keeps_history(*, exclude: list[str] | None = None) -> Callable[[type[models.Model]], type]:
    """Append each insert, change and removal of a row to its own history, by trigger.

    Bulk writes and raw SQL are kept as well, and a write by nobody is refused. Not for what tells
    something about a person: of that, only the fact of a change is kept.
    """
    changes = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    return pghistory.track(*changes, exclude=exclude)


def last_change(model: type[models.Model], **of: object) -> int:
    """The number of the newest version among these rows: what a form was opened on."""
    return _newest_first(model, of).values_list("pgh_id", flat=True).first() or 0


def newest_version(model: type[models.Model], **of: object) -> Coalesce:
    """The same within another statement, so that several kinds of rows are asked of at once."""
    newest = models.Subquery(_newest_first(model, of).values("pgh_id")[:1])
    return Coalesce(newest, 0, output_field=models.BigIntegerField())


def _newest_first(model: type[models.Model], of: dict[str, object]) -> models.QuerySet:
    return model.pgh_event_model.objects.filter(**of).order_by("-pgh_id")
