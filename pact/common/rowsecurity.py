"""The second wall, in migrations: who may read and write which row, next to the table it guards.

Who is acting stands in settings of the transaction (``app.user`` and its neighbours, set by
``acting_as``). A setting is the empty string after its transaction, so a bare cast would raise
where nobody acts; and it is wrapped in a sub-select, so that it is read once a query.
"""

import re
from typing import Any

from django.db import migrations


def _setting(name: str) -> str:
    return f"(select nullif(current_setting('app.{name}', true), '')::bigint)"


USER = _setting("user")
MEMBERSHIP = _setting("membership")
PARTY = _setting("party")
MUNICIPALITY = _setting("municipality")
ROLE = "(select current_setting('app.role', true))"
PURPOSE = "(select current_setting('app.purpose', true))"
STANDS_FOR = (
    "any((select string_to_array(nullif(current_setting('app.stands_for', true), ''), ',')"
    "::bigint[])::bigint[])"
)

LOOKS = re.compile(r"\bexists\s*\(", re.IGNORECASE)
"""How a policy, ours or as the database tells it, looks whether another row is there."""
ONE_WAY = " OFFSET 0"


def role(*names: str) -> str:
    """True for these roles; a system's purpose is given as ``system:remind``."""
    people = [name for name in names if not name.startswith("system:")]
    purposes = [name.removeprefix("system:") for name in names if name.startswith("system:")]
    parts = []
    if people:
        parts.append(f"{ROLE} in ({_listed(people)})")
    if purposes:
        parts.append(f"({ROLE} = 'system' and {PURPOSE} in ({_listed(purposes)}))")
    return f"({' or '.join(parts)})"


def _listed(names: list[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def grants(table: str, *rights: str) -> migrations.RunSQL:
    """Give the runtime role exactly these rights on a table, and the use of its sequence."""
    return migrations.RunSQL(
        [
            f"revoke all on {table} from pact_app",
            f"grant {', '.join(rights)} on {table} to pact_app",
        ],
        [f"revoke all on {table} from pact_app"],
    )


def guarded(
    table: str,
    *,
    read: str,
    write: str | None = None,
    add: str | None = None,
    remove: str | None = None,
) -> migrations.RunSQL:
    """Put the wall around a table: without a policy that says yes, there are no rows.

    ``read``, ``add``, ``write`` and ``remove`` are conditions on the row's own columns; where one
    is None the deed is nobody's.
    """
    rules = {
        "read": f"for select to pact_app using ({read})",
        "add": add and f"for insert to pact_app with check ({add})",
        "write": write and f"for update to pact_app using ({write}) with check ({write})",
        "remove": remove and f"for delete to pact_app using ({remove})",
    }
    policies = {f"{table}_{deed}": rule for deed, rule in rules.items() if rule}
    build: list[Any] = [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        *(f"create policy {name} on {table} {rule}" for name, rule in policies.items()),
    ]
    tear_down: list[Any] = [
        *(f"drop policy {name} on {table}" for name in policies),
        f"alter table {table} no force row level security",
        f"alter table {table} disable row level security",
    ]
    return migrations.RunSQL(build, tear_down)


def planned_once(condition: str) -> str:
    """The same condition, with each ``exists`` planned one way only.

    Beside another condition PostgreSQL plans every ``exists`` twice, row by row and all rows at
    once, and what stands inside it twice again, before it knows which it will use: half of the
    time of a page went to that. With an offset there is only row by row, by the other row's key.
    """
    told, here = "", 0
    while look := LOOKS.search(condition, here):
        begin = look.end()
        end = _closing(condition, begin)
        inside = planned_once(condition[begin:end]).removesuffix(ONE_WAY)
        told += condition[here:begin] + inside + ONE_WAY
        here = end
    return told + condition[here:]


def _closing(condition: str, begin: int) -> int:
    """Where the bracket closes that was opened just before ``begin``."""
    depth = 1
    for place in range(begin, len(condition)):
        depth += (condition[place] == "(") - (condition[place] == ")")
        if depth == 0:
            return place
    raise ValueError(f"A bracket is not closed in: {condition}")
