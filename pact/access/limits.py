"""How often somebody may ask the same kind of thing; counted in PostgreSQL, which forgets nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.access.models import Asked
from pact.common.refusals import Refused


class TooOften(Refused):
    """Somebody asked as often as they may, and can go on a little later."""


@dataclass(frozen=True)
class Limit:
    kind: str
    most: int
    within: timedelta

    def count(self, *, by: Actor, at: datetime) -> None:
        """Count one more time for whoever asks, or refuse and say when it is possible again.

        Their row is locked until the request ends, so that many at once count one after another.
        """
        with transaction.atomic():
            whose = {"user_id": by.user_id, "kind": self.kind}
            Asked.objects.bulk_create([Asked(**whose)], ignore_conflicts=True)
            asked = Asked.objects.select_for_update().get(**whose)
            asked.times = [time for time in asked.times if time > at - self.within]
            if len(asked.times) >= self.most:
                raise self._too_often(min(asked.times) + self.within)
            asked.times.append(at)
            asked.save(update_fields=["times"])

    def _too_often(self, again: datetime) -> TooOften:
        return TooOften(
            _(
                "You asked this %(most)s times in a short while, and that is the most there is, to "
                "keep anybody from trying names. Nothing is lost: send it again after %(time)s."
            )
            % {"most": self.most, "time": f"{localtime(again):%H:%M:%S}"}
        )
