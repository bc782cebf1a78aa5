"""Whether this process can do its work: the database, its schema, and the sweeps behind it."""

import logging
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

logger = logging.getLogger(__name__)

SWEPT = "swept-at"
OLDEST_SWEEP = timedelta(minutes=5)


def sweep_was_here(at: datetime) -> None:
    """The sweep of messages tells that it ran; the cache lives in the database."""
    cache.set(SWEPT, at.isoformat(), timeout=None)


def is_ready() -> bool:
    try:
        return not any(problem() for problem in (unapplied_migrations, silent_sweep))
    except DatabaseError:
        logger.exception("The database does not answer.")
        return False


def unapplied_migrations() -> bool:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        logger.error("%s migrations are not applied.", len(waiting))
    return bool(waiting)


def silent_sweep() -> bool:
    """Messages that nobody sweeps are not sent. Before the first sweep there is nothing to say."""
    told = cache.get(SWEPT)
    silent = bool(told) and timezone.now() - datetime.fromisoformat(told) > OLDEST_SWEEP
    if silent:
        logger.error("The sweep of messages has been silent since %s.", told)
    return silent
