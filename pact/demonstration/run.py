"""The demonstration: everything in one terminal, and nothing of it left after Ctrl-C."""

import argparse
import os
import shutil
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import suppress

from pact.demonstration.environment import environment, user_for_python
from pact.embedded import Addresses, Engines
from pact.folders import make_ours
from pact.servers import ask_redis, given_servers, refuse_real_people
from pact.setup import LOCAL, PYTHON, CannotGoOn, say
from pact.supervisor import (
    Child,
    must_live,
    only_one,
    run_to_its_end,
    spawn,
    stop_together,
    stop_when_asked,
    wait_until,
)

LOGS, MAIL, SIGN_INS = LOCAL / "logs", LOCAL / "mail", LOCAL / "sign-ins.txt"
FOLDERS = [LOCAL, LOGS, MAIL, *(LOCAL / name for name in ("beat", "cache", "static"))]
MADE_ANEW = ("mail", "beat", "cache", "static", "secret", "sign-ins.txt")
ALREADY_RUNS = (
    "The demonstration of this folder is running already: use that one, or stop it with Ctrl-C "
    "in its terminal first."
)


def run(arguments: list[str]) -> None:
    """Start everything, tell where it is, and stop all of it when asked."""
    options = read(arguments)
    own_servers = given_servers()
    if options.fresh and own_servers:
        raise CannotGoOn(
            "--fresh only begins again with servers that were started here: empty the database "
            "of DATABASE_URL yourself, or leave the three addresses out."
        )
    make_ours(LOCAL)
    stop_when_asked()
    with only_one(LOCAL / "demo.lock", otherwise=ALREADY_RUNS), listen_on(options.port) as web:
        demonstration = Demonstration(web, own_servers=own_servers)
        try:
            demonstration.start(fresh=options.fresh)
            demonstration.watch()
        except KeyboardInterrupt:
            say("\nStopping")
        finally:
            demonstration.stop()
    say("Everything has stopped; the data is kept for the next time.")


def read(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python3 manage.py demo",
        description="Run the whole pact on this machine, with a synthetic region.",
    )
    parser.add_argument("--port", type=port_number, default=8000, help="8000 unless you choose")
    parser.add_argument("--fresh", action="store_true", help="forget all data and begin again")
    return parser.parse_args(arguments)


def port_number(text: str) -> int:
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is not a port: choose a number from 1 to 65535.")


def listen_on(port: int) -> socket.socket:
    """Hold the port from the first moment, so that nobody takes it while we prepare."""
    web = socket.socket()
    web.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        web.bind(("127.0.0.1", port))
        web.listen(128)
    except PermissionError:
        raise CannotGoOn(f"Port {port} needs root: choose one above 1023 with --port.") from None
    except OSError:
        raise CannotGoOn(
            f"Port {port} is taken by another program: stop that one, or choose another port, "
            f"for example: python3 manage.py demo --port {port + 1 if port < 65535 else 8001}"
        ) from None
    return web


