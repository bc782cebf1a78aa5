"""What pip cannot install is installed where we may, and asked for where we may not."""

import subprocess

import pytest

from pact import debian
from pact.setup import CannotGoOn


@pytest.fixture
def bare(monkeypatch):
    """A machine with nothing on it; apt, where it may run, brings what it is asked for."""
    there = set()
    monkeypatch.setattr(debian, "loads", lambda library: debian.LIBRARIES[library] in there)
    monkeypatch.setattr(debian, "FONT_FOLDERS", ())
    monkeypatch.setattr(
        debian.shutil,
        "which",
        lambda name: name == "apt-get" or debian.PROGRAMS_FOR_TESTS.get(name, name) in there,
    )

    def apt(arguments, env=None):
        there.update(arguments)
        return subprocess.CompletedProcess(arguments, 0)

    monkeypatch.setattr(debian, "run", apt)
    return there


def test_the_demonstration_needs_pango_and_a_font(bare):
    assert set(debian.missing_system_packages("demo")) >= {
        "libpango-1.0-0",
        "libpangoft2-1.0-0",
        "libharfbuzz-subset0",
        "fonts-dejavu-core",
    }
    assert "chromium-headless-shell" not in debian.missing_system_packages("demo")


def test_the_tests_need_a_browser_too(bare):
    brought = {"chromium-headless-shell", "gettext", "poppler-utils", "age"}

    assert set(debian.missing_system_packages("test")) >= brought


def test_root_gets_it_installed(bare, monkeypatch):
    monkeypatch.setattr(debian.os, "getuid", lambda: 0)
    monkeypatch.setattr(debian, "FONT_FOLDERS", ("/usr/share/fonts",))

    debian.install_system_packages("test")

    assert {"chromium-headless-shell", "libpango-1.0-0"} <= bare


def test_somebody_else_is_told_what_to_type_and_the_demonstration_goes_on(
    bare, monkeypatch, capsys
):
    monkeypatch.setattr(debian.os, "getuid", lambda: 1000)

    debian.install_system_packages("demo")

    assert "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0" in capsys.readouterr().out


def test_the_tests_do_not_go_on_without_what_they_test(bare, monkeypatch):
    monkeypatch.setattr(debian.os, "getuid", lambda: 1000)

    with pytest.raises(CannotGoOn, match=r"sudo apt-get install .*chromium"):
        debian.install_system_packages("test")
