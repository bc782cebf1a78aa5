"""The only two ways to add a line. Both belong in the transaction of what they tell."""

from datetime import datetime
from typing import Any

from django.db import models

from pact.audit.models import Deed, Look, Outcome


def record(
    action: str,
    target: models.Model,
    *,
    at: datetime,
    code: str = "",
    fields: list[str] | None = None,
) -> None:
    """Tell that the actor of this transaction did ``action`` to ``target``.

    An action is named after what it is about and what happened, with a dot between: "home.let".
    Older names are of other styles and stay, because no line is ever rewritten.
    ``fields`` names what an edit changed; what it was or became is nobody's business here.
    """
    Deed.objects.create(
        at=at,
        action=action,
        kind=target._meta.model_name,
        object_id=target.pk,
        public_id=getattr(target, "public_id", None),
        candidate_id=_candidate_of(target),
        code=code,
        fields=sorted(fields or []),
    )


def looked(
    page: str,
    target: models.Model | None = None,
    *,
    at: datetime,
    rows: int | None = None,
    outcome: Outcome = Outcome.SHOWN,
    reason: str = "",
) -> None:
    """Tell that the actor of this transaction saw ``page``, about ``target`` or about ``rows``.

    ``reason`` is what a command asks of whoever runs it.
    """
    Look.objects.create(
        at=at,
        page=page,
        kind=target._meta.model_name if target else "",
        object_id=target.pk if target else None,
        candidate_id=_candidate_of(target) if target else None,
        care_party_id=getattr(target, "care_party_id", None),
        rows=rows,
        outcome=outcome,
        reason=reason,
    )


def _candidate_of(target: Any) -> int | None:
    if target._meta.model_name == "candidate":
        return target.pk
    return getattr(target, "candidate_id", None)
