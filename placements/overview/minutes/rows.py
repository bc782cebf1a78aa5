"""Every step and deed of one day, with what stands around it: one statement, however many there are.

The walls let the coordinator read all of it; what a row of another reader would hold comes back empty.
"""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, JSONField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from municipalities.models import LedgerEntry, Movement
from pact.access.actor import Actor
from pact.accounts.models import Membership
from pact.agreement.models import Reason, ReasonKind
from pact.audit.models import Deed, Step
from placements.candidates.models import Candidate, MissingItem
from placements.dwellings.models import Dwelling
from placements.overview.minutes.days import end_of, start_of
from placements.overview.minutes.told import OUR_DEEDS, OUR_STEPS, REASONS
from placements.proposals.models import Placement

COLUMNS = ["at", "id", "kind", "was", "what", "code", "details"]
AROUND = ["case", "placement", "home", "who", "reasons", "place"]
HOME = {"street": "street", "number": "house_number", "addition": "addition", "city": "city"}


def rows_of(day: date, actor: Actor, *, at_most: int) -> list[dict[str, Any]]:
    """The first rows of the day, in the order in which they happened."""
    steps = _around(_on(day, Step.objects.filter(OUR_STEPS)), actor).annotate(
        what=F("becomes"), details=Value([], JSONField())
    )
    deeds = _around(_on(day, Deed.objects.filter(OUR_DEEDS)), actor).annotate(
        was=Value("", CharField()), what=F("action"), details=F("fields")
    )
    wanted = [*COLUMNS, *AROUND]
    both = steps.values(*wanted).union(deeds.values(*wanted), all=True)
    return list(both.order_by("at", "id")[:at_most])


def _on(day: date, lines: QuerySet) -> QuerySet:
    return lines.filter(at__gte=start_of(day), at__lt=end_of(day))


def _around(lines: QuerySet, actor: Actor) -> QuerySet:
    placements = Placement.objects.visible_to(actor).filter(public_id=OuterRef("public_id"))
    homes = Dwelling.objects.visible_to(actor).filter(public_id=OuterRef("public_id"))
    cases = Candidate.objects.visible_to(actor).filter(pk=OuterRef("candidate_id"))
    members = Membership.objects.filter(pk=OuterRef("membership_id"))
    return lines.annotate(
        case=_one(cases, reference="reference", public_id="public_id"),
        placement=_one(
            placements.annotate(choices=ArraySubquery(_choices())),
            public_id="public_id",
            rank="rank",
            choices="choices",
            **{name: f"dwelling__{field}" for name, field in HOME.items()},
        ),
        home=_one(homes, public_id="public_id", **HOME),
        who=_one(members, name="user__name", party="party__name", role="role"),
        reasons=ArraySubquery(_reasons()),
        place=_one(_place_taken(), number="place_number", year="year"),
    )


def _one(rows: QuerySet, **wanted: str) -> Subquery:
    return Subquery(rows.values(row=JSONObject(**wanted))[:1])


def _choices() -> QuerySet:
    """Why another than the first was proposed; the newest wording comes last."""
    why = {"kind": ReasonKind.OTHER_CANDIDATE, "code": OuterRef("choice_code")}
    return _labels(Reason.objects.filter(**why))


def _reasons() -> QuerySet:
    """What the code of a line stands for, per question; of a returned application, what is missing."""
    missing = MissingItem.objects.filter(
        candidate=OuterRef(OuterRef("candidate_id")), asked_at=OuterRef(OuterRef("at"))
    )
    asked = Q(kind=ReasonKind.RETURN_ITEM, code__in=missing.values("code"))
    return _labels(Reason.objects.filter(Q(kind__in=REASONS, code=OuterRef("code")) | asked))


def _labels(reasons: QuerySet) -> QuerySet:
    both = {"label_dutch": "dutch", "label_english": "english"}
    label = JSONObject(kind="kind", code="code", **both)
    return reasons.order_by("valid_from", "pk").values(row=label)


def _place_taken() -> QuerySet:
    """The place that this step took, as the ledger tells it: the placement may have lost it since."""
    taken = {"placement": OuterRef("public_id"), "at": OuterRef("at")}
    return LedgerEntry.objects.filter(movement=Movement.RESERVE, **taken)
