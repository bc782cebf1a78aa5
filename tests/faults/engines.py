"""A Redis and workers of a test's own, which it may kill as it likes."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from django.db import connection

from pact.programs import redis_program
from pact.setup import ROOT
from pact.supervisor import die_with_parent


def wait_for(condition: Callable[[], object], *, seconds: float) -> bool:
    """Whether the condition comes true within the time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.05)
    return bool(condition())


class Process:
    """One program in a group of its own, that dies with us at the latest."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process: subprocess.Popen | None = None

    def run(self, command: list, *, log: str, env: dict[str, str]) -> None:
        with (self.folder / log).open("ab") as output:
            self.process = subprocess.Popen(
                [str(part) for part in command],
                cwd=ROOT,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=partial(die_with_parent, os.getpid(), signal.SIGKILL),
            )

    @property
    def lives(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """As a power cut would: the whole group at once, without a word."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


class Redis(Process):
    """Keeps nothing: whoever starts it again finds it empty."""

    @property
    def door(self) -> Path:
        return self.folder / "redis.sock"

    @property
    def address(self) -> str:
        return f"redis+socket://{self.door}?virtual_host=0"

    def start(self) -> None:
        self.door.unlink(missing_ok=True)
        command = [redis_program(None), "--port", 0, "--unixsocket", self.door]
        command += ["--save", "", "--appendonly", "no", "--dir", self.folder]
        self.run(command, log="redis.log", env={"PATH": os.environ["PATH"]})
        assert wait_for(self.answers, seconds=10), "Redis did not start."

    def answers(self) -> bool:
        with suppress(OSError):
            return self.ask("PING") == "+PONG"
        return False

    def ask(self, *words: str) -> str:
        """One command in Redis' own language; the first line of its answer."""
        parts = "".join(f"${len(word.encode())}\r\n{word}\r\n" for word in words)
        with socket.socket(socket.AF_UNIX) as talk:
            talk.settimeout(2)
            talk.connect(str(self.door))
            talk.sendall(f"*{len(words)}\r\n{parts}".encode())
            return talk.recv(65536).decode().splitlines()[0]


class Worker(Process):
    """A real worker; with a clock in it, it sweeps each second."""

    def __init__(self, folder: Path, redis: Redis, mail_port: int) -> None:
        super().__init__(folder)
        self.redis, self.mail_port = redis, mail_port

    def start(self, *, clock: bool) -> None:
        command = [sys.executable, "-m", "celery", "--app", "pact.celery", "worker"]
        if clock:
            command += ["--beat", "--schedule", self.folder / f"beat-{id(self)}"]
        command += ["--pool", "prefork", "--concurrency", 1, "--loglevel", "INFO"]
        command += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "PACT_FAULTS_DATABASE": connection.settings_dict["NAME"],
            "PACT_FAULTS_MAIL_PORT": str(self.mail_port),
            "REDIS_URL": self.redis.address,
            "CELERY_BROKER_URL": self.redis.address,
            "PYTHONUNBUFFERED": "1",
        }
        self.run(command, log="worker.log", env=env)

    def kill_whoever_sends(self) -> None:
        """The process that does the work; the worker starts another."""
        me = self.process.pid
        for child in Path(f"/proc/{me}/task/{me}/children").read_text().split():
            os.kill(int(child), signal.SIGKILL)

    @property
    def said(self) -> str:
        return (self.folder / "worker.log").read_text(errors="replace")
