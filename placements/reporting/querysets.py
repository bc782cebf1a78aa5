"""Reads of reports. ``visible_to`` is the only door."""

from typing import Self

from django.db import models

from pact.access.actor import Actor
from pact.accounts.roles import Role

READS_DRAFTS = (Role.COORDINATOR, Role.OVERSIGHT, Role.MUNICIPAL_OFFICER, Role.PRIVACY_OFFICER)


class ReportQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """A draft is for who watches over the agreement; a final report is for everybody."""
        if actor.is_a(*READS_DRAFTS):
            return self.all()
        return self.filter(is_final=True, state="done")

    def to_make(self) -> Self:
        return self.filter(state__in=["queued", "busy"])

    def for_list(self) -> Self:
        """Without the pages and figures themselves, with the party of whoever asked for it."""
        return self.select_related("asked_by__party").defer("pdf", "figures")
