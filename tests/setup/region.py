"""What the demonstration says of its region, asked of its own database on whatever day it is."""

from collections.abc import Iterator
from datetime import date

from django.apps import apps
from django.db import connection
from django.db.models import Field, Max, Min

from municipalities.models import Decision, Exchange, PactYear
from pact.access.actor import Actor, acting_as
from pact.accounts.models import Membership, User
from pact.accounts.roles import Role
from pact.accounts.standing_in import stands_for
from pact.common.dates import months_before
from placements.candidates.models import Uitstromer
from placements.introductions.models import Introduction
from placements.management.region import staff
from placements.overview.items import Item
from placements.overview.promises import broken_promises
from placements.overview.work import work_of
from placements.tenancies.models import Lease
from tests.database import arranging

NOT_LIVES = {"message", "report"}
"""Their state says how far the machine came with its own work."""
WITHOUT_TERMS = {Role.PRIVACY_OFFICER, Role.OVERSIGHT, Role.ADMINISTRATOR}
LAST_STEP = """
select count(*) filter (where step.becomes is distinct from it.status) from {table} it
left join lateral (select becomes from audit_step where kind = %s and object_id = it.id
                   order by id desc limit 1) step on true
"""


def lives() -> Iterator[Field]:
    """The field that says in which state something is, of everything that goes through states."""
    for model in apps.get_models():
        if hasattr(model, "pgh_tracked_model") or model._meta.model_name in NOT_LIVES:
            continue
        for field in model._meta.concrete_fields:
            if field.name in ("status", "state", "verdict") and field.choices:
                yield field


def has_every_state(_said: str, _today: date) -> None:
    with arranging():
        for field in lives():
            found = set(field.model.objects.values_list(field.name, flat=True))
            assert found == {value for value, _label in field.choices}, field
        answers = set(Exchange.objects.values_list("answer", flat=True))
        decisions = Decision.objects.values_list("decided_by", "is_refused", "applied_at")
        outcomes = {(bool(by), refused, bool(at)) for by, refused, at in decisions}

    assert answers == {None, True, False}
    assert outcomes == {(False, False, False), (True, True, False), (True, False, True)}


def holds_hundreds_of_people_over_three_years(_said: str, today: date) -> None:
    with arranging():
        people = Uitstromer.objects.count()
        moved = Lease.objects.aggregate(first=Min("started_on"), last=Max("started_on"))
        parts = set(Lease.objects.values_list("started_on__year", flat=True)) - {None}
        years = set(PactYear.objects.values_list("year", flat=True))

    assert 250 < people < 500
    assert months_before(today, 37) < moved["first"] < months_before(today, 33)
    assert months_before(today, 1) < moved["last"] <= today
    assert {today.year - 2, today.year - 1} <= parts <= years


def gives_everybody_work(said: str, today: date) -> None:
    """One sign-in per role is told; each has something to do, and who has terms has it today."""
    for role in Role:
        (line,) = (line for line in said.splitlines() if line.startswith(str(role.label)))
        member = whoever(line)
        assert member.role == role, line
        own = work_of_member(member, today)
        assert own, role
        due = [item.due for item in own if item.due is not None]
        assert role in WITHOUT_TERMS or min(due) <= today, (role, due)
    with arranging():
        for_today = Introduction.objects.filter(status="planned", planned_on=today)
        worker = for_today.select_related("worker__party").first().worker
    assert today in [item.due for item in work_of_member(worker, today)]


def whoever(line: str) -> Membership:
    (email,) = (word for word in line.split() if "@" in word)
    with arranging():
        return Membership.objects.select_related("party").get(user__email=email)


def work_of_member(member: Membership, today: date) -> list[Item]:
    with arranging():
        actor = Actor.of(member, stands_for=stands_for(member))
    with acting_as(actor):
        return work_of(actor, today).own


def keeps_what_was_promised(_said: str, today: date) -> None:
    with acting_as(Actor.system("check")):
        assert list(broken_promises(today)) == []


def kept_every_step(_said: str, _today: date) -> None:
    """The last line about whatever has a status tells that status, also of what came in bulk."""
    with arranging(), connection.cursor() as cursor:
        for model in {field.model for field in lives() if field.name == "status"}:
            meta = model._meta
            cursor.execute(LAST_STEP.format(table=meta.db_table), [meta.model_name])
            assert cursor.fetchone() == (0,), meta.model_name


def is_invented(_said: str, _today: date) -> None:
    with arranging():
        domains = {
            email.rpartition("@")[2] for email in User.objects.values_list("email", flat=True)
        }

    assert domains == {staff.MAIL}


CLAIMS = [
    has_every_state,
    holds_hundreds_of_people_over_three_years,
    gives_everybody_work,
    keeps_what_was_promised,
    kept_every_step,
    is_invented,
]
