"""The shape of production without containers: what `docker-compose.yml` starts, started on this machine.

The image is a copy of the project made as the Dockerfile makes it; the engines are our own, at the
addresses where the description says `postgres:5432` and `redis:6379`.
"""

import os
import re
import shutil
import socket
import subprocess
from pathlib import Path

import yaml

from pact.embedded import Engines
from pact.setup import ROOT

DESCRIPTION = (ROOT / "docker-compose.yml").read_text()
SERVICES = yaml.safe_load(DESCRIPTION)["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
FILLED_IN = re.compile(r"\$\{(\w+)(?::?([-?])([^}]*))?\}")
NOT_IN_THE_IMAGE = [
    line.removeprefix("**/") for line in (ROOT / ".dockerignore").read_text().split()
]

FILE = {
    "PACT_SITE": "pact.example",
    "PACT_HOSTS": "pact.example",
    "PACT_SECRET_KEY": "a-key-of-this-test-only-" + "0123456789abcdef" * 3,
    "PACT_DUPLICATE_KEY": "another-key-of-this-test-only-" + "fedcba9876543210" * 2,
    "PACT_OWNER_PASSWORD": "of-the-owner",
    "PACT_APP_PASSWORD": "of-the-application",
    "PACT_BACKUP_PASSWORD": "of-the-backup",
    "PACT_REDIS_PASSWORD": "of-redis",
    "POSTGRES_PASSWORD": "of-postgres",
    "PACT_SMTP_HOST": "127.0.0.1",
    "PACT_SMTP_PORT": "1",
    "PACT_MAIL_FROM": "Pact <niet-antwoorden@pact.example>",
    "PACT_BACKUP_KEY": "age1",
}
"""What somebody would fill in in `.env`."""


class Missing(LookupError):
    """Nothing is filled in for a value that has no default."""


def filled_in(text: str, file: dict[str, str] = FILE) -> str:
    """A value of the description as Docker would read it."""

    def value(match: re.Match) -> str:
        name, sign, default = match.groups()
        if file.get(name):
            return file[name]
        if sign == "-":
            return default
        raise Missing(name)

    return FILLED_IN.sub(value, text).replace("$$", "$")


def run_of(stage: str) -> str:
    """The last RUN of a stage of the Dockerfile."""
    part = re.split(r"^FROM .+ AS ", DOCKERFILE, flags=re.MULTILINE)
    (lines,) = (each for each in part if each.startswith(f"{stage}\n"))
    return re.findall(r"^RUN (.+)$", lines, re.MULTILINE)[-1]


def command_of_the_image() -> list[str]:
    (words,) = re.findall(r'^CMD (\["gunicorn".+\])$', DOCKERFILE, re.MULTILINE)
    return yaml.safe_load(words)


class Shape:
    """An image in a folder, and its services."""

    def __init__(self, place: Path, engines: Engines) -> None:
        self.folder, self.engines, self.place = place / "image", engines, place
        self.port = free_port()
        self.running: list[subprocess.Popen] = []

    def build(self) -> None:
        shutil.copytree(ROOT, self.folder, ignore=shutil.ignore_patterns(*NOT_IN_THE_IMAGE))
        (self.folder / ".venv").symlink_to(ROOT / ".venv")
        env = {"PATH": os.environ["PATH"]}
        subprocess.run(["sh", "-c", run_of("made")], cwd=self.folder, env=env, check=True)
        answers = self.folder / "deploy" / "answers.py"
        answers.write_text(answers.read_text().replace(":8000/", f":{self.port}/"))

    def make_database(self) -> None:
        """As the server's first start does, with the script that the description mounts there."""
        env = {"PATH": os.environ["PATH"], "PGHOST": str(self.engines.sockets)}
        asked = {name: FILE[name] for name in FILE if name.endswith("PASSWORD")}
        drop = ["dropdb", "--username", "postgres", "pact"]
        subprocess.run(drop, env=env, check=True)
        subprocess.run([ROOT / "deploy" / "first-start.sh"], env=env | asked, check=True)

    def environment(self, service: str) -> dict[str, str]:
        addresses = self.engines.addresses()
        env = {
            name: filled_in(str(value)) for name, value in SERVICES[service]["environment"].items()
        }
        elsewhere = {
            "DATABASE_URL": addresses.runtime,
            "DATABASE_OWNER_URL": addresses.owner,
            "REDIS_URL": addresses.redis,
        }
        env |= {name: address for name, address in elsewhere.items() if name in env}
        return env | {
            "PATH": f"{self.folder}/.venv/bin:{os.environ['PATH']}",
            "XDG_CACHE_HOME": str(self.place / "cache"),
        }

    def command(self, service: str) -> list[str]:
        words = SERVICES[service].get("command") or command_of_the_image()
        mine = {"0.0.0.0:8000": f"127.0.0.1:{self.port}", "/tmp/schedule": f"{self.place}/schedule"}
        return [mine.get(word, word) for word in words]

    def run(self, service: str, command: list[str] | None = None) -> subprocess.CompletedProcess:
        return subprocess.run(
            command or self.command(service),
            cwd=self.folder,
            env=self.environment(service),
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self, service: str) -> subprocess.Popen:
        with (self.place / f"{service}.log").open("wb") as log:
            process = subprocess.Popen(
                self.command(service),
                cwd=self.folder,
                env=self.environment(service),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.running.append(process)
        return process

    def said(self, service: str) -> str:
        return (self.place / f"{service}.log").read_text(errors="replace")

    def stop(self) -> None:
        for process in self.running:
            process.kill()
            process.wait(20)


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]
