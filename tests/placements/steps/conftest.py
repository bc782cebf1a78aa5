"""Somebody to walk every road."""

import pytest

from tests.placements.steps.walk import Walk


@pytest.fixture
def walk(people, signed_in, time_machine) -> Walk:
    return Walk(people, signed_in, time_machine)
