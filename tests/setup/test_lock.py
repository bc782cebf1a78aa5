"""What is installed is what `pyproject.toml` asks for, and each file of it is checked."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from pact.setup import ROOT, lock_file

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
ASKED = {
    "runtime": PROJECT["dependencies"],
    "demo": PROJECT["dependencies"] + EXTRAS["embedded"],
    "development": PROJECT["dependencies"] + EXTRAS["embedded"] + EXTRAS["development"],
}
OURS = {"pact", "municipalities", "placements"}
NAMED = [*settings.INSTALLED_APPS, *settings.MIDDLEWARE, *settings.AUTHENTICATION_BACKENDS]
ONLY_BEFORE_IT_RUNS = {"aiosmtpd": "pact/demonstration/mail.py", "polib": "pact/setup.py"}
"""In production mail leaves by a server of somebody's, and the translations are in the image."""
PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>[^ ;\\]+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    found = PIN.finditer(lock_file(lock).read_text())
    return {canonicalize_name(pin["name"]): pin["version"] for pin in found}


@pytest.mark.parametrize("lock", ASKED)
def test_the_lock_holds_a_version_that_the_project_asks_for(lock):
    locked = pins(lock)

    for asked in map(Requirement, ASKED[lock]):
        name = canonicalize_name(asked.name)
        assert name in locked, f"{name} is not in requirements/{lock}.txt: compile the locks anew"
        assert asked.specifier.contains(locked[name]), f"{name} {locked[name]} in {lock}.txt"


def test_production_gets_neither_engines_nor_tests():
    extras = {canonicalize_name(Requirement(asked).name) for asked in ASKED["development"]}
    runtime = {canonicalize_name(Requirement(asked).name) for asked in ASKED["runtime"]}

    assert not (extras - runtime) & pins("runtime").keys()


def test_the_three_locks_agree_on_every_version():
    runtime, demo, development = (pins(lock) for lock in ASKED)

    assert runtime.items() <= demo.items() <= development.items()


def test_whatever_the_code_imports_is_in_the_locks_without_the_tools_of_development():
    """Tests run with all of development, where the demonstration and production would miss it."""
    distributions, runtime, demo = packages_distributions(), pins("runtime"), pins("demo")
    needed = {
        (canonicalize_name(distributions[module][0]), where)
        for module, where in [*imported(), *((app.partition(".")[0], "settings") for app in NAMED)]
        if module not in OURS | sys.stdlib_module_names
    }

    assert len({name for name, _where in needed}) > 15
    assert {(name, where) for name, where in needed if name not in demo} == set()
    assert {(name, where) for name, where in needed if name not in runtime} == set(
        ONLY_BEFORE_IT_RUNS.items()
    )


def imported() -> Iterator[tuple[str, str]]:
    """Each first name that code other than tests imports anywhere in it, and in which file."""
    for file in [ROOT / "manage.py", *(file for ours in OURS for file in python_files(ours))]:
        for node in ast.walk(ast.parse(file.read_text())):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                yield name.partition(".")[0], str(file.relative_to(ROOT))


def python_files(folder: str) -> Iterator[Path]:
    return (ROOT / folder).rglob("*.py")


@pytest.mark.parametrize("lock", [*ASKED, "installer"])
def test_every_pin_has_a_hash_and_no_lock_has_an_address(lock):
    text = lock_file(lock).read_text()

    for pin in re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in pin
    assert "://" not in text
    assert "--index" not in text
