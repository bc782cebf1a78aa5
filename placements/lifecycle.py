"""What every life cycle of the road shares: a status that moves along a table of steps."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from pact.common.refusals import Refused, Stale

Steps = Mapping[Any, set[Any]]


class NoSuchStep(Refused):
    """The life cycle has no step from where this is to where somebody wants it."""


class LifeCycle(models.Model):
    """A row with a life: ``status`` moves by ``move_to`` only, along its table of ``STEPS``.

    The database has the same table (a trigger refuses other steps) and writes each step down.
    ``version`` counts edits, so that two people who edit at once both see it.
    """

    STEPS: ClassVar[Steps]

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    status: Any
    status_at = models.DateTimeField()
    status_code = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def move_to(self, status: str, *, at: datetime, code: str = "", **changes: object) -> None:
        """Take one of the ``STEPS`` and save it with what changes along with it, or refuse."""
        if status not in self.STEPS[self.status]:
            raise NoSuchStep(
                _(
                    "This is no longer possible: it is already “%(status)s”. "
                    "Open the page again to see how it stands."
                )
                % {"status": self.get_status_display()}
            )
        self.save_with(status=status, status_at=at, status_code=code, **changes)

    def save_with(self, **changes: object) -> None:
        """Save these fields and count the edit."""
        for name, value in changes.items():
            setattr(self, name, value)
        self.version += 1
        self.save(update_fields=[*changes, "version"])

    def check_version(self, version: int, *, theirs: Mapping[str, object]) -> None:
        """Refuse an edit of a page that somebody else has changed since it was opened."""
        if version != self.version:
            raise Stale(theirs=theirs, version=self.version)
