"""Nobody comes to read a stranger's case by turning a row of their own towards it."""

import json
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from pact.access.actor import Actor, acting_as
from placements.candidates.models import Candidate
from placements.guidance.models import ContactMoment, Takeover
from placements.introductions.models import Exemption, Request
from placements.proposals.models import Placement, Question
from placements.signals.models import Signal
from placements.tenancies.models import Appointment, Lease
from tests.database import arranging
from tests.factories import (
    WINTER,
    CandidateFactory,
    DwellingFactory,
    GuidanceFactory,
    IntroductionFactory,
    PlacementFactory,
)
from tests.privacy.household import household

DAY = WINTER.date()
ATTACKERS = ["stranger", "foreign_agent", "foreign_worker", "coordinator", "other_agent"]
ABOUT = {"candidate_id", "placement_id", "introduction_id", "guidance_id", "uitstromer_id"}
OF_CASE = {*ABOUT, "caseworker_id", "care_party_id"}
MODELS = [
    model
    for model in apps.get_app_config("placements").get_models()
    if any(field.is_relation for field in model._meta.concrete_fields)
]


def case_of_strangers(people) -> Candidate:
    """A case of the attackers' own, with a row of theirs in every table that somebody may change."""
    candidate = CandidateFactory(caseworker=people.stranger, status="housed")
    guidance = GuidanceFactory(candidate=candidate, worker=people.foreign_worker)
    introduction = IntroductionFactory(candidate=candidate, worker=people.foreign_worker)
    placement = PlacementFactory(
        candidate=candidate,
        dwelling=DwellingFactory(offered_by=people.foreign_agent, status="let"),
        worker=people.foreign_worker,
        status="moved_in",
        released_at=WINTER,
    )
    with arranging():
        for kind, party in {
            "profile": placement.corporation,
            "candidate": placement.care_party,
        }.items():
            Question.objects.create(
                placement=placement, kind=kind, party=party, asked_at=WINTER, due_on=DAY
            )
        Lease.objects.create(
            placement=placement,
            form="regular",
            signed_on=DAY.replace(month=9),
            starts_on=DAY.replace(month=9),
            introduction=introduction,
        )
        Appointment.objects.create(
            placement=placement,
            kind="viewing",
            on=DAY,
            at_time=WINTER.time(),
            made_by=placement.agent,
            worker_comes=True,
        )
        Request.objects.create(introduction=introduction, whom="youth_centre", asked_on=DAY)
        ContactMoment.objects.create(guidance=guidance, kind="visit", planned_on=DAY)
        Signal.objects.create(
            placement=placement,
            fact="nuisance",
            happened_on=DAY,
            side="corporation",
            corporation_view="serious",
            given_by=people.foreign_agent,
            given_at=WINTER,
            status_at=WINTER,
            due_on=DAY,
        )
        Exemption.objects.create(
            candidate=candidate,
            care_party=candidate.care_party,
            caseworker=people.stranger,
            code="urgent",
            catch_up="after_move_monthly",
            catch_up_by=DAY,
            asked_by=people.stranger,
            asked_at=WINTER,
            decide_by=DAY,
        )
        Takeover.objects.create(
            candidate=candidate,
            caseworker=people.stranger,
            asked_by=people.stranger,
            from_party=candidate.care_party,
            to_party=people.caseworker.party,
            to=people.caseworker,
            asked_at=WINTER,
            status_at=WINTER,
            reference=candidate.reference,
            guided_since=DAY,
        )
    return candidate


Rows = dict[type[models.Model], dict]


def rows_of(candidate: Candidate) -> Rows:
    """One row of each table that hangs on a case, with the keys that it points with."""
    found = {}
    for model in MODELS:
        name = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(f'select to_jsonb(t) from "{name}" t where {_of(model)}', [candidate.pk])
            row = cursor.fetchone()
        found |= {model: json.loads(row[0])} if row else {}
    return found


def _of(model: type[models.Model]) -> str:
    """What makes a row one of the case's."""
    columns = {field.column for field in model._meta.concrete_fields}
    if model is Candidate:
        return "id = %s"
    if "candidate_id" in columns:
        return "candidate_id = %s"
    for column in ("placement_id", "introduction_id", "guidance_id"):
        if column in columns:
            of_case = f"select id from placements_{column.removesuffix('_id')}"
            return f"{column} in ({of_case} where candidate_id = %s)"
    return "id in (select dwelling_id from placements_placement where candidate_id = %s)"


def turned(mine: dict, theirs: dict, model: type[models.Model]) -> Iterator[dict]:
    """The keys of theirs, all at once, each alone, and with those left out that make a row mine."""
    keys = {
        field.column: theirs[field.column]
        for field in model._meta.concrete_fields
        if field.is_relation and mine[field.column] != theirs.get(field.column, mine[field.column])
    }
    about = {name: key for name, key in keys.items() if name in ABOUT}
    case = {name: key for name, key in keys.items() if name in OF_CASE}
    yield from (some for some in [keys, about, case, *({n: k} for n, k in keys.items())] if some)


def seen(actor: Actor, theirs: Rows) -> set[str]:
    """The tables in which this actor reads the other row."""
    with acting_as(actor), connection.cursor() as cursor:
        found = set()
        for model, row in theirs.items():
            pk, table = model._meta.pk.column, model._meta.db_table
            cursor.execute(f'select from "{table}" where "{pk}" = %s', [row[pk]])
            found |= {table} if cursor.rowcount else set()
        return found


def turn(model: type[models.Model], mine: dict, keys: dict) -> bool:
    """Whether the database let a row of one's own point there."""
    pk, table = model._meta.pk.column, model._meta.db_table
    columns = ", ".join(f'"{name}" = %s' for name in keys)
    with connection.cursor() as cursor:
        cursor.execute(
            f'update "{table}" set {columns} where "{pk}" = %s', [*keys.values(), mine[pk]]
        )
        return cursor.rowcount > 0


class Undone(Exception):
    """An attack is over: nothing of it stays."""


def learnt(actor: Actor, mine: Rows, theirs: Rows) -> dict[str, set[str]]:
    """What this actor reads of the other case after each turn, and did not before."""
    before, found = seen(actor, theirs), {}
    for model, row in mine.items():
        # Of a kind of row that the other case has none of: what its placement points at.
        for keys in turned(row, theirs.get(model, theirs[Placement]), model):
            try:
                with transaction.atomic(), acting_as(actor):
                    if turn(model, row, keys):
                        new = seen(actor, theirs) - before
                        found |= {f"{model._meta.db_table} {sorted(keys)}": new} if new else {}
                    raise Undone
            except (DatabaseError, Undone):
                continue
    return found


@pytest.mark.parametrize("who", ATTACKERS)
def test_no_row_of_ones_own_opens_the_case_of_another(people, actor_of, who):
    mine, victim = case_of_strangers(people), household(people, state="moved_in").candidate
    with arranging():
        ours, theirs = rows_of(mine), rows_of(victim)

    assert {Placement, Question, Lease, Takeover} <= set(ours)
    assert learnt(actor_of(getattr(people, who)), ours, theirs) == {}
