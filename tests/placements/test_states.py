"""The steps in Python are the steps in the database: each life cycle stands in both."""

import importlib

import pytest

from placements.models import Candidate, Dwelling, Guidance, Introduction, Placement

IN_DATABASE = importlib.import_module("placements.migrations.0003_triggers").STEPS


@pytest.mark.parametrize("model", [Candidate, Guidance, Introduction, Dwelling, Placement])
def test_the_steps_are_the_same_on_both_sides(model):
    ours = {f"{was}>{becomes}" for was, nexts in model.STEPS.items() for becomes in nexts}
    assert ours == set(IN_DATABASE[model.__name__.lower()])
