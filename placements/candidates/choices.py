"""What there is to choose from on the map, as it is today."""

from datetime import date
from itertools import groupby

from municipalities.models import AreaDistrict, IntroductionArea
from pact.agreement.models import District, Municipality

Groups = list[tuple[str, list[tuple[int, str]]]]


def areas(on: date) -> Groups:
    """The introduction areas that hold on a date, by municipality."""
    rows = IntroductionArea.objects.on(on).select_related("municipality")
    return _by_municipality(rows.order_by("municipality__name", "name"))


def districts() -> Groups:
    """The districts of the newest division, by municipality."""
    newest = District.objects.order_by("-year").values("year")[:1]
    rows = District.objects.filter(year=newest).select_related("municipality")
    return _by_municipality(rows.order_by("municipality__name", "name"))


def municipalities() -> list[tuple[int, str]]:
    return [(row.pk, row.name) for row in Municipality.objects.order_by("name")]


def _by_municipality(rows) -> Groups:
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
