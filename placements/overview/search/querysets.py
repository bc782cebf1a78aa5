"""Finding a case: by its reference, by the name of somebody whose file is one's own, or alike."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, OuterRef, QuerySet, Subquery

from pact.access.actor import Actor
from pact.accounts.roles import Role
from placements.candidates.household import listed
from placements.candidates.models import Candidate, Card, Identity
from placements.candidates.names import name_key

AT_MOST = 25
LAST_SIGN = "\U0010ffff"


def may_search_names(actor: Actor) -> bool:
    return actor.is_a(Role.CASEWORKER)


def by_reference(actor: Actor, reference: str) -> QuerySet[Candidate]:
    return listed(Candidate.objects.visible_to(actor), actor).filter(reference=reference)


def by_name(actor: Actor, name: str) -> QuerySet[Candidate]:
    """Own cases in which somebody's surname begins like this, by name; each case once.

    The name is compared as a range of a column in byte order: LIKE and upper() may not use an index
    behind row-level security. The names are found first, as an array: joined, a guess at how many
    there are decides whether all cases of the member are read instead.
    """
    if not may_search_names(actor):
        return Candidate.objects.none()
    key = name_key(name)
    found = Identity.objects.filter(
        care_party_id=actor.party_id, name_key__gte=key, name_key__lt=key + LAST_SIGN
    )
    first = found.filter(candidate=OuterRef("pk")).order_by("name_key")
    own = Candidate.objects.visible_to(actor).read_by(actor)
    return (
        listed(own, actor)
        .filter(_is_any_of(found.values("candidate")))
        .annotate(found_name=Subquery(first.values("name_key")[:1]))
        .order_by("found_name", "pk")
    )


def _is_any_of(ids: QuerySet) -> Func:
    return Func(
        F("pk"),
        Func(ArraySubquery(ids), function="any"),
        arg_joiner=" = ",
        template="%(expressions)s",
        output_field=BooleanField(),
    )


def alike(actor: Actor, *, birth_year: int, initials: str) -> QuerySet[Card]:
    """Whoever was born in this year, and whose initials begin like these: for who decides.

    One letter is compared, because one party writes J. where another writes J.P. The cards are found
    first, as the names are.
    """
    if not actor.is_a(Role.COORDINATOR):
        return Card.objects.none()
    born = Card.objects.filter(birth_year=birth_year, initials__istartswith=initials[:1])
    beside = ("caseworker__user", "care_party", "need")
    return (
        Card.objects.filter(_is_any_of(born.values("pk")))
        .filter(candidate__in=Candidate.objects.visible_to(actor))
        .select_related("candidate", *(f"candidate__{each}" for each in beside))
        .order_by("-candidate_id", "pk")
    )
