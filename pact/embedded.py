"""PostgreSQL and Redis from their wheels, for a machine without a server of its own.

Standard library only. The wheels bring programs and a Python interface; only the programs are
used, because the interface, started by root, adds a user and opens folders above the project.
"""

import os
import shutil
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pact.database_roles import make_database, make_roles
from pact.folders import make_ours, place_for_nobody, reachable, socket_folder, unprivileged
from pact.programs import postgres_programs, redis_program
from pact.setup import CannotGoOn
from pact.supervisor import Child, run_to_its_end, spawn, stop_together, wait_until

DATABASE = "pact"
AS_WE_WANT_IT = [
    "--auth=trust",  # the folder of the socket is the lock on the door
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C.UTF-8",
]
FOR_A_WHILE = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
CLEAN_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}  # no PG* of the user's


@dataclass(frozen=True)
class Addresses:
    """Where the engines answer, one address for each login."""

    runtime: str
    owner: str
    superuser: str
    redis: str


class Engines:
    """PostgreSQL 18 and Redis, their data in a folder of the project."""

    def __init__(self, folder: Path, *, lasting: bool) -> None:
        self.folder, self.lasting = folder, lasting
        self.logs = folder / "logs"
        self.away = None if reachable(folder) else place_for_nobody(folder)
        self.data = self.away / "data" if self.away else folder
        self.sockets = socket_folder(folder)
        self.postgres: Child | None = None
        self.redis: Child | None = None

    def start(self) -> Addresses:
        """Start both, and make what every login needs; quick when it is there already."""
        for folder in (self.folder, self.logs, self.data):
            make_ours(folder)
        programs = postgres_programs(self.away)
        self.initialise(programs)
        self.postgres = self.start_postgres(programs)
        self.redis = self.start_redis()
        wait_until(self.postgres_is_ready, of=self.postgres, seconds=60)
        wait_until(self.redis_is_ready, of=self.redis, seconds=30)
        addresses = self.addresses()
        make_roles(addresses.superuser)
        make_database(addresses.superuser, DATABASE, owner="pact_owner")
        return addresses

    def stop(self) -> None:
        """Redis first, PostgreSQL last: nothing is left that could still write a row."""
        for child in (self.redis, self.postgres):
            if child:
                stop_together([child], within=5)
        shutil.rmtree(self.sockets, ignore_errors=True)

    def remove_data(self) -> None:
        """Forget everything; only for engines that are not running."""
        for name in ("pg18", "redis"):
            shutil.rmtree(self.data / name, ignore_errors=True)

    def children(self) -> list[Child]:
        return [child for child in (self.postgres, self.redis) if child]

    def addresses(self) -> Addresses:
        def postgres(login: str, database: str) -> str:
            return f"postgresql://{login}@{quote(str(self.sockets), safe='')}/{database}"

        return Addresses(
            runtime=postgres("pact_app", DATABASE),
            owner=postgres("pact_owner", DATABASE),
            superuser=postgres("postgres", "postgres"),
            redis=f"redis+socket://{self.sockets}/redis.sock?virtual_host=0",
        )

    # PostgreSQL

    @property
    def rows(self) -> Path:
        return self.data / "pg18"

    def initialise(self, programs: Path) -> None:
        """Make the folder of the server beside its place, so that half of one is never used."""
        if self.rows.exists():
            return
        beside = self.data / "pg18.new"
        shutil.rmtree(beside, ignore_errors=True)
        child = spawn(
            "initdb",
            [programs / "initdb", "-D", beside, "-U", "postgres", "--no-sync", *AS_WE_WANT_IT],
            logs=self.logs,
            env=CLEAN_ENVIRONMENT,
            user=unprivileged(),
            cwd=Path("/"),
        )
        if run_to_its_end(child):
            raise CannotGoOn(
                f"PostgreSQL could not make its folder {beside}: {child.log.read_text().strip()}"
            )
        beside.rename(self.rows)

    def start_postgres(self, programs: Path) -> Child:
        forget_the_one_that_died(self.rows)
        settings = ["listen_addresses=", "max_connections=300", "unix_socket_permissions=0700"]
        if not self.lasting:
            settings += FOR_A_WHILE
        options = [part for setting in settings for part in ("-c", setting)]
        return spawn(
            "postgres",
            [programs / "postgres", "-D", self.rows, "-k", self.sockets, *options],
            logs=self.logs,
            env=CLEAN_ENVIRONMENT,
            user=unprivileged(),
            cwd=Path("/"),
            farewell=signal.SIGINT,  # fast: open transactions are rolled back
        )

    def postgres_is_ready(self) -> bool:
        """The eighth line of its pid file, as pg_ctl reads it."""
        with suppress(OSError, IndexError):
            lines = (self.rows / "postmaster.pid").read_text().splitlines()
            ours = self.postgres and lines[0] == str(self.postgres.process.pid)
            return bool(ours) and lines[7].strip() == "ready"
        return False

    # Redis

    def start_redis(self) -> Child:
        folder = self.data / "redis"
        make_ours(folder)
        keep = ["--maxmemory-policy", "noeviction"]
        keep += ["--appendonly", "yes"] if self.lasting else ["--save", "", "--appendonly", "no"]
        door = ["--port", "0", "--unixsocket", self.sockets / "redis.sock"]
        door += ["--unixsocketperm", "700"]
        return spawn(
            "redis",
            [redis_program(self.away), *door, "--dir", folder, *keep],
            logs=self.logs,
            env=CLEAN_ENVIRONMENT,
            user=unprivileged(),
            cwd=Path("/"),
        )

    def redis_is_ready(self) -> bool:
        with suppress(OSError), socket.socket(socket.AF_UNIX) as door:
            door.connect(str(self.sockets / "redis.sock"))
            door.sendall(b"PING\r\n")
            return door.recv(16).startswith(b"+PONG")
        return False


def forget_the_one_that_died(rows: Path) -> None:
    """Wait for a former server that is still stopping; forget a pid that is somebody else's now."""
    pid_file = rows / "postmaster.pid"
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            pid = int(pid_file.read_text().split()[0])
            running = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (OSError, ValueError, IndexError):
            return
        if os.fsencode(rows) not in running:
            pid_file.unlink(missing_ok=True)
            return
        time.sleep(0.2)
    raise CannotGoOn(
        f"A PostgreSQL server of an earlier start still runs in {rows}: stop it first."
    )
