"""With 100,000 candidates a search by name walks its index, behind row-level security too."""

import pytest

from pact.access.actor import acting_as
from placements.overview.search.querysets import AT_MOST, by_name
from tests.placements.crowd import ONE_IN_A_HUNDRED, TABLES, gather, nodes, plan_of


@pytest.fixture
def crowd(people):
    gather(people)


def test_a_search_by_name_walks_the_index_of_names(people, actor_of, crowd):
    caseworker = actor_of(people.caseworker)
    with acting_as(caseworker):
        plan = plan_of(by_name(caseworker, "Ab")[: AT_MOST + 1])

    plan = list(nodes(plan["Plan"]))
    # The index may be walked for a bitmap as well: that node names no table.
    by_name_key = [node for node in plan if node.get("Index Name") == "identity_by_name"]
    people = [node for node in plan if node.get("Relation Name") in TABLES]
    # Each found may be put in its place by this index as well, or by the primary key.
    assert by_name_key
    for names in by_name_key:
        assert "(name_key)::text >= 'AB'::text" in names["Index Cond"]
        assert 0 < names["Actual Rows"] <= AT_MOST + 1
    assert [node["Node Type"] for node in people if "Seq Scan" in node["Node Type"]] == []
    assert all(node.get("Rows Removed by Filter", 0) < ONE_IN_A_HUNDRED for node in people)
