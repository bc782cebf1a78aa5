"""A migration is told what each model became, whether or not its models were drawn anew."""

import pytest
from django.core.management import get_commands
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import CASCADE, BigAutoField, CheckConstraint, ForeignKey, Index, Q

from pact.common.management.commands.migrate import CHANGES_NO_FIELD, models_kept


@pytest.fixture
def state() -> ProjectState:
    """A house and its door, drawn."""
    state = ProjectState()
    state.add_model(ModelState("place", "House", [("id", BigAutoField(primary_key=True))]))
    fields = [("id", BigAutoField(primary_key=True)), ("house", house_of("doors"))]
    state.add_model(ModelState("place", "Door", fields))
    assert state.apps
    return state


def house_of(name: str) -> ForeignKey:
    return ForeignKey("place.House", on_delete=CASCADE, related_name=name)


def options(state: ProjectState) -> tuple:
    told = state.apps.get_model("place", "door")._meta
    return told.indexes, told.constraints


def test_a_constraint_or_an_index_draws_nothing_and_is_told_all_the_same(state):
    doors = state.apps.get_model("place", "door")
    index, rule = Index("house", name="by_house"), CheckConstraint(condition=Q(id__gt=0), name="up")
    other = CheckConstraint(condition=Q(id__gt=1), name="up")

    with models_kept():
        state.add_index("place", "door", index)
        state.add_constraint("place", "door", rule)
        assert options(state) == ([index], [rule])
        state.alter_constraint("place", "door", "up", other)
        assert options(state) == ([index], [other])
        state.remove_constraint("place", "door", "up")
        assert options(state) == ([index], [])
        assert state.apps.get_model("place", "door") is doors
        assert options(ProjectState(state.models)) == ([index], [])


def test_a_field_draws_anew_what_is_related_to_it(state):
    house = state.apps.get_model("place", "house")

    with models_kept():
        state.add_field("place", "door", "back_of", house_of("behind"), preserve_default=True)

    assert state.apps.get_model("place", "house") is not house
    assert hasattr(state.apps.get_model("place", "house"), "behind")


def test_it_is_the_migrate_of_every_command_and_leaves_django_as_it_was():
    before = [getattr(ProjectState, name) for name in CHANGES_NO_FIELD]

    with models_kept():
        assert all(getattr(ProjectState, name) not in before for name in CHANGES_NO_FIELD)

    assert [getattr(ProjectState, name) for name in CHANGES_NO_FIELD] == before
    assert get_commands()["migrate"] == "pact.common"
