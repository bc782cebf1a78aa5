"""What every test stands on: the runtime role, the pact's own data, and the same people."""

import gc
from collections.abc import Callable, Iterator
from copy import copy
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.template import RequestContext
from django.test import Client
from django.test import client as test_client
from django.test.testcases import TransactionTestCase
from django.test.utils import ContextList
from hypothesis import HealthCheck, settings

from pact.access.actor import Actor
from pact.accounts.models import Membership
from pact.accounts.standing_in import stands_for
from tests import database
from tests.cast import Cast

HERE = Path(__file__).parent

# The machine is shared: how long something takes says nothing of whether it is right.
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")

ON_BOTH_ENGINES = [HERE / "pact" / "access", HERE / "pact" / "outbox"]


def pytest_itemcollected(item: pytest.Item) -> None:
    """The walls and the messages run on both engines, and are what coverage is counted of."""
    if any(item.path.is_relative_to(folder) for folder in ON_BOTH_ENGINES):
        item.add_marker("both_engines")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that at the end nobody waits for one long test.

    And of that what needs no database of ours, because at first somebody is making that yet.
    """
    items.sort(key=lambda item: (item.get_closest_marker("slow") is None, _needs_rows(item)))


def pytest_collection_finish() -> None:
    """What was imported stays to the end: looking through it for rubbish took time each test."""
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


def _needs_rows(item: pytest.Item) -> bool:
    return "django_db_setup" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings, django_db_keepdb, django_db_blocker, request, tmp_path_factory
) -> Iterator[None]:
    """Beside other workers, one makes the database and each gets a copy."""
    if django_db_keepdb or not hasattr(request.config, "workerinput"):
        yield
        return
    run = request.getfixturevalue("testrun_uid")
    with (
        django_db_blocker.unblock(),
        database.made_once(run, tmp_path_factory.getbasetemp().parent) as name,
    ):
        connection.settings_dict["TEST"]["TEMPLATE"] = name
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        if connection.settings_dict["TEST"].get("TEMPLATE") is None:
            database.load()
        database.drop_to_the_runtime_role()
    yield
    with django_db_blocker.unblock():
        database.rise_again()


@pytest.fixture(scope="session", autouse=True)
def _put_the_baseline_back() -> None:
    """After a transactional test: empty the tables as superuser, and put the pact's data back."""
    TransactionTestCase._fixture_teardown = lambda _case: database.restore_baseline()


@pytest.fixture(scope="session", autouse=True)
def _keep_the_context_of_the_page_only() -> None:
    """A test asks what its page was given; copies for each part and field took a tenth of the time."""
    test_client.store_rendered_templates = _keep_of_the_page


def _keep_of_the_page(kept: dict, signal, sender, template, context, **_details) -> None:
    if "context" not in kept and isinstance(context, RequestContext):
        kept["templates"], kept["context"] = [template], ContextList([copy(context)])


@pytest.fixture
def people(db) -> Cast:
    return Cast()


@pytest.fixture
def actor_of(db) -> Callable[[Membership], Actor]:
    return actor_for


def actor_for(membership: Membership) -> Actor:
    """The actor that the middleware would make of a membership today."""
    return Actor.of(membership, stands_for=stands_for(membership))


@pytest.fixture
def signed_in(db) -> Callable[[Membership], Client]:
    def sign_in(membership: Membership) -> Client:
        client = Client()
        client.force_login(membership.user)
        return client

    return sign_in


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
