"""Words of the agreement as columns: a list asks no statement a row."""

from django.db.models import OuterRef, Subquery
from django.utils.translation import get_language

from pact.agreement.models import Reason, ReasonKind


def in_words(kind: ReasonKind, code: str) -> Subquery:
    """The words of a code, in the reader's language."""
    words = "english" if get_language() == "en" else "dutch"
    rows = Reason.objects.filter(kind=kind, code=OuterRef(code)).order_by("-valid_from")
    return Subquery(rows.values(words)[:1])
