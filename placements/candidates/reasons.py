"""The words of reasons, read along with what they are about: no page asks a statement for each."""

from collections.abc import Iterable, Sequence

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import get_language

from pact.agreement.models import Reason, ReasonKind

Words = dict[tuple[str | None, str], str]


def in_words(kinds: Sequence[ReasonKind], column: str) -> Subquery:
    """The reason of the code in this column, in the reader's language."""
    language = "english" if get_language() == "en" else "dutch"
    found = Reason.objects.filter(kind__in=kinds, code=OuterRef(column)).order_by("-valid_from")
    return Subquery(found.values(language)[:1])


def words_for(column: str) -> ArraySubquery:
    """Every reason that has the code in this column, whatever its kind."""
    rows = Reason.objects.filter(code=OuterRef(column)).order_by("pk")
    each = JSONObject(kind="kind", code="code", dutch="dutch", english="english")
    return ArraySubquery(rows.values(reason=each))


def worded(found: Iterable[dict[str, str]]) -> Words:
    """By kind and code, in the language of whoever reads."""
    reasons = [Reason(**each) for each in found]
    return {(reason.kind, reason.code): str(reason) for reason in reasons}
