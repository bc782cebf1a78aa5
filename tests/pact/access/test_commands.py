"""Whoever types a command at the server sees nobody, or says as what and why; and the log has it."""

import io
import json

import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.urls import reverse

from pact.access.commands import AboutPeople
from pact.access.management.commands.shell import OF_TASKS
from pact.access.tasks import PactTask
from pact.audit.models import Look
from pact.celery import app
from tests.database import arranging
from tests.factories import CandidateFactory, IntroductionFactory

WHY = "Een herinnering kwam niet aan, en ik kijk waarom."
OURS = ("pact.", "municipalities", "placements")
ABOUT_NOBODY = {
    "migrate": "Django's own, told which models need not be drawn anew",
    "load_pact": "what the parties agreed",
    "load_region": "invented people, and in a demonstration only",
    "first_administrator": "the account of a colleague, of which the deed itself leaves its line",
}
"""Commands that touch nobody who seeks a home, and what they do touch."""
COUNT = "from placements.candidates.models import {0}; print({0}.objects.count())"


def shell(what: str, **options: object) -> None:
    call_command("shell", command=what, no_imports=True, verbosity=0, **options)


def lines() -> list[tuple]:
    with arranging():
        return list(Look.objects.values_list("page", "role", "purpose", "reason"))


def test_every_command_of_ours_asks_or_touches_nobody():
    ours = {name: module for name, module in get_commands().items() if module.startswith(OURS)}
    asks = {
        name
        for name, module in ours.items()
        if isinstance(load_command_class(module, name), AboutPeople)
    }

    assert set(ours) - asks == set(ABOUT_NOBODY)
    assert asks == {"fingerprint", "shell"}


def test_the_shell_acts_as_what_a_task_does():
    app.loader.import_default_modules()
    tasks = [task for task in app.tasks.values() if isinstance(task, PactTask)]

    assert {task.purpose for task in tasks if task.name.startswith(OURS)} == OF_TASKS


def test_in_a_shell_nobody_acts_and_there_are_no_people(people, capsys):
    CandidateFactory(caseworker=people.caseworker)

    shell(COUNT.format("Candidate"))

    assert (capsys.readouterr().out, lines()) == ("0\n", [])


def test_with_a_purpose_it_sees_what_that_purpose_may_and_leaves_a_line(people, capsys):
    IntroductionFactory(candidate__caseworker=people.caseworker)

    shell(COUNT.format("Candidate"), purpose="remind", reason=WHY)
    shell(COUNT.format("Identity"), purpose="remind", reason=WHY)

    assert capsys.readouterr().out == "1\n0\n"
    assert lines() == [("command:shell", "system", "remind", WHY)] * 2


def test_the_line_stays_whatever_becomes_of_the_command(people):
    with pytest.raises(ZeroDivisionError):
        shell("1 / 0", purpose="check", reason=WHY)

    assert lines() == [("command:shell", "system", "check", WHY)]


@pytest.mark.parametrize(
    "said",
    [
        {"purpose": "remind"},
        {"purpose": "remind", "reason": "daarom"},
        {"purpose": "remind", "reason": "x" * 201},
        {"purpose": "remind", "reason": "Het gaat om de zaak van 111222333."},
        {"reason": WHY},
    ],
    ids=["no reason", "too short", "too long", "a citizen service number", "as nothing"],
)
def test_without_a_good_reason_nothing_is_done(people, capsys, said):
    with pytest.raises(CommandError, match="Nothing was done"):
        shell("print('done')", **said)

    assert (capsys.readouterr().out, lines()) == ("", [])


@pytest.mark.parametrize("purpose", ["", "coordinator", "arrange", "consequence"])
def test_nobody_acts_for_another_purpose(people, purpose):
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("shell", "--as-system", purpose, "--reason", WHY, "-c", "print('done')")


def test_what_copies_all_tables_copies_nobody(people):
    CandidateFactory(caseworker=people.caseworker)
    copied = io.StringIO()

    call_command("dumpdata", "placements", stdout=copied)

    assert json.loads(copied.getvalue()) == []


def test_the_privacy_officer_of_the_office_reads_why(people, signed_in):
    shell("pass", purpose="check", reason=WHY)
    address = reverse("audit:looks")

    assert WHY in signed_in(people.pact_privacy_officer).get(address).content.decode()
    assert WHY not in signed_in(people.privacy_officer).get(address).content.decode()
