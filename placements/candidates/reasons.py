"""The words of the reasons that an application was decided with, along with what they are about."""

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from pact.agreement.models import Reason

Words = dict[tuple[str | None, str], str]


def words_for(column: str) -> ArraySubquery:
    """Every reason that has the code in this column, whatever its kind."""
    rows = Reason.objects.filter(code=OuterRef(column)).order_by("pk")
    each = JSONObject(kind="kind", code="code", dutch="dutch", english="english")
    return ArraySubquery(rows.values(reason=each))


def worded(found: Iterable[dict[str, str]]) -> Words:
    """By kind and code, in the language of whoever reads."""
    reasons = [Reason(**each) for each in found]
    return {(reason.kind, reason.code): str(reason) for reason in reasons}
