"""Several counts in one statement: what rests on somebody is of many kinds."""

from django.db.models import CharField, Count, QuerySet, Value


def counted(**kinds: QuerySet) -> dict[str, int]:
    """How many rows each of these reads has, by its name."""
    first, *others = [_one_line(name, rows) for name, rows in kinds.items()]
    found = dict(first.union(*others, all=True))
    return {name: found.get(name, 0) for name in kinds}


def _one_line(name: str, rows: QuerySet) -> QuerySet:
    named = rows.order_by().annotate(kind=Value(name, output_field=CharField()))
    return named.values("kind").annotate(count=Count("pk")).values_list("kind", "count")
