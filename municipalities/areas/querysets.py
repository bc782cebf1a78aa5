"""The introduction areas as an administrator reads them: now, and what is to change."""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Greatest

from municipalities.models import AreaDistrict, AreaWork, IntroductionArea
from pact.agreement.models import District, Municipality


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


def with_districts(on: date) -> QuerySet[IntroductionArea]:
    """Areas along with the districts that are theirs on a date, or on the day on which they begin."""
    then = Greatest(Value(on), OuterRef("valid_from"))
    parts = AreaDistrict.objects.alias(then=then).filter(
        Q(valid_to=None) | Q(valid_to__gt=F("then")), area=OuterRef("pk"), valid_from__lte=F("then")
    )
    return IntroductionArea.objects.select_related("municipality").annotate(
        district_ids=ArraySubquery(parts.values("district"))
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


def introduced_now(municipality: Municipality, on: date) -> list[tuple[str, int]]:
    """How many people are introduced in each area; introductions are kept and counted further up."""
    counted = Func(F("pk"), function="municipalities_introduced_in", output_field=IntegerField())
    rows = IntroductionArea.objects.on(on).filter(municipality=municipality).annotate(n=counted)
    return list(rows.filter(n__gt=0).order_by("name").values_list("name", "n"))


def districts_of(municipality: Municipality, on: date) -> QuerySet[District]:
    """The districts of a municipality, each with the name of the area it belongs to on a date."""
    there = AreaDistrict.objects.on(on).filter(district=OuterRef("pk"))
    districts = District.objects.filter(municipality=municipality).order_by("name")
    return districts.annotate(area_now=Subquery(there.values("area__name")[:1]))
