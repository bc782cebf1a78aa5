"""The introduction areas as an administrator reads them: now, and what is to change."""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet

from municipalities.models import AreaDistrict, AreaWork, IntroductionArea
from pact.agreement.models import Municipality


def areas(on: date) -> QuerySet[IntroductionArea]:
    """The areas that hold or are to come, each with its districts and who introduces there."""
    of_area = {"area": OuterRef("pk")}
    parts = AreaDistrict.objects.on(on).filter(**of_area).order_by("district__name")
    work = AreaWork.objects.on(on).filter(**of_area).order_by("party__name")
    return (
        IntroductionArea.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on))
        .select_related("municipality")
        .annotate(
            districts=ArraySubquery(parts.values("district__name")),
            introduced_by=ArraySubquery(work.values("party__name")),
        )
        .order_by("municipality__name", "name")
    )


def by_municipality(on: date) -> list[tuple[Municipality, list[IntroductionArea]]]:
    """Every municipality with its areas, in two statements."""
    found: dict[int, list[IntroductionArea]] = {}
    for area in areas(on):
        found.setdefault(area.municipality_id, []).append(area)
    return [(place, found.get(place.pk, [])) for place in Municipality.objects.all()]


def parts_of(area: IntroductionArea) -> QuerySet[AreaDistrict]:
    """Each district with the days on which it belongs to this area."""
    return area.parts.select_related("district").order_by("district__name", "valid_from")


def work_in(area: IntroductionArea) -> QuerySet[AreaWork]:
    return area.work.select_related("party").order_by("party__name", "valid_from")


def where_districts_are(municipality: Municipality, on: date) -> dict[int, str]:
    """For each district that belongs to an area on a date, the name of that area."""
    parts = AreaDistrict.objects.on(on).filter(district__municipality=municipality)
    return dict(parts.values_list("district", "area__name"))
