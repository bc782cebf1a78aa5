"""Counts what a page asks of the database for its own content, besides what every page asks."""

from collections.abc import Iterable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

AT_MOST = 4
"""Statements of a page's own, however many rows there are."""
BEFORE = (
    'SELECT "django_session"',
    'SELECT "accounts_user"',
    'SELECT "accounts_membership"',  # and for whom this member stands in
    "SAVEPOINT",
    "select set_config(",
)
AFTER = ("select set_config(", "RELEASE SAVEPOINT")
SEEN = ("SAVEPOINT", 'UPDATE "django_session"', "RELEASE SAVEPOINT")
"""The envelope of every page: session, user, membership, transaction, who acts; and back again. Once
in a while the session keeps that somebody was there.
"""

LOOKED = ('INSERT INTO "audit_look"',)
ANOTHER = ("select set_config(", "select set_config(")
SENT = ('INSERT INTO "access_submission"', 'SELECT "access_submission"')
ASKED = (
    "SAVEPOINT",
    'INSERT INTO "access_asked"',
    'SELECT "access_asked"',
    'UPDATE "access_asked"',
    "RELEASE SAVEPOINT",
)
BESIDE = [
    (),
    LOOKED,
    ANOTHER,
    (*LOOKED, *ANOTHER),
    (*ANOTHER, *LOOKED),
    SENT,
    (*SENT, *LOOKED),
    (*SENT, *ANOTHER),
    (*ASKED, *LOOKED),
]
"""Within a page as well: who looked, acting as another for a moment, whether a form was sent before,
and how often somebody asked something. So, or not at all."""
OF_NO_PAGE = (*LOOKED, *ANOTHER, *SENT, *ASKED)
UNDONE = "ROLLBACK TO "


def own_statements(
    client: Client, address: str, data: dict | None = None, *, status: int = 200
) -> list[str]:
    """The statements of one page, without the fixed envelope around every request.

    Of a form that was sent and refused: those of the page that says so, without the deed's.
    """
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(address, data) if data is not None else client.get(address)
    assert answer.status_code == status
    return content_of(captured)


def content_of(captured: Iterable[dict]) -> list[str]:
    """What stands between the moment somebody acts and the moment nobody does any more.

    And nothing else is there but the envelope: every page that is counted is held to it.
    """
    statements = without_deed([query["sql"] for query in captured])
    if _begin_with(statements[-len(SEEN) :], SEEN):
        statements = statements[: -len(SEEN)]
    first, last = len(BEFORE), len(statements) - len(AFTER)
    assert _begin_with(statements[:first], BEFORE), statements[:first]
    assert _begin_with(statements[last:], AFTER), statements[last:]
    beside = [sql for sql in statements[first:last] if sql.startswith(OF_NO_PAGE)]
    assert any(_begin_with(beside, shape) for shape in BESIDE), beside
    return [sql for sql in statements[first:last] if sql not in beside]


def without_deed(statements: list[str]) -> list[str]:
    """Without what was tried, refused and undone."""
    for undone in [sql for sql in statements if sql.startswith(UNDONE)]:
        savepoint = undone.removeprefix(UNDONE)
        begin, end = statements.index(savepoint), statements.index(f"RELEASE {savepoint}")
        statements = statements[:begin] + statements[end + 1 :]
    return statements


def _begin_with(statements: list[str], parts: tuple[str, ...]) -> bool:
    return len(statements) == len(parts) and all(map(str.startswith, statements, parts))
