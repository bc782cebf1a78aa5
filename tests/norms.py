"""Another number than the one of the pact, from a day on."""

from datetime import date

from pact.agreement.models import Norm
from tests.database import arranging


def agree_otherwise(key: str, value: int, *, since: date) -> None:
    with arranging():
        before = Norm.objects.get(key=key, valid_to=None)
        Norm.objects.filter(pk=before.pk).update(valid_to=since)
        Norm.objects.create(key=key, value=value, unit=before.unit, valid_from=since)
