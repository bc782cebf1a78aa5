"""What runs on this machine for one folder, and how to start and stop it as a person would."""

import os
import subprocess
import sys
import time
from pathlib import Path

from pact.setup import ROOT


def running_for(*marks: str) -> list[str]:
    """The command lines, other than our own, that hold one of the marks; the dead do not count."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = process.joinpath("cmdline").read_bytes().replace(b"\0", b" ").decode()
            state = process.joinpath("stat").read_text().rpartition(") ")[2][0]
        except OSError:
            continue
        if (
            int(process.name) != os.getpid()
            and state != "Z"
            and any(mark in line for mark in marks)
        ):
            found.append(line.strip())
    return found


def wait_for(condition, *, seconds: float) -> bool:
    """Whether the condition comes true within the time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.1)
    return bool(condition())


def start(
    code_or_file: list, *, cwd: Path = ROOT, env: dict | None = None, **as_user: object
) -> subprocess.Popen:
    """A Python process in a session of its own, whose output we can read line by line."""
    return subprocess.Popen(
        [sys.executable, "-u", *code_or_file],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        **as_user,
    )


def read_until(process: subprocess.Popen, words: str) -> str:
    """What it says up to and including the line with these words, or up to its end."""
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            break
    return said
