"""Lists of 100,000: the page of a reader asks few questions, and each of them walks an index."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pact.access.actor import acting_as
from placements.introductions.tasks import remind_introducers
from tests.placements.crowd import (
    ONE_IN_A_HUNDRED,
    ROAD_TABLES,
    TABLES,
    gather,
    let_some_be_admitted,
    nodes,
    plan_of_sql,
    walk,
)
from tests.queries import own_statements


@pytest.mark.parametrize("reader", ["caseworker", "colleague", "coordinator"])
def test_the_list_of_candidates_never_reads_them_all(people, signed_in, actor_of, reader):
    gather(people)
    member = getattr(people, reader)
    client, address = signed_in(member), reverse("candidates:list")
    statements = own_statements(client, address)
    assert len(statements) <= 4

    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    asked = [query["sql"] for query in captured.captured_queries]
    with acting_as(actor_of(member)):
        plans = [
            plan_of_sql(sql) for sql in asked if sql.startswith("SELECT") and _reads_people(sql)
        ]
    scans = [node for plan in plans for node in nodes(plan) if node.get("Relation Name") in TABLES]
    assert scans
    assert [node["Relation Name"] for node in scans if "Seq Scan" in node["Node Type"]] == []
    assert all(node.get("Rows Removed by Filter", 0) < ONE_IN_A_HUNDRED for node in scans)


LISTS = {
    "guidance:list": ["caseworker", "coordinator"],
    "introductions:list": ["caseworker", "coordinator", "worker"],
    "dwellings:list": ["agent", "coordinator"],
    "proposals:list": ["caseworker", "coordinator", "agent", "worker"],
    "outbox:messages": ["coordinator"],
    "audit:looks": ["privacy_officer"],
}


def test_a_long_history_costs_no_list_and_no_sweep_more(people, signed_in, actor_of):
    walk(people)
    _no_list_reads_it_all(people, signed_in, actor_of)
    _a_sweep_asks_as_much_for_two_thousand_as_for_none(people)


def _a_sweep_asks_as_much_for_two_thousand_as_for_none(people) -> None:
    let_some_be_admitted(people)
    asked = []
    for made in (2 * ONE_IN_A_HUNDRED, 0):
        with CaptureQueriesContext(connection) as captured:
            assert remind_introducers() == made
        asked.append(len(captured))
    assert asked == [13, 13]


def _no_list_reads_it_all(people, signed_in, actor_of) -> None:
    for name, readers in LISTS.items():
        for reader in readers:
            member = getattr(people, reader)
            client, address = signed_in(member), reverse(name)
            assert len(own_statements(client, address)) <= 4, (name, reader)
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            with acting_as(actor_of(member)):
                plans = [
                    plan_of_sql(each["sql"]) for each in captured if _reads_the_road(each["sql"])
                ]
            assert plans, (name, reader)
            assert [_in_words(node) for plan in plans for node in _too_much(plan)] == [], (
                name,
                reader,
            )


def _reads_the_road(sql: str) -> bool:
    return sql.startswith("SELECT") and any(f'"{table}"' in sql for table in ROAD_TABLES)


def _too_much(plan: dict) -> list[dict]:
    """Where more was read of a table than what one reader has, or than what runs."""
    return [
        node
        for node in nodes(plan)
        if node.get("Relation Name") in ROAD_TABLES
        and (
            "Seq Scan" in node["Node Type"]
            or node["Actual Rows"] * node["Actual Loops"] > 3 * ONE_IN_A_HUNDRED
            or node.get("Rows Removed by Filter", 0) > 3 * ONE_IN_A_HUNDRED
        )
    ]


def _in_words(node: dict) -> str:
    return f"{node['Node Type']} of {node['Relation Name']}: {node['Actual Rows']} rows"


def _reads_people(sql: str) -> bool:
    return any(f'"{table}"' in sql for table in TABLES)
