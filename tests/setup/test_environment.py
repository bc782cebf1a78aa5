"""When there is enough to go on, and what is installed when there is not."""

import os
import subprocess
import sys

import pytest

from pact import setup
from pact.servers import given_servers


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A copy of the project without an environment, in which nothing is really installed."""
    environment = tmp_path / ".venv"
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "ENVIRONMENT", environment)
    monkeypatch.setattr(setup, "PYTHON", environment / "bin" / "python")
    monkeypatch.setattr(setup, "MARK", environment / "installed")
    (tmp_path / "requirements").mkdir()
    for name in ("demo", "development"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"# {name}\n")
    return Machine(environment)


class Machine:
    def __init__(self, environment):
        self.environment = environment

    def has_installed(self, lock, *, mark=True):
        site = self.environment / "lib" / "python3.11" / "site-packages"
        (self.environment / "bin").mkdir(parents=True)
        self.has_python("3.11")
        for package in ["django"] + ["pytest"] * (lock == "development"):
            (site / package).mkdir(parents=True)
        if mark:
            setup.MARK.write_text(f"{lock} {setup.fingerprint_of(lock)}\n")

    def has_python(self, version):
        """The name stays the same whatever the machine puts behind it."""
        python = self.environment / "bin" / "python"
        python.write_text(f"#!/bin/sh\necho {version}\n")
        python.chmod(0o755)

    def gets_another_lock(self, lock):
        setup.lock_file(lock).write_text(f"# {lock}, a day later\n")


@pytest.mark.parametrize("command", ["demo", "test", "migrate"])
def test_without_an_environment_nothing_is_ready(machine, command):
    assert not setup.is_ready(command)


def test_the_demonstration_needs_less_than_the_tests(machine):
    machine.has_installed("demo")

    assert [setup.is_ready(command) for command in ("demo", "migrate", "test")] == [
        True,
        True,
        False,
    ]


def test_development_is_enough_for_everything(machine):
    machine.has_installed("development")

    assert all(setup.is_ready(command) for command in ("demo", "migrate", "test"))


def test_a_lock_that_changed_is_installed_again(machine):
    machine.has_installed("development")
    machine.gets_another_lock("development")

    assert not setup.is_ready("demo")


def test_the_demonstration_never_takes_development_away(machine):
    assert setup.lock_for("demo") == "demo"

    machine.has_installed("development")
    machine.gets_another_lock("development")

    assert setup.lock_for("demo") == "development"


def test_an_environment_made_by_hand_is_trusted_with_django_commands_only(machine):
    machine.has_installed("development", mark=False)

    assert setup.is_ready("migrate")
    assert not setup.is_ready("demo")
    assert not setup.is_ready("test")


@pytest.mark.parametrize("mark", [True, False])
def test_an_environment_whose_python_became_another_is_made_anew(machine, mark, monkeypatch):
    machine.has_installed("development", mark=mark)
    machine.has_python("3.13")
    monkeypatch.setattr(setup, "install", lambda _: None)

    assert not any(setup.is_ready(command) for command in ("demo", "migrate", "test"))
    assert setup.lock_for("demo") == "development"
    setup.make_environment("development")

    assert setup.version_inside() == "{}.{}".format(*sys.version_info)
    assert not list(machine.environment.glob("lib/*/site-packages/django"))


def test_pip_tells_uv_where_to_look_and_the_environment_goes_first(monkeypatch):
    told = (
        ":env:.find-links='/from/environment'\n"
        "global.extra-index-url='https://one.invalid/ https://two.invalid/'\n"
        "global.find-links='/from/file /and/another'\n"
    )
    answer = subprocess.CompletedProcess([], 0, stdout=told, stderr="")
    monkeypatch.setattr(setup, "run", lambda *_, **__: answer)
    for name in ("UV_FIND_LINKS", "UV_INDEX", "UV_INDEX_STRATEGY"):
        monkeypatch.delenv(name, raising=False)

    assert setup.as_pip_is_told() == {
        "UV_INDEX": "https://one.invalid/ https://two.invalid/",
        "UV_FIND_LINKS": "/from/environment",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }


def test_a_python_without_pip_gets_its_sentence(monkeypatch):
    answer = subprocess.CompletedProcess([], 1, stdout="", stderr="x: No module named pip")
    monkeypatch.setattr(setup, "run", lambda *_, **__: answer)

    with pytest.raises(setup.CannotGoOn, match="apt-get install python3-pip"):
        setup.pip("--version")


def test_uv_that_fails_is_followed_by_pip(monkeypatch):
    asked = []
    monkeypatch.setattr(setup, "install_with_uv", lambda _: False)
    answer = subprocess.CompletedProcess([], 0, stdout="", stderr="")
    monkeypatch.setattr(setup, "pip", lambda *words: asked.append(words) or answer)

    setup.install("demo")

    assert [str(word) for word in asked[0]][-3:] == [
        "--require-hashes",
        "-r",
        str(setup.ROOT / "requirements" / "demo.txt"),
    ]


def test_neither_uv_nor_pip_gets_a_sentence_with_what_pip_said(monkeypatch):
    monkeypatch.setattr(setup, "install_with_uv", lambda _: False)
    answer = subprocess.CompletedProcess([], 1, stdout="", stderr="warning\nNo route to host\n")
    monkeypatch.setattr(setup, "pip", lambda *_: answer)

    with pytest.raises(setup.CannotGoOn, match=r"check the connection.*No route to host"):
        setup.install("demo")


def test_set_up_and_engines_import_the_standard_library_only():
    """Run by a Python in which nothing is installed, from the folder of the project."""
    names = "setup debian embedded folders programs servers supervisor database_roles testing"
    modules = ", ".join(f"pact.{name}" for name in names.split()) + ", pact.demonstration.run"
    base = getattr(sys, "_base_executable", sys.executable)

    done = subprocess.run(
        [base, "-I", "-S", "-c", f"import sys; sys.path.insert(0, '.'); import {modules}"],
        cwd=setup.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_no_address_means_our_own_engines(monkeypatch):
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)

    assert given_servers() is False


def test_all_addresses_mean_yours(monkeypatch):
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"):
        monkeypatch.setenv(name, "somewhere")

    assert given_servers() is True


def test_some_addresses_get_one_sentence(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "somewhere")
    for name in ("DATABASE_OWNER_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)

    with pytest.raises(setup.CannotGoOn) as refused:
        given_servers()

    assert str(refused.value) == (
        "DATABASE_URL is set, but DATABASE_OWNER_URL and REDIS_URL are not: set all three to use "
        "your own servers, or none to have them started here."
    )


def test_a_django_command_without_addresses_says_what_it_needs():
    env = {name: value for name, value in os.environ.items() if name == "PATH"}
    command = [sys.executable, "manage.py", "migrate"]

    done = subprocess.run(
        command, cwd=setup.ROOT, env=env, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr == (
        "migrate needs to be told in the environment: DATABASE_URL, REDIS_URL, PACT_SECRET_KEY. "
        "Only demo and test start servers of their own: python3 manage.py demo\n"
    )
