"""The description of production says what the walls need. It is read here, not run."""

import re

import pytest
import yaml

from pact.setup import ROOT

COMPOSE = (ROOT / "docker-compose.yml").read_text()
SERVICES = yaml.safe_load(COMPOSE)["services"]
PRODUCTION = (ROOT / "pact" / "settings" / "production.py").read_text()
BASE = (ROOT / "pact" / "settings" / "base.py").read_text()


def test_every_part_of_the_shape_is_there():
    assert set(SERVICES) == {
        "proxy",
        "web",
        "worker",
        "scheduler",
        "migrate",
        "postgres",
        "redis",
        "backup",
    }


def test_only_the_migration_holds_the_owners_address():
    holders = [
        name for name, service in SERVICES.items() if "pact_owner" in str(service["environment"])
    ]

    assert holders == ["migrate"]


@pytest.mark.parametrize("name", ["web", "worker", "scheduler"])
def test_nobody_starts_on_an_old_schema(name):
    assert SERVICES[name]["depends_on"]["migrate"] == {
        "condition": "service_completed_successfully"
    }
    assert SERVICES[name]["environment"]["DATABASE_URL"].startswith("postgresql://pact_app:")


def test_only_the_proxy_can_be_reached_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert yaml.safe_load(COMPOSE)["networks"]["inside"] == {"internal": True}
    for name in ("postgres", "redis", "backup", "migrate"):
        assert SERVICES[name]["networks"] == ["inside"]


def test_there_are_several_web_processes_and_workers_and_one_scheduler():
    copies = {name: SERVICES[name]["deploy"]["replicas"] for name in ("web", "worker", "scheduler")}

    assert copies["web"] > 1
    assert copies["worker"] > 1
    assert copies["scheduler"] == 1


def test_what_the_settings_demand_is_given():
    demanded = set(re.findall(r'os\.environ\["(\w+)"\]', BASE + PRODUCTION))

    assert demanded <= set(SERVICES["web"]["environment"])


def test_what_must_be_filled_in_is_in_the_example():
    asked = set(re.findall(r"\$\{(\w+)", COMPOSE))
    example = set(re.findall(r"^(\w+)=", (ROOT / "deploy" / "env.example").read_text(), re.M))

    assert asked - example == {"PACT_SMTP_TLS"}  # on, unless somebody turns it off
    assert example - asked == set()


def test_no_secret_stands_in_the_description():
    for service in SERVICES.values():
        for name, value in service["environment"].items():
            if "PASSWORD" in name or "SECRET" in name:
                assert value.startswith("${"), name


def test_what_is_mounted_and_copied_exists():
    mounted = re.findall(r"- \./([\w./-]+):", COMPOSE)
    copied = re.findall(
        r"^COPY ((?:deploy|requirements)/\S+)", (ROOT / "Dockerfile").read_text(), re.M
    )

    assert mounted
    assert copied
    assert [path for path in mounted + copied if not (ROOT / path).exists()] == []


def test_the_first_person_can_be_let_in():
    readme = (ROOT / "README.md").read_text()

    for told in (readme, COMPOSE):
        assert "python manage.py first_administrator" in told
    loaded, let_in = readme.index("then `load_pact`"), readme.index("`first_administrator")
    assert loaded < let_in < readme.index("Start web, worker and scheduler")


def test_every_role_that_is_made_gets_a_password():
    made = re.findall(r"create role (\w+)", (ROOT / "deploy" / "roles.sql").read_text())
    first_start = (ROOT / "deploy" / "first-start.sh").read_text()

    assert set(re.findall(r"alter role (\w+) password", first_start)) == set(made)
    assert [role for role in made if role not in (ROOT / "README.md").read_text()] == []
