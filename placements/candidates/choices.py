"""What there is to choose from on the map, as it is today."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.db.models import QuerySet

from municipalities.models import AreaDistrict, IntroductionArea
from pact.agreement.models import District

Groups = list[tuple[str, list[tuple[int, str]]]]


def areas(on: date) -> Groups:
    """The introduction areas that hold on a date, by municipality."""
    rows = IntroductionArea.objects.on(on).select_related("municipality")
    return by_municipality(rows.order_by("municipality__name", "name"))


def districts() -> QuerySet[District]:
    """The districts of the newest division, with the municipalities that they are parts of."""
    newest = District.objects.order_by("-year").values("year")[:1]
    rows = District.objects.filter(year=newest).select_related("municipality")
    return rows.order_by("municipality__name", "name")


def municipalities_of(districts: Iterable[District]) -> list[tuple[int, str]]:
    names = {district.municipality_id: district.municipality.name for district in districts}
    return list(names.items())


def by_municipality(rows: Iterable[District | IntroductionArea]) -> Groups:
    return [
        (name, [(row.pk, row.name) for row in group])
        for name, group in groupby(rows, key=lambda row: row.municipality.name)
    ]


def wished_and_avoided(areas: list[int], avoided: list[int], on: date) -> list[str]:
    """The names of wished areas in which no district is left to live in."""
    parts = AreaDistrict.objects.on(on).filter(area__in=areas).select_related("area")
    left: set[str] = set()
    gone: set[str] = set()
    for part in parts.order_by("area__name"):
        (gone if part.district_id in avoided else left).add(part.area.name)
    return sorted(gone - left)
