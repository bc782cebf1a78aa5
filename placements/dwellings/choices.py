"""What there is to choose from when a home is offered or changed."""

from itertools import groupby

from pact.agreement.models import District

Choices = list[tuple[str, object]]


def district_choices(municipality: str = "") -> Choices:
    """The districts of the newest division, by municipality; of one, where that is chosen."""
    newest = District.objects.order_by("-year").values("year")[:1]
    rows = District.objects.filter(year=newest).select_related("municipality")
    if municipality.isdecimal():
        rows = rows.filter(municipality=municipality[:9])
    named = groupby(rows.order_by("municipality__name", "name"), lambda row: row.municipality.name)
    return [("", "—"), *((name, [(row.pk, row.name) for row in group]) for name, group in named)]
