"""A real web server on the test database, and many people who click at the same moment."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from pact.accounts.models import Membership

WORKERS, THREADS = 2, 12
SITE = "pact.wsgi"
PATIENCE = 240
CSRF = "c" * 32


@contextmanager
def web_server(application: str) -> Iterator[int]:
    """Gunicorn as in production, on a free port; the answer is the port."""
    port = _free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.concurrency.settings",
        "PACT_RACE_DATABASE": connection.settings_dict["NAME"],
    }
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(WORKERS), "--threads", str(THREADS), "--no-control-socket"]
    command += ["--preload"]  # one of them reads the program, not each
    server = subprocess.Popen(
        [*command, "--log-level", "error", "--timeout", "120"], env=environment
    )
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def cookies_of(member: Membership) -> str:
    """The cookies of somebody who is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(member.user_id)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = member.user.get_session_auth_hash()
    session.save()
    return f"sessionid={session.session_key}; csrftoken={CSRF}"


def all_at_once(port: int, posts: list[tuple[str, dict[str, str]]], *, cookies: str) -> Counter:
    """Send every form at the same moment, each on a connection of its own; count the answers."""
    start = threading.Barrier(len(posts))
    answers: list[int] = []

    def send(path: str, fields: dict[str, str]) -> None:
        start.wait(PATIENCE)
        answers.append(_post(port, path, fields, cookies))

    people = [threading.Thread(target=send, args=post) for post in posts]
    for person in people:
        person.start()
    for person in people:
        person.join(PATIENCE)
    return Counter(answers)


def _post(port: int, path: str, fields: dict[str, str], cookies: str) -> int:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    body = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": CSRF})
    kind = "application/x-www-form-urlencoded"
    try:
        line.request("POST", path, body, {"Cookie": cookies, "Content-Type": kind})
        return line.getresponse().status
    finally:
        line.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(port: int, server: subprocess.Popen) -> None:
    for _try in range(PATIENCE * 10):
        if server.poll() is not None:
            raise RuntimeError("The web server of the race did not start.")
        if _answers(port):
            return
        time.sleep(0.1)
    raise RuntimeError("The web server of the race gives no answer.")


def _answers(port: int) -> bool:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", "/livez")
        return line.getresponse().status == HTTPStatus.OK
    except OSError:
        return False
    finally:
        line.close()
