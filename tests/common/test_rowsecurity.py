"""The text of a policy: each look at another table is planned once."""

import pytest

from pact.common.rowsecurity import planned_once

PLAIN = "(caseworker_id = 1)"
LOOK = "(EXISTS ( SELECT\n   FROM a\n  WHERE (a.id = b.a_id)))"
ONCE = "(EXISTS ( SELECT\n   FROM a\n  WHERE (a.id = b.a_id) OFFSET 0))"


@pytest.mark.parametrize(
    ("condition", "planned"),
    [
        (PLAIN, PLAIN),
        (LOOK, ONCE),
        (ONCE, ONCE),
        (f"({LOOK} OR {PLAIN} OR {LOOK})", f"({ONCE} OR {PLAIN} OR {ONCE})"),
        ("not exists (select from a)", "not exists (select from a OFFSET 0)"),
        (
            "EXISTS ( SELECT FROM a WHERE (x OR EXISTS ( SELECT FROM b)))",
            "EXISTS ( SELECT FROM a WHERE (x OR EXISTS ( SELECT FROM b OFFSET 0)) OFFSET 0)",
        ),
    ],
)
def test_every_look_gets_an_offset_and_nothing_else_changes(condition, planned):
    assert planned_once(condition) == planned


def test_half_a_condition_is_refused():
    with pytest.raises(ValueError, match="not closed"):
        planned_once("EXISTS ( SELECT FROM a WHERE (a.id = 1)")
