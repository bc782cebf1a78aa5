"""How a person starts the demonstration, comes in, looks who runs it, and stops it."""

import os
import pwd
import re
import shutil
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pact.setup import ENVIRONMENT, ROOT, open_to_nobody
from tests.setup.processes import start

OURS = {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"}
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", ".local", "__pycache__", ".*_cache", "tests")

PYTHON_FOR_ALL = all(
    map(open_to_nobody, [Path(sys.executable).resolve(), ENVIRONMENT / "pyvenv.cfg"])
)
ANOTHER = os.getuid() == 0 and PYTHON_FOR_ALL
ORDINARY_ID = pwd.getpwnam("nobody").pw_uid if ANOTHER else os.getuid()
ORDINARY = {"user": ORDINARY_ID, "group": ORDINARY_ID, "extra_groups": []} if ANOTHER else {}
"""Somebody who may do nothing special: nobody, when root runs the tests, and else who does."""
NOBODY_ORDINARY = os.getuid() == 0 and not ANOTHER
WHY_NOBODY = "Nobody but root can reach this Python, so that no ordinary user can run anything."


def copy_of_the_project(folder: Path) -> Path:
    shutil.copytree(ROOT, folder, ignore=NOT_COPIED)
    (folder / ".venv").symlink_to(ENVIRONMENT)
    return folder


def of_an_ordinary_user(folder: Path) -> Path:
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, ORDINARY_ID, -1, follow_symlinks=False)
    return folder


def environment(**more: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in OURS} | more


def demo(
    project: Path, *options: object, as_user: dict | None = None, **more: str
) -> subprocess.Popen:
    command = [project / "manage.py", "demo", *map(str, options)]
    more |= {"HOME": str(project)} if as_user else {}
    return start(command, cwd=project, env=environment(**more), **as_user or {})


def demo_that_refuses(project: Path, *options: object, **more: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, project / "manage.py", "demo", *map(str, options)],
        cwd=project,
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stderr


@contextmanager
def going(process: subprocess.Popen) -> Iterator[subprocess.Popen]:
    """What a test started is gone after it, also when the test fails."""
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def told_sign_ins(said: str) -> list[tuple[str, str]]:
    """The address and the password of each line that was printed, in its order."""
    return re.findall(r"(\S+@\S+) +(\S+)$", said, re.MULTILINE)


def signs_in(port: int, email: str, password: str) -> urllib.request.OpenerDirector | None:
    """The browser of somebody who came in, as a person does it; nothing when they are refused."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    door = f"http://localhost:{port}/account/login/"
    page = browser.open(door, timeout=30).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    typed = {"csrfmiddlewaretoken": token, "login": email, "password": password}
    with browser.open(door, urllib.parse.urlencode(typed).encode(), timeout=30) as answer:
        return browser if answer.url == f"http://localhost:{port}/" else None


def users_of(folder: Path) -> set[int]:
    """As whom the processes of a folder run, other than ourselves."""
    return {
        process.stat().st_uid
        for process in Path("/proc").glob("[0-9]*")
        if process.name != str(os.getpid()) and str(folder) in line_of(process)
    }


def line_of(process: Path) -> str:
    with suppress(OSError):
        return process.joinpath("cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def holders_of(project: Path, name: str) -> list[str]:
    """The processes of this demonstration that are told the value of the variable."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        told = b""
        with suppress(OSError):
            told = process.joinpath("environ").read_bytes()
        if f"{name}=".encode() in told and str(project).encode() in told:
            found.append(line_of(process))
    return found
