"""Production starts as its description says, and stops when it is asked; only the containers are missing."""

import http.client
import re
import shutil
import tempfile
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from pact.embedded import Engines
from tests.setup.processes import wait_for
from tests.setup.production import FILE, SERVICES, Missing, Shape, filled_in

pytestmark = pytest.mark.slow

HEADERS = {"Host": "pact.example", "X-Forwarded-Proto": "https"}
DONE = re.compile(r"deliver_due\[[0-9a-f-]+\] succeeded")
SECRETS = ["PACT_SECRET_KEY", "PACT_DUPLICATE_KEY", *(n for n in FILE if "PASSWORD" in n)]


@pytest.fixture(scope="module")
def shape():
    place = Path(tempfile.mkdtemp(prefix="pact-shape-", dir="/tmp"))
    place.chmod(0o755)
    engines = Engines(place / "local", lasting=False)
    shape = Shape(place, engines)
    try:
        engines.start()
        shape.make_database()
        shape.build()
        yield shape
    finally:
        shape.stop()
        engines.stop()
        shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="module")
def migrated(shape):
    done = shape.run("migrate")
    assert done.returncode == 0, done.stderr
    return shape


@pytest.fixture(scope="module")
def clock(migrated):
    """Started early: a minute passes before it asks for anything."""
    return migrated.start("scheduler")


def ask(shape, path: str, **headers: str):
    with closing(http.client.HTTPConnection("127.0.0.1", shape.port, timeout=20)) as talk:
        talk.request("GET", path, headers=HEADERS | headers)
        answer = talk.getresponse()
        return answer.status, answer.msg, answer.read().decode(errors="replace")


@pytest.fixture(scope="module")
def web(migrated, clock):
    process = migrated.start("web")
    assert wait_for(lambda: "Booting worker" in migrated.said("web"), seconds=60)
    yield migrated
    process.terminate()
    assert process.wait(40) == 0, migrated.said("web")


@pytest.mark.parametrize("name", SECRETS)
def test_nothing_starts_without_a_secret(name):
    """Each secret is asked of somebody, and Docker stops where none is filled in."""
    lines = [str(part) for part in SERVICES.values()]
    asked = [line for line in lines if f"${{{name}" in line]

    assert asked
    for line in asked:
        filled_in(line)
        with pytest.raises(Missing, match=name):
            filled_in(line, {**FILE, name: ""})


def test_the_owner_makes_the_schema_and_the_application_owns_none_of_it(migrated):
    with psycopg.connect(migrated.engines.addresses().owner) as connection:
        owners = connection.execute(
            "select distinct tableowner from pg_tables where schemaname = 'public'"
        ).fetchall()
        (year,) = connection.execute("select count(*) from municipalities_pactyear").fetchone()
    assert owners == [("pact_owner",)]
    assert year > 0
    again = migrated.run("migrate")
    assert again.returncode == 0, again.stderr


def test_the_first_person_is_let_in_as_the_description_says(migrated):
    command = "python manage.py first_administrator --email eerste@pact.example --name Eerste"

    done = migrated.run("web", command.split())

    assert done.returncode == 0, done.stderr
    assert "https://pact.example/account/password/reset/key/" in done.stdout


def test_web_answers_over_the_proxy_and_asks_for_tls_without_it(web):
    status, headers, page = ask(web, "/account/login/")

    assert (status, headers["Strict-Transport-Security"][:16]) == (200, "max-age=31536000")
    cookie = headers["Set-Cookie"]
    assert cookie.startswith("__Host-csrf=")
    assert {"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert ask(web, "/account/login/", **{"X-Forwarded-Proto": "http"})[0] == 301
    assert ask(web, "/account/login/", Host="elsewhere.example")[0] == 400
    assert ask(web, "/")[0] == 302
    style = re.search(r'href="(/static/css/pact\.[0-9a-f]+\.css)"', page)[1]
    status, headers, _css = ask(web, style)
    assert status == 200
    assert "immutable" in headers["Cache-Control"]


def test_the_health_check_of_the_container_tells_whether_web_answers(web):
    *_, script = SERVICES["web"]["healthcheck"]["test"]

    assert web.run("web", ["python", script]).returncode == 0
    assert ask(web, "/readyz")[0] == 200


def test_the_worker_does_what_the_clock_asks_and_both_stop_when_asked(web, clock):
    worker = web.start("worker")

    assert wait_for(lambda: DONE.search(web.said("worker")), seconds=150), web.said("worker")
    assert "Traceback" not in web.said("worker") + web.said("scheduler")
    for process in (worker, clock):
        process.terminate()
    assert worker.wait(60) == 0
    assert clock.wait(60) == 0
