"""With 100,000 steps and as many deeds, a day is found by its time, behind row-level security too."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pact.access.actor import acting_as
from tests.database import arranging
from tests.placements.crowd import MANY, ONE_IN_A_HUNDRED, nodes, plan_of_sql
from tests.placements.overview.minutes.scenes import DAY, NOW

# One in a few minutes, the last of them now; of ten one belongs in the minutes.
HISTORY = """
insert into audit_step (at, role, purpose, kind, object_id, public_id, candidate_id, was, becomes,
    code)
select %(now)s - n * interval '5 minutes', 'coordinator', '', 'candidate', n, gen_random_uuid(), n,
    'submitted', case when n %% 10 = 0 then 'admitted' else 'draft' end, ''
from generate_series(1, %(many)s) n;
insert into audit_deed (at, role, purpose, action, kind, object_id, public_id, candidate_id, code,
    fields)
select %(now)s - n * interval '5 minutes', 'caseworker', '',
    case when n %% 10 = 0 then 'answer_profile' else 'application_saved' end, 'placement', n,
    gen_random_uuid(), n, '', '[]'
from generate_series(1, %(many)s) n;
analyze audit_step, audit_deed;
"""
LINES = ["audit_step", "audit_deed"]


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def history(people):
    with arranging(), connection.cursor() as cursor:
        cursor.execute(
            "set local session_replication_role = replica; set local statement_timeout = 0"
        )
        cursor.execute(HISTORY, {"now": NOW, "many": MANY})
        cursor.execute("set local session_replication_role = origin; reset statement_timeout")


@pytest.mark.parametrize("days_ago", [0, 200])
def test_a_day_is_found_without_reading_the_history(people, signed_in, actor_of, history, days_ago):
    client = signed_in(people.coordinator)
    address = reverse("overview:minutes_of", args=[DAY - timedelta(days=days_ago)])
    with CaptureQueriesContext(connection) as captured:
        page = client.get(address)
    asked = [
        each["sql"] for each in captured if any(f'FROM "{line}"' in each["sql"] for line in LINES)
    ]
    with acting_as(actor_of(people.coordinator)):
        plans = [plan_of_sql(sql) for sql in asked]

    assert page.context["lines"] > 10
    scans = [node for plan in plans for node in nodes(plan) if node.get("Relation Name") in LINES]
    assert {node["Relation Name"] for node in scans} == set(LINES)
    assert [node["Node Type"] for node in scans if "Seq Scan" in node["Node Type"]] == []
    # A bitmap's index stands on a node of its own, below that of the table.
    used = {node.get("Index Name") for plan in plans for node in nodes(plan)}
    assert {"steps_by_time", "deeds_by_time"} <= used
    assert all(node["Actual Rows"] < ONE_IN_A_HUNDRED for node in scans)
    assert all(node.get("Rows Removed by Filter", 0) < ONE_IN_A_HUNDRED for node in scans)
