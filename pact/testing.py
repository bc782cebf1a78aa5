"""Runs the tests on real engines: fresh ones of our own, or the servers of the environment."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial

from pact.database_roles import make_roles
from pact.embedded import Engines
from pact.folders import make_ours
from pact.servers import ask_redis, given_servers
from pact.setup import LOCAL, PYTHON, ROOT, CannotGoOn, say
from pact.supervisor import (
    die_with_parent,
    listen,
    only_one,
    stop_when_asked,
)

RUNS = LOCAL / "test"
TWO_WAIT = 2
"""More workers than processors: there are always some that wait for a browser, a clock or the database."""
FILE_BY_FILE = ["--dist", "loadfile", "--no-loadscope-reorder"]
"""A file stays with one worker, so that what its tests share is made once; in our order, slow ones first."""
CHOOSES_WORKERS = ("-n", "--numprocesses", "--dist", "--maxschedchunk", "--pdb")


def run(arguments: list[str]) -> int:
    """Run pytest with the arguments that were typed; its exit code is the answer."""
    stop_when_asked()
    try:
        if given_servers():
            owner = os.environ["DATABASE_OWNER_URL"]
            make_roles(owner)
            ask_redis(os.environ["REDIS_URL"])
            return pytest(arguments, database=owner, redis=os.environ["REDIS_URL"])
        with engines_for_a_while() as addresses:
            return pytest(arguments, database=addresses.superuser, redis=addresses.redis)
    except KeyboardInterrupt:
        say("Stopped before the end.")
        return 130


@contextmanager
def engines_for_a_while() -> Iterator:
    """Engines with an empty folder of their own, so that two runs do not meet."""
    say("Starting PostgreSQL and Redis for the tests")
    make_ours(LOCAL)
    make_ours(RUNS)
    forget_runs_that_died()
    folder = RUNS / str(os.getpid())
    make_ours(folder)
    with only_one(folder / "lock", otherwise=f"{folder} is in use."):
        engines = Engines(folder, lasting=False)
        try:
            yield engines.start()
        finally:
            engines.stop()
            engines.remove_data()
            shutil.rmtree(folder, ignore_errors=True)


def forget_runs_that_died() -> None:
    """A run that was killed could not tidy up; its lock tells that it is gone."""
    for folder in RUNS.iterdir():
        try:
            with only_one(folder / "lock", otherwise="It still runs."):
                Engines(folder, lasting=False).remove_data()
                shutil.rmtree(folder, ignore_errors=True)
        except CannotGoOn:
            continue


def pytest(arguments: list[str], *, database: str, redis: str) -> int:
    """In our own process group, so that Ctrl-C reaches pytest and it still tells what failed."""
    env = os.environ | {
        "DATABASE_URL": database,
        "DATABASE_OWNER_URL": database,
        "REDIS_URL": redis,
        "DJANGO_SETTINGS_MODULE": "pact.settings.test",
    }
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # else each worker compiles every test anew, each time
    spread = any(argument.startswith(CHOOSES_WORKERS) for argument in arguments)
    workers = ["-n", str(len(os.sched_getaffinity(0)) + TWO_WAIT), *FILE_BY_FILE]
    command = [str(PYTHON), "-m", "pytest", *([] if spread else workers), *arguments]
    process = subprocess.Popen(  # noqa: S603 (our own program)
        command,
        cwd=ROOT,
        env=env,
        preexec_fn=partial(die_with_parent, os.getpid(), signal.SIGTERM),
    )
    try:
        while process.poll() is None:
            listen()
            time.sleep(0.1)
        return process.returncode
    except KeyboardInterrupt:
        let_it_finish(process)
        return 130


def let_it_finish(process: subprocess.Popen) -> None:
    """Pytest heard Ctrl-C itself; a polite kill reached only us and has to be passed on."""
    for hint in (None, signal.SIGINT, signal.SIGKILL):
        if hint:
            process.send_signal(hint)
        with suppress(subprocess.TimeoutExpired):
            process.wait(5 if hint is None else 20)
            return
