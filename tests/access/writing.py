"""What a request wrote, as the server counts it."""

from django.db import connection

WHAT_READING_LEAVES = {"audit_look", "django_session", "access_asked", "pact_cache"}
"""Who looked, that somebody is still there, and how often they asked."""


def written() -> dict[str, int]:
    """How many rows this transaction wrote in each table, as the server counts them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, n_tup_ins + n_tup_upd + n_tup_del from pg_stat_xact_user_tables"
        )
        return {name: rows for name, rows in cursor.fetchall() if name not in WHAT_READING_LEAVES}
