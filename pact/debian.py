"""What pip cannot install: Debian packages. Standard library only."""

import ctypes
import os
import shutil
import sys
from pathlib import Path

from pact.setup import CannotGoOn, run, say

LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
PROGRAMS_FOR_TESTS = {
    # The same engine without windows of its own: a quarter less work a page than "chromium"
    "chromium-headless-shell": "chromium-headless-shell",
    "msgfmt": "gettext",
    "pdftotext": "poppler-utils",
    "age": "age",
}


def install_system_packages(command: str) -> None:
    """Pango for the PDF, and for the tests a browser: installed where we may, else asked for."""
    missing = missing_system_packages(command)
    if missing and os.getuid() == 0 and shutil.which("apt-get"):
        say("Installing the Debian packages " + " ".join(missing))
        apt_install(missing)
        missing = missing_system_packages(command)
    if not missing:
        return
    ask = "Some Debian packages are missing: sudo apt-get install " + " ".join(missing)
    if command == "test":
        raise CannotGoOn(f"{ask}\nThe tests need them; run this command again after that.")
    say(f"{ask}\nUntil then the demonstration works, without the annual report as PDF.")


def missing_system_packages(command: str) -> list[str]:
    """The Debian packages whose library, font or program is not on this machine."""
    missing = [package for library, package in LIBRARIES.items() if not loads(library)]
    if not any(any(Path(folder).expanduser().rglob("*.[to]tf")) for folder in FONT_FOLDERS):
        missing.append("fonts-dejavu-core")
    programs = dict(PROGRAMS_FOR_TESTS) if command == "test" else {}
    if sys.version_info >= (3, 13) and not os.environ.get("REDIS_URL"):
        programs["redis-server"] = "redis-server"  # its wheel stops at Python 3.12
    return missing + [package for name, package in programs.items() if not shutil.which(name)]


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_install(missing: list[str]) -> None:
    """Ask the lists there are first; only an outdated or empty list is fetched anew."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install_them = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *missing]
    if run(install_them, env=quiet).returncode:
        run(["apt-get", "update", "-qq"], env=quiet)
        run(install_them, env=quiet)
