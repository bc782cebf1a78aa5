"""Counts what a page asks of the database for its own content, besides what every page asks."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

ENVELOPE = (
    "django_session",
    "set_config",
    "SAVEPOINT",
    "audit_look",
    "access_submission",
    "access_asked",
)
"""Transaction, context, session, the line that tells who looked, and how often."""

WHO_IS_ACTING = 3
"""The user of the session, the membership, and for whom this member stands in."""


def own_statements(client: Client, address: str, data: dict | None = None) -> list[str]:
    """The statements of one page, without the fixed envelope around every request."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(address, data) if data is not None else client.get(address)
    assert answer.status_code == 200
    statements = [query["sql"] for query in captured.captured_queries]
    content = [sql for sql in statements if not any(part in sql for part in ENVELOPE)]
    return content[WHO_IS_ACTING:]
