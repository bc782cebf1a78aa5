"""The description of production says what the walls need. It is read here, not run."""

import re

import pytest
import yaml

from pact.setup import ROOT

COMPOSE = (ROOT / "docker-compose.yml").read_text()
README = (ROOT / "README.md").read_text()
SERVICES = yaml.safe_load(COMPOSE)["services"]
PRODUCTION = (ROOT / "pact" / "settings" / "production.py").read_text()
DOCKERFILE = (ROOT / "Dockerfile").read_text()
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
def test_nobody_starts_on_an_old_schema_or_without_the_doorbell(name):
    assert SERVICES[name]["depends_on"] == {
        "migrate": {"condition": "service_completed_successfully"},
        "redis": {"condition": "service_healthy"},
    }
    assert SERVICES[name]["environment"]["DATABASE_URL"].startswith("postgresql://pact_app:")


def test_each_of_the_others_waits_for_what_it_needs():
    waits = {name: SERVICES[name]["depends_on"] for name in ("migrate", "backup", "proxy")}

    assert waits == {
        "migrate": {"postgres": {"condition": "service_healthy"}},
        "backup": {"migrate": {"condition": "service_completed_successfully"}},
        "proxy": {"web": {"condition": "service_healthy"}},
    }


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


def test_whatever_can_be_told_is_explained():
    """In the README, each by its name: what is filled in, and what settings and scripts read."""
    settings = "".join(path.read_text() for path in (ROOT / "pact" / "settings").glob("*.py"))
    scripts = "".join(path.read_text() for path in (ROOT / "deploy").glob("*.sh"))
    told = re.findall(r"^(\w+)=", (ROOT / "deploy" / "env.example").read_text(), re.M)
    told += re.findall(r"""environ(?:\.get\(|\[)["'](\w+)""", settings)
    told += re.findall(r"\$\{?(PACT_\w+)", scripts)
    explained = set(re.findall(r"`(\w+)(?:=1)?`", README))

    assert len(set(told)) > 25
    assert set(told) - explained == set()
    for how in ("`deploy/env.example` to `.env`", "docker compose up"):
        assert how in README


def test_each_part_of_the_pact_stands_in_the_layout():
    """Folders and modules, each by its own name."""
    layout = README.partition("## Layout")[2].partition("\n## ")[0]
    named = set(re.findall(r"`(?:pact/)?([\w.]+)/?`", layout))
    parts = {
        path.name for path in (ROOT / "pact").iterdir() if path.suffix == ".py" or path.is_dir()
    }

    assert parts - named - {"__init__.py", "__pycache__"} == set()


def test_no_secret_stands_in_the_description():
    for service in SERVICES.values():
        for name, value in service["environment"].items():
            if re.search("PASSWORD|SECRET|KEY|AUTH", name):
                assert re.fullmatch(r"\$\{\w+:(\?|-)\}", value), name
            for password in re.findall(r"://\w*:([^@]+)@", value):
                assert re.fullmatch(r"\$\{\w+:\?\}", password), name


def test_no_secret_stands_in_an_image():
    """What is filled in while building stays in that command, in a stage that nobody runs."""
    kept = re.findall(r"^(?:ENV|ARG) ((?:.+\\\n)*.+)$", DOCKERFILE, re.M)

    assert kept
    assert not re.search("PASSWORD|SECRET|_KEY|DATABASE_URL|REDIS_URL", " ".join(kept))
    (filled_in,) = re.findall(r"PACT_SECRET_KEY=(\S+)", DOCKERFILE)
    assert filled_in == "only-while-building"


def test_every_image_says_which_version_and_the_backup_is_as_new_as_the_server():
    given = {name: each["image"] for name, each in SERVICES.items() if "build" not in each}
    bases = [base for base, _name in stages() if ":" in base]

    for image in [*given.values(), *bases]:
        assert re.fullmatch(r"[a-z]+:\d[\w.-]*", image), image
    assert given["postgres"] in bases


def stages() -> list[tuple[str, str]]:
    """On what each stage of the Dockerfile stands, and what it is called."""
    return re.findall(r"^FROM (\S+) AS (\w+)$", DOCKERFILE, re.M)


def test_what_is_mounted_and_copied_exists():
    mounted = re.findall(r"- \./([\w./-]+):", COMPOSE)
    lines = re.findall(r"^COPY ((?:deploy|requirements)/.+) \S+$", DOCKERFILE, re.M)
    copied = " ".join(lines).split()

    assert mounted
    assert copied
    assert [path for path in mounted + copied if not (ROOT / path).exists()] == []


