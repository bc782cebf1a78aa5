"""Starts processes that cannot outlive us, and stops them in order. Standard library only."""

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pact.setup import ROOT, CannotGoOn

TELL_ME_WHEN_MY_PARENT_DIES = 1  # PR_SET_PDEATHSIG in prctl(2)
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_asked_to_stop = threading.Event()


@dataclass
class Child:
    """A process of ours: how to ask it to stop, and where it tells what it did."""

    name: str
    process: subprocess.Popen
    log: Path
    farewell: signal.Signals


def spawn(
    name: str,
    arguments: list,
    *,
    logs: Path,
    env: dict[str, str],
    user: dict,
    cwd: Path = ROOT,
    farewell: signal.Signals = signal.SIGTERM,
    pass_fds: Iterable[int] = (),
) -> Child:
    """Start a process in a session of its own: Ctrl-C reaches us only, and we stop it in order."""
    log = logs / f"{name.replace(' ', '-')}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 (our own programs)
            [str(part) for part in arguments],
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=partial(die_with_parent, os.getpid(), farewell),
            pass_fds=tuple(pass_fds),
            **user,
        )
    return Child(name, process, log, farewell)


def die_with_parent(parent: int, farewell: signal.Signals) -> None:
    """In the child: have the kernel send the farewell when we are killed without a chance to."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(TELL_ME_WHEN_MY_PARENT_DIES, farewell)
    if os.getppid() != parent:  # killed between fork and prctl
        os._exit(1)


def must_live(children: Iterable[Child]) -> None:
    """Nothing may silently go on without one of its parts, or after it was asked to stop."""
    listen()
    for child in children:
        code = child.process.poll()
        if code is not None:
            raise CannotGoOn(
                f"The {child.name} stopped by itself (exit {code}), so everything was stopped. "
                f"Why, is at the end of {child.log}"
            )


def wait_until(ready, *, of: Child, seconds: float, beside: Iterable[Child] = ()) -> None:
    """Wait for a process to be ready; it, or one beside it, may die or take too long instead."""
    until = time.monotonic() + seconds
    while not ready():
        must_live([of, *beside])
        if time.monotonic() > until:
            raise CannotGoOn(f"The {of.name} is not ready after {seconds:.0f} s: see {of.log}")
        time.sleep(0.05)


def run_to_its_end(child: Child, *, beside: Iterable[Child] = ()) -> int:
    """The exit code of a process that does one thing; stopped when we are asked to stop meanwhile."""
    try:
        while child.process.poll() is None:
            must_live(beside)
            time.sleep(0.05)
    finally:
        stop_together([child], within=3)
    return child.process.returncode


def stop_together(children: Iterable[Child], *, within: float) -> None:
    """Ask all of them to stop, wait, and end whatever is left of them."""
    children, until = list(children), time.monotonic() + within
    for child in children:
        if child.process.poll() is None:
            child.process.send_signal(child.farewell)
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0.1, until - time.monotonic()))
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()


def stop_when_asked() -> None:
    """Ctrl-C, a closed terminal and a polite kill are all remembered until we can listen.

    They raise nothing by themselves: an exception may come at a moment where Python drops it, and
    while we stop it would leave half of the processes behind.
    """
    for number in STOP_SIGNALS:
        signal.signal(number, lambda *_: _asked_to_stop.set())


def listen() -> None:
    """Go on, or end what we are doing when somebody asked us to."""
    if _asked_to_stop.is_set():
        raise KeyboardInterrupt


@contextmanager
def only_one(lock: Path, *, otherwise: str) -> Iterator[None]:
    """Hold the lock as long as the block lasts; the kernel lets go of it if we are killed."""
    with lock.open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotGoOn(otherwise) from None
        yield
