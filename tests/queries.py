"""Counts what a page asks of the database for its own content, besides what every page asks."""

from collections.abc import Iterable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

BEFORE = (
    'SELECT "django_session"',
    'SELECT "accounts_user"',
    "SAVEPOINT",
    'SELECT "accounts_membership"',
    'SELECT "accounts_membership"',  # for whom this member stands in
    "SAVEPOINT",
    "select set_config(",
)
AFTER = (
    "select set_config(",
    "RELEASE SAVEPOINT",
    "RELEASE SAVEPOINT",
    "SAVEPOINT",
    'UPDATE "django_session"',
    "RELEASE SAVEPOINT",
)
"""The envelope of every page: session, user, membership, transaction, who acts; and back again."""

A_LOOK = 'INSERT INTO "audit_look"'
BESIDE = ("select set_config(", "SAVEPOINT", "RELEASE SAVEPOINT", A_LOOK)
"""Within a page as well: acting as another for a moment, and the line that tells who looked."""
HOW_OFTEN = ('"access_submission"', '"access_asked"')
"""Whether a form was sent before, and how often somebody asked something."""


def own_statements(client: Client, address: str, data: dict | None = None) -> list[str]:
    """The statements of one page, without the fixed envelope around every request."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(address, data) if data is not None else client.get(address)
    assert answer.status_code == 200
    return content_of(captured)


def content_of(captured: Iterable[dict]) -> list[str]:
    """What stands between the moment somebody acts and the moment nobody does any more."""
    statements = [query["sql"] for query in captured]
    acting = [n for n, sql in enumerate(statements) if sql.startswith(AFTER[0])]
    return [
        sql
        for sql in statements[acting[0] : acting[-1]]
        if not sql.startswith(BESIDE) and not any(part in sql for part in HOW_OFTEN)
    ]
