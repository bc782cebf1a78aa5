"""A database with people in it takes the newer tables, by the owner, who is behind the walls too."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from pact.embedded import DATABASE, Engines
from pact.setup import ROOT

pytestmark = pytest.mark.slow

# Two candidates as they were written when each was one person; a third with nothing filled in.
ONE_PERSON_EACH = """
set session_replication_role = replica;
insert into placements_candidate (id, public_id, reference, status, status_at, status_code,
    version, care_party_id, caseworker_id, created_at, days_on_hold)
select n, gen_random_uuid(), 'K-00000' || n, 'housed', now(), '', 1, 1, 10 + n, now(), 0
from generate_series(1, 3) n;
insert into placements_card (candidate_id, caseworker_id, first_name, initials, agreed_contact,
    call_first)
select id, caseworker_id, 'Voornaam ' || id, '', '', false from placements_candidate where id < 3;
insert into placements_identity (candidate_id, caseworker_id, last_name, name_key, telephone,
    email, care_party_id)
select id, caseworker_id, 'Achternaam ' || id, '', '', '', 1 from placements_candidate where id < 3;
insert into placements_care (candidate_id, caseworker_id, origin, facility, income_class,
    intensity, budget_in_order)
select id, caseworker_id, 'shelter', '', '', 'light', true from placements_candidate where id < 3;
insert into placements_guidance (public_id, candidate_id, caseworker_id, care_party_id,
    responsible_id, status, status_at, status_code, version, opened_on, light)
select gen_random_uuid(), id, caseworker_id, 1, caseworker_id, 'running', now(), '', 1, now(), ''
from placements_candidate where id < 3;
"""
NOW = """
select u.candidate_id, u.number, u.caseworker_id, c.first_name, i.last_name, s.intensity,
       s.budget_in_order, g.candidate_id
from placements_uitstromer u
left join placements_card c on c.uitstromer_id = u.id
left join placements_identity i on i.uitstromer_id = u.id
left join placements_support s on s.uitstromer_id = u.id
left join placements_guidance g on g.uitstromer_id = u.id
order by 1
"""
WITHOUT_FORCE = """
select relname from pg_class where relkind = 'r' and relname like 'placements\\_%'
    and not (relrowsecurity and relforcerowsecurity)
"""


@pytest.fixture(scope="module")
def engines():
    folder = Path(tempfile.mkdtemp(prefix="pact-upgrade-", dir="/tmp"))
    folder.chmod(0o755)
    engines = Engines(folder / "local", lasting=False)
    try:
        engines.start()
        yield engines
    finally:
        engines.stop()
        shutil.rmtree(folder)


def migrate(engines, *to: str) -> None:
    owner = engines.addresses().owner
    addresses = {"DATABASE_URL": owner, "DATABASE_OWNER_URL": owner, "PACT_SECRET_KEY": "tests"}
    command = [sys.executable, ROOT / "manage.py", "migrate", *to]
    done = subprocess.run(
        command, env=os.environ | addresses, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_everybody_there_becomes_the_first_person_of_their_application(engines):
    superuser = engines.addresses().superuser.rpartition("/")[0] + f"/{DATABASE}"
    migrate(engines, "placements", "0009")
    with psycopg.connect(superuser) as connection:
        connection.execute(ONE_PERSON_EACH)

    migrate(engines)

    with psycopg.connect(superuser) as connection:
        people = connection.execute(NOW).fetchall()
        unguarded = connection.execute(WITHOUT_FORCE).fetchall()
    assert people == [
        (1, 1, 11, "Voornaam 1", "Achternaam 1", "light", True, 1),
        (2, 1, 12, "Voornaam 2", "Achternaam 2", "light", True, 2),
        (3, 1, 13, None, None, None, None, None),
    ]
    assert unguarded == []
