"""Finding a case: by its reference, or by the name of somebody whose file is one's own."""

from django.db.models import OuterRef, QuerySet, Subquery

from pact.access.actor import Actor
from pact.accounts.roles import Role
from placements.candidates.household import listed
from placements.candidates.models import Candidate, Identity
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
    behind row-level security.
    """
    if not may_search_names(actor):
        return Candidate.objects.none()
    key = name_key(name)
    found = Identity.objects.filter(
        care_party_id=actor.party_id, name_key__gte=key, name_key__lt=key + LAST_SIGN
    )
    first = found.filter(candidate=OuterRef("pk")).order_by("name_key")
    own = Candidate.objects.visible_to(actor).handled_by(actor)
    return (
        listed(own, actor)
        .filter(pk__in=found.values("candidate"))
        .annotate(found_name=Subquery(first.values("name_key")[:1]))
        .order_by("found_name", "pk")
    )