def test_the_first_person_can_be_let_in():
    for told in (README, COMPOSE):
        assert "python manage.py first_administrator" in told
    loaded, let_in = README.index("then `load_pact`"), README.index("`first_administrator")
    assert loaded < let_in < README.index("Start web, worker and scheduler")


def test_every_role_that_is_made_gets_a_password():
    made = re.findall(r"create role (\w+)", (ROOT / "deploy" / "roles.sql").read_text())
    first_start = (ROOT / "deploy" / "first-start.sh").read_text()

    assert set(re.findall(r"alter role (\w+) password", first_start)) == set(made)
    assert [role for role in made if role not in README] == []


def test_what_is_built_is_a_stage_and_each_stage_stands_on_another_one():
    made = {name for _of, name in stages()}
    built = {each["build"]["target"] for each in SERVICES.values() if "build" in each}

    assert built == {"application", "backup"}
    assert built <= made
    assert set(re.findall(r"--from=(\w+)", DOCKERFILE)) <= made
    assert {of for of, _name in stages() if ":" not in of} <= made


def test_what_the_backup_runs_is_in_its_image():
    """Also what the script itself reads, from the folder in which it stands."""
    copied = re.findall(r"deploy/(\S+)", DOCKERFILE.partition("AS backup")[2])
    script = (ROOT / "deploy" / "backup.sh").read_text()

    assert {"backup.sh", "every-night.sh", *re.findall(r"\$here/(\S+)", script)} == set(copied)
    for name in copied:
        if name.endswith(".sh"):
            assert (ROOT / "deploy" / name).stat().st_mode & 0o111, name


def test_whoever_is_waited_for_says_when_it_is_well():
    waited_for = {
        name
        for service in SERVICES.values()
        for name, how in service.get("depends_on", {}).items()
        if how["condition"] == "service_healthy"
    }

    assert waited_for == {"postgres", "redis", "web"}
    for name in waited_for | {"backup"}:
        assert {"test", "interval", "timeout"} <= set(SERVICES[name]["healthcheck"]), name


def test_whatever_runs_for_long_starts_again_and_has_time_to_stop():
    for name, service in SERVICES.items():
        assert service["restart"] == ("no" if name == "migrate" else "unless-stopped"), name
    assert SERVICES["web"]["stop_grace_period"] == "40s"  # gunicorn itself gives up after 30
    assert SERVICES["worker"]["stop_grace_period"] == "5m"


def test_the_application_writes_nowhere_and_may_do_nothing_else():
    for name in ("web", "worker", "scheduler", "migrate"):
        service = SERVICES[name]
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
        assert service["tmpfs"] == ["/tmp"]
        assert "volumes" not in service


def test_a_backup_that_is_not_closed_yet_lies_on_no_disk():
    service = SERVICES["backup"]

    assert (service["read_only"], service["tmpfs"]) == (True, ["/tmp"])
    assert service["volumes"] == ["backups:/backups"]
    assert service["environment"]["PACT_BACKUP_FOLDER"] == "/backups"
    assert "mktemp --directory" in (ROOT / "deploy" / "backup.sh").read_text()


def test_nobody_gets_more_rights_than_it_was_given():
    for name, service in SERVICES.items():
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert not {"privileged", "devices", "network_mode", "pid"} & set(service), name
    may_more = {name: each["cap_add"] for name, each in SERVICES.items() if "cap_add" in each}
    assert may_more == {"proxy": ["NET_BIND_SERVICE"]}


@pytest.mark.parametrize(("stage", "user"), [("application", "pact"), ("backup", "postgres")])
def test_what_runs_is_not_root(stage, user):
    """The last word before the command; what comes into the image before it is not theirs."""
    lines = DOCKERFILE.partition(f" AS {stage}\n")[2].partition("\nFROM ")[0]
    before = lines.partition("\nCMD ")[0]

    assert re.findall(r"^(?:USER|COPY|RUN) ?(.*)$", before, re.M)[-1] == user


def test_what_git_does_not_keep_is_in_no_image_either():
    """Nor what nobody needs to run it, least of all the secrets."""
    ignored = (ROOT / ".gitignore").read_text().split()
    left_out = (ROOT / ".dockerignore").read_text().split()

    assert {f"**/{line.rstrip('/')}" for line in ignored} <= set(left_out)
    assert {".git", ".ci", "tests", "**/.env"} <= set(left_out)
