"""Whatever reads people for a page, a list, a report or a mail does so through the one door.

The other reads are listed, with why: a new one is refused until somebody has written down its reason.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parents[2]
NOT_ABOUT_ANYBODY = {"ComplexLoad", "Report"}
PEOPLE = {model.__name__ for model in apps.get_app_config("placements").get_models()}
PEOPLE -= NOT_ABOUT_ANYBODY
VERBS = {"actions", "management", "migrations", "models", "querysets", "tasks"}
"""A verb locks what it changes, a queryset is the door itself, and a task acts as the machine."""
THROUGH_THE_DOOR = ("visible_to(", "OuterRef(")
"""Asked for as this actor, or a column of a row that was."""

THERE_ALREADY = "of a case, home or placement that whoever calls read through the door"
WRITES = "a part of a verb, which writes"
COUNTS = "the machine counts, and no row leaves"
WATCHES = "the machine reminds and verifies: it finds references and dates"
TELLS = "the reference or the address for a mail of a deed that was done"
GOES_ON = "where a list goes on: the last row that was read may have left it since"

OTHERWISE = {
    "candidates/application.py:whole": THERE_ALREADY,
    "candidates/application.py:with_people": THERE_ALREADY,
    "candidates/application.py:write_people": WRITES,
    "candidates/doubles.py:coordinator_was_rung": THERE_ALREADY,
    "candidates/doubles.py:note_checked": WRITES,
    "candidates/doubles.py:note_rung": WRITES,
    "guidance/disclosure/tracks.py:who_submits": THERE_ALREADY,
    "guidance/promises.py:gaps_in_guidance": WATCHES,
    "guidance/reminders.py:_to_hold": WATCHES,
    "guidance/reminders.py:remind_of_the_last_day": WATCHES,
    "introductions/disclosure.py:with_newcomer": THERE_ALREADY,
    "introductions/introducers.py:is_to_be_avoided": THERE_ALREADY,
    "introductions/newhome.py:new_home_of": THERE_ALREADY,
    "introductions/planner.py:all_candidates": GOES_ON,
    "introductions/planner.py:all_introductions": GOES_ON,
    "introductions/verification.py:expected_of_plans": WATCHES,
    "introductions/verification.py:expected_reminders": WATCHES,
    "matching/facts.py:_exemptions": THERE_ALREADY,
    "matching/facts.py:_introductions": THERE_ALREADY,
    "overview/kinds/ended.py:_left_behind": COUNTS,
    "overview/kinds/steering.py:_answers": THERE_ALREADY,
    "overview/kinds/steering.py:_refused": THERE_ALREADY,
    "proposals/locks.py:lock_placement": WRITES,
    "proposals/news.py:_coaches": TELLS,
    "proposals/news.py:_home_of": TELLS,
    "proposals/news.py:_tell": TELLS,
    "proposals/page/loading.py:_people": THERE_ALREADY,
    "proposals/page/loading.py:rows_for_list": THERE_ALREADY,
    "proposals/page/loading.py:whole": THERE_ALREADY,
    "reporting/annual/people.py:applications": COUNTS,
    "reporting/annual/people.py:guidance": COUNTS,
    "reporting/annual/people.py:introductions": COUNTS,
    "reporting/annual/people.py:origins": COUNTS,
    "reporting/annual/people.py:outcomes": COUNTS,
    "reporting/checks.py:_check_decided": COUNTS,
    "reporting/checks.py:check_year_has_ended": COUNTS,
    "reporting/people.py:running_guidance": COUNTS,
    "reporting/people.py:started_leases": COUNTS,
    "reporting/waiting.py:waiting_on": COUNTS,
    "signals/news.py:_tell": TELLS,
    "tenancies/introduced.py:_granted": WRITES,
    "tenancies/introduced.py:_running_introduction": WRITES,
}
"""Where people are read otherwise, and why that is well."""


def reads_otherwise(source: str) -> Iterator[str]:
    """The functions of a module that read people neither through the door nor as a column."""
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef) and _reads_people(function):
            words = ast.get_source_segment(source, function) or ""
            if not any(word in words for word in THROUGH_THE_DOOR):
                yield function.name


def _reads_people(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.Attribute)
        and node.attr == "objects"
        and isinstance(node.value, ast.Name)
        and node.value.id in PEOPLE
        for node in ast.walk(function)
    )


def test_people_are_read_through_the_door_or_it_says_why_not():
    placements = ROOT / "placements"
    found = {
        f"{file.relative_to(placements)}:{function}"
        for file in placements.rglob("*.py")
        if not VERBS & {*file.relative_to(placements).parts, file.stem}
        for function in reads_otherwise(file.read_text(encoding="utf-8"))
    }

    assert found == set(OTHERWISE)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def names():\n    return Identity.objects.all()", ["names"]),
        ("def cases(actor):\n    return Candidate.objects.visible_to(actor)", []),
        ("def known(rows):\n    return Exists(Card.objects.filter(candidate=OuterRef('pk')))", []),
        ("def loads():\n    return ComplexLoad.objects.all()", []),
    ],
)
def test_a_read_around_the_door_is_found(source, found):
    assert list(reads_otherwise(source)) == found
