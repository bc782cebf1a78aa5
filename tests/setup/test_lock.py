"""What is installed is what `pyproject.toml` asks for, and each file of it is checked."""

import re
import tomllib

import pytest
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


@pytest.mark.parametrize("lock", [*ASKED, "installer"])
def test_every_pin_has_a_hash_and_no_lock_has_an_address(lock):
    text = lock_file(lock).read_text()

    for pin in re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in pin
    assert "://" not in text
    assert "--index" not in text
