"""An application as it is filled in: which answer stands in which table, and what is still missing.

One list of answers for the form, the tables, the gaps and the file, so that none can forget one.
"""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from placements.candidates.models import (
    AvoidedDistrict,
    Candidate,
    Card,
    Care,
    MissingItem,
    Need,
    Note,
    PreferredArea,
    Safety,
    Uitstromer,
)
from placements.candidates.person import (
    LABELS_OF_PERSON,
    NEEDED_OF_PERSON,
    Answers,
    Gap,
    answers_about,
    gaps_of,
    is_open,
    write_person,
)
from placements.candidates.reasons import words_for

TABLES: dict[Any, tuple[str, ...]] = {
    Need: (
        "adults",
        "children",
        "co_parenting",
        "bedrooms",
        "accessibility",
        "wants_quiet",
        "max_rent",
        "earliest_month",
        "wished_month",
    ),
    Care: (
        "origin",
        "facility",
        "municipality_of_origin",
        "from_elsewhere",
        "income_class",
        "income_proved_on",
    ),
    Safety: ("is_flagged", "current_address"),
    Note: ("text",),
}
AREAS, AVOIDED = "areas", "avoided"

LABELS: dict[str, Promise] = {
    **LABELS_OF_PERSON,
    "adults": _("Adults"),
    "children": _("Children"),
    "co_parenting": _("The children live here part of the time"),
    "bedrooms": _("Bedrooms needed"),
    "accessibility": _("What the home must offer"),
    "wants_quiet": _("Needs a quiet place"),
    "max_rent": _("Highest rent a month"),
    "earliest_month": _("Earliest month to move"),
    "wished_month": _("Wished month to move"),
    "origin": _("Lives now in"),
    "facility": _("Name of the facility"),
    "municipality_of_origin": _("Municipality of origin"),
    "from_elsewhere": _("From outside these municipalities"),
    "income_class": _("Income"),
    "income_proved_on": _("Proof of income of"),
    AREAS: _("Areas wished for"),
    AVOIDED: _("Districts to avoid"),
    "is_flagged": _("Ring first: safety is at stake"),
    "current_address": _("Address now"),
    "text": _("Note"),
}

NEEDED = (
    *NEEDED_OF_PERSON[:-1],
    "adults",
    "bedrooms",
    "accessibility",
    "max_rent",
    "origin",
    "municipality_of_origin",
    "income_class",
    *NEEDED_OF_PERSON[-1:],
    AREAS,
    "wished_month",
)
"""Without these nobody can decide on an application, nor look for a home."""


def missing_from(candidate: Candidate) -> list[Gap]:
    """What an application still lacks to be submitted: of the household, then of each person."""
    loaded = whole(candidate)
    return [*gaps_in(answers_in(loaded)), *gaps_of_others(loaded)]


def gaps_in(answers: Answers) -> list[Gap]:
    elsewhere = {"municipality_of_origin"} if answers.get("from_elsewhere") else set()
    needed = [field for field in NEEDED if field not in elsewhere]
    return [Gap(LABELS[field], field) for field in needed if is_open(answers.get(field))]


def gaps_of_others(loaded: Any) -> list[Gap]:
    """What is missing of those who stand beside the first person."""
    return [gap for person in people_in(loaded)[1:] for gap in gaps_of(person)]


def people_in(loaded: Any) -> list[Uitstromer]:
    """The people of a candidate from ``whole`` whom this actor may know of, the first one first."""
    return list(loaded.uitstromers.all())


def answers_of(candidate: Candidate) -> Answers:
    """Every answer as it stands in the tables; what was never answered is empty."""
    return answers_in(whole(candidate))


def answers_in(loaded: Any) -> Answers:
    """The answers of a candidate who came from ``whole``, without asking the database again."""
    answers: Answers = {AREAS: list(loaded.area_ids), AVOIDED: list(loaded.avoided_ids)}
    for model, fields in TABLES.items():
        row = getattr(loaded, model.__name__.lower(), None) or model()
        answers |= {field: getattr(row, _column(field)) for field in fields}
    return answers | answers_about(next(iter(people_in(loaded)), None))


