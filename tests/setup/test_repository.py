"""No file tells where we work, or from where packages come."""

from pathlib import Path

from pact.setup import ROOT

MADE_HERE = {".git", ".venv", ".local", "__pycache__"}
SEEN = {".ci", ".dockerignore", ".gitignore"}
# In pieces, so that this file does not hold them itself
FORBIDDEN = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "registry.npm" + "js.org",
    "/opt" + "/pypi",
    "/ro" + "ot/",
    "/work" + "/main",
    "/work" + "/shared",
]


def files_of_the_project() -> list[Path]:
    top = [path for path in ROOT.iterdir() if not path.name.startswith(".") or path.name in SEEN]
    found = [path for path in top if path.is_file()]
    for folder in (path for path in top if path.is_dir()):
        found += [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in found if not MADE_HERE & set(path.parts)]


def test_no_file_holds_the_address_of_a_registry_or_a_path_of_a_machine():
    found = []
    for path in files_of_the_project():
        text = path.read_bytes().decode(errors="ignore")
        found += [f"{path.relative_to(ROOT)}: {word}" for word in FORBIDDEN if word in text]

    assert found == []


def test_the_package_that_is_imported_first_imports_nothing():
    assert (ROOT / "pact" / "__init__.py").read_text() == ""