class Demonstration:
    """The processes of one demonstration, in the order in which they start."""

    def __init__(self, web: socket.socket, *, own_servers: bool) -> None:
        self.web = web
        self.address = f"http://localhost:{web.getsockname()[1]}"
        self.engines = None if own_servers else Engines(LOCAL, lasting=True)
        self.user = user_for_python()
        self.mail: list[Child] = []
        self.worker: list[Child] = []
        self.doors: list[Child] = []  # web and scheduler: where new work comes in

    def start(self, *, fresh: bool) -> None:
        """Engines, mail, schema and region, then everything that serves them."""
        if fresh:
            say("Forgetting the data of the earlier demonstration")
            self.forget()
        for folder in FOLDERS:
            make_ours(folder)
        addresses = self.start_engines()
        env = environment(addresses, self.address) | self.start_mail()
        self.prepare(env, addresses)
        say("Starting the worker, the scheduler and the web server")
        self.start_python(env)
        wait_until(self.answers, of=self.doors[0], seconds=300, beside=self.everything())
        self.tell()

    def forget(self) -> None:
        if self.engines:
            self.engines.remove_data()
        for name in MADE_ANEW:
            shutil.rmtree(LOCAL / name, ignore_errors=True)
            with suppress(FileNotFoundError):
                (LOCAL / name).unlink()

    def start_engines(self) -> Addresses:
        if self.engines:
            elsewhere = f", with their data in {self.engines.data}" if self.engines.away else ""
            say(f"Starting PostgreSQL and Redis{elsewhere}")
            return self.engines.start()
        say("Using the PostgreSQL and Redis of DATABASE_URL and REDIS_URL")
        names = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
        runtime, owner, redis = (os.environ[name] for name in names)
        for address in (owner, runtime):
            refuse_real_people(address)
        ask_redis(redis)
        return Addresses(runtime=runtime, owner=owner, superuser="", redis=redis)

    def start_mail(self) -> dict[str, str]:
        """Answer what a process must know to send its mail to us."""
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            number, port = listening.fileno(), listening.getsockname()[1]
            env = {"PATH": os.environ.get("PATH", ""), "PYTHONUNBUFFERED": "1"}
            command = ["pact.demonstration.mail", MAIL, number]
            self.mail.append(self.python("mail", command, env, pass_fds=[number]))
        return {
            "PACT_SMTP_HOST": "127.0.0.1",
            "PACT_SMTP_PORT": str(port),
            "PACT_MAIL_FOLDER": str(MAIL),
        }

    def prepare(self, env: dict[str, str], addresses: Addresses) -> None:
        """Schema, static files, agreement and region: one process that starts Django once."""
        say(
            "Preparing the database; the first time with the synthetic region, which takes a minute"
        )
        owner = {"DATABASE_OWNER_URL": addresses.owner}
        child = self.python("prepare", ["pact.demonstration.prepare"], env | owner)
        if run_to_its_end(child, beside=self.everything()):
            raise CannotGoOn(f"The database could not be prepared. Why, is in {child.log}")

    def start_python(self, env: dict[str, str]) -> None:
        """The three kinds of process that production has, each as small as it can be."""
        fd = self.web.fileno()
        celery = ["celery", "--app", "pact.celery"]
        worker = ["worker", "--pool", "prefork", "--concurrency=1", "--loglevel", "INFO"]
        beat = ["beat", "--pidfile=", "--schedule", LOCAL / "beat" / "schedule"]
        web = ["gunicorn", "pact.wsgi", "--bind", f"fd://{fd}", "--worker-class", "gthread"]
        web += ["--workers=2", "--threads=4", "--graceful-timeout=5", "--no-control-socket"]
        web += ["--preload"]  # the program is read once, not by each
        self.doors.append(self.python("web server", web, env, pass_fds=[fd]))
        self.worker.append(self.python("worker", celery + worker, env))
        self.doors.append(self.python("scheduler", celery + beat, env))

    def python(
        self, name: str, module: list, env: dict[str, str], pass_fds: Sequence[int] = ()
    ) -> Child:
        command = [PYTHON, "-m", *module]
        return spawn(name, command, logs=LOGS, env=env, user=self.user, pass_fds=pass_fds)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/livez", timeout=5) as answer:  # noqa: S310
                return answer.status == 200
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.3)
            return False

    def tell(self) -> None:
        say(f"\nThe pact is open at {self.address}\n")
        if SIGN_INS.exists():
            say(SIGN_INS.read_text().rstrip())
        else:
            say(f"There are no sign-ins to show: {SIGN_INS} does not exist.")
        say("\nStop with Ctrl-C.")

    def everything(self) -> list[Child]:
        engines = self.engines.children() if self.engines else []
        return [*engines, *self.mail, *self.worker, *self.doors]

    def watch(self) -> None:
        """Until somebody stops us; a part that dies stops the rest, and is named."""
        while True:
            must_live(self.everything())
            time.sleep(0.5)

    def stop(self) -> None:
        """What takes in new work first, what keeps it last."""
        stop_together(self.doors, within=7)
        stop_together(self.worker, within=7)
        stop_together(self.mail, within=2)
        if self.engines:
            self.engines.stop()