def whole(candidate: Candidate) -> Any:
    """A candidate who is at hand, with every table that this actor may read."""
    return with_everything(Candidate.objects.filter(pk=candidate.pk)).get()


def with_everything(rows: QuerySet[Candidate], *beside: str) -> QuerySet[Any]:
    """Candidates with every table that this actor may read, in two statements.

    The walls leave the others out: to whoever may not read it, a table is not there.
    """
    areas = PreferredArea.objects.filter(candidate=OuterRef("pk")).order_by("area__name")
    avoided = AvoidedDistrict.objects.filter(candidate=OuterRef("pk")).order_by("district__name")
    others = MissingItem.objects.filter(candidate=OuterRef("candidate"))
    last = others.order_by("-asked_at").values("asked_at")[:1]
    asked = MissingItem.objects.filter(candidate=OuterRef("pk"), asked_at=Subquery(last))
    # Through the row itself: placements are further along the road, and nothing here knows them.
    placements = Candidate.objects.filter(pk=OuterRef("pk"), placements__isnull=False)
    placements = placements.order_by("-placements__pk")
    tables = [model.__name__.lower() for model in TABLES]
    rows = with_people(rows, "guidance").select_related(
        *tables, "care__municipality_of_origin", *beside
    )
    return rows.annotate(
        area_ids=ArraySubquery(areas.values("area_id")),
        area_names=ArraySubquery(areas.values("area__name")),
        avoided_ids=ArraySubquery(avoided.values("district_id")),
        avoided_names=ArraySubquery(avoided.values("district__name")),
        asked=ArraySubquery(asked.values(item=JSONObject(code="code", words=words_for("code")))),
        words=words_for("status_code"),
        placement_ids=ArraySubquery(placements.values("placements__public_id")[:1]),
        placement_statuses=ArraySubquery(placements.values("placements__status")[:1]),
    )


def with_people(rows: QuerySet[Candidate], *beside: str) -> QuerySet[Candidate]:
    """Candidates with their people, in one statement more; the walls leave out who is not theirs."""
    people = Uitstromer.objects.whole(*beside)
    return rows.prefetch_related(Prefetch("uitstromers", queryset=people))


def write_answers(candidate: Candidate, answers: Answers) -> None:
    """Put each answer in its table. Locking, rules and the record are the action's."""
    for model, fields in TABLES.items():
        values = {_column(field): answers[field] for field in fields}
        row = model(candidate=candidate, caseworker_id=candidate.caseworker_id, **values)
        model.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["candidate"], update_fields=list(values)
        )
    write_people(candidate, answers)
    _tick(PreferredArea, "area_id", candidate, answers[AREAS])
    _tick(AvoidedDistrict, "district_id", candidate, answers[AVOIDED])


def write_people(candidate: Candidate, answers: Answers) -> None:
    """The first person as answered; whether to ring first holds for everybody in the household."""
    first, _new = Uitstromer.objects.get_or_create(
        candidate=candidate, number=1, defaults={"caseworker_id": candidate.caseworker_id}
    )
    write_person(first, answers, care_party=candidate.care_party_id)
    Card.objects.filter(candidate=candidate).update(call_first=answers["is_flagged"])


def _column(field: str) -> str:
    return f"{field}_id" if field == "municipality_of_origin" else field


def _tick(model: Any, column: str, candidate: Candidate, wanted: list[int]) -> None:
    """Make the ticked rows exactly these; a tick that stays is left alone."""
    ticked = model.objects.filter(candidate=candidate)
    ticked.exclude(**{f"{column}__in": wanted}).delete()
    model.objects.bulk_create(
        [
            model(candidate=candidate, caseworker_id=candidate.caseworker_id, **{column: pk})
            for pk in wanted
        ],
        ignore_conflicts=True,
    )
