"""Dutch is complete: every sentence that the sources hold has its translation."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from pact.setup import ROOT

SOURCES = ("pact", "municipalities", "placements", "templates", "locale")


@pytest.fixture(scope="module")
def dutch(tmp_path_factory):
    """The Dutch catalogue after collecting every sentence of today's sources anew."""
    copy = tmp_path_factory.mktemp("sources")
    for name in SOURCES:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("*.pyc", "*.mo"))
    django = [sys.executable, "-m", "django", "makemessages", "--locale", "nl", "--no-location"]
    subprocess.run(django, cwd=copy, check=True, capture_output=True)
    return polib.pofile(str(copy / "locale" / "nl" / "LC_MESSAGES" / "django.po"))


def test_every_sentence_is_translated(dutch):
    assert [entry.msgid for entry in dutch if not entry.translated() and not entry.obsolete] == []


def test_no_translation_is_left_of_a_sentence_that_is_gone(dutch):
    theirs = sentences_of("allauth") | sentences_of("django")

    assert [e.msgid for e in dutch.obsolete_entries() if e.msgid not in theirs] == []


def sentences_of(library: str) -> set[str]:
    """What a library says; we may say it better, or in Dutch where it does not."""
    folders = importlib.util.find_spec(library).submodule_search_locations
    catalogues = [
        path for folder in folders for path in Path(folder).rglob("locale/nl/**/django.po")
    ]
    return {entry.msgid for path in catalogues for entry in polib.pofile(str(path))}


def test_a_sentence_ends_as_a_sentence_in_both_languages(dutch):
    said = [(each.msgid, each.msgstr) for each in dutch if each.msgstr and not each.obsolete]

    assert [(a, b) for a, b in said if a.endswith(".") != b.endswith(".")] == []


def test_a_translation_fills_in_what_the_sentence_fills_in(dutch):
    checked = subprocess.run(
        ["msgfmt", "--check-format", "--output-file=-", "-"],
        input=str(dutch).encode(),
        capture_output=True,
        check=False,
    )

    assert (checked.returncode, checked.stderr.decode()) == (0, "")
