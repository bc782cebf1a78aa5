"""A password alone opens nothing but the way to a second factor. Nor does the demonstration's door."""

import os
import subprocess
import sys

import dj_database_url
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings as project
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from pact.accounts.checks import _is_overheard, doors_are_shut, refuse_open_doors_in_service
from pact.accounts.invitations import address_for
from pact.accounts.middleware import ON_THE_WAY_TO_ENROLLING
from tests.access.addresses import addresses
from tests.factories import MembershipFactory, UserFactory

PASSWORD = "een lange zin om binnen te komen"  # noqa: S105


@pytest.fixture
def with_password_only(people, signed_in, settings) -> Client:
    settings.SECOND_FACTOR_REQUIRED = True
    return signed_in(people.caseworker)


@pytest.mark.parametrize("method", ["get", "post"])
def test_with_a_password_only_every_page_leads_to_enrolling(with_password_only, method):
    enrolling = reverse("mfa_index")
    everything = addresses()
    shut = {name: url for name, url in everything.items() if name not in ON_THE_WAY_TO_ENROLLING}

    led = {}
    for name, url in shut.items():
        answer = getattr(with_password_only, method)(url)
        led[name] = (answer.status_code, answer.headers.get("Location"))

    assert led == dict.fromkeys(shut, (302, enrolling))
    assert set(everything) > ON_THE_WAY_TO_ENROLLING


def test_an_address_that_does_not_exist_leads_to_enrolling_too(with_password_only):
    assert with_password_only.get("/bestaat-niet/").url == reverse("mfa_index")
    assert with_password_only.get("/account/nieuw/").url == reverse("mfa_index")


def test_the_way_to_enrolling_is_open(with_password_only):
    assert with_password_only.get(reverse("mfa_index")).status_code == 200
    assert with_password_only.post(reverse("set_language"), {"language": "en"}).status_code == 302
    assert with_password_only.post(reverse("account_logout")).status_code == 302
    assert "_auth_user_id" not in with_password_only.session


def test_recovery_codes_alone_are_no_second_factor(with_password_only, people):
    RecoveryCodes.activate(people.caseworker.user)

    assert with_password_only.get("/").url == reverse("mfa_index")


def test_a_second_factor_opens_the_pages(with_password_only, people):
    TOTP.activate(people.caseworker.user, generate_totp_secret())

    assert with_password_only.get("/").status_code == 200


def test_somebody_new_signs_in_and_sets_the_app(settings, db):
    """The whole way: password, once more, the square, the code, recovery codes, and then a page."""
    settings.SECOND_FACTOR_REQUIRED = True
    user = member_with_password()
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert "Code uit de app" in page.content.decode()
    assert client.get(reverse("mfa_add_webauthn")).context["form"]["name"].label == "Naam"
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))

    answer = client.post(reverse("mfa_activate_totp"), {"code": code})

    assert answer.url == reverse("mfa_view_recovery_codes")
    assert client.get(answer.url).status_code == 200
    assert client.get("/").status_code == 200
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_whoever_has_a_second_factor_is_asked_for_it(settings, db):
    settings.SECOND_FACTOR_REQUIRED = True
    user = member_with_password()
    TOTP.activate(user, generate_totp_secret())
    client = Client()

    answer = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    assert answer.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert client.get(answer.url).status_code == 200
    assert client.get("/").url.startswith(reverse("account_login"))


def test_a_code_opens_once_and_a_new_password_does_not_open_without_one(settings, db):
    settings.SECOND_FACTOR_REQUIRED = True
    user, secret = member_with_password(), generate_totp_secret()
    TOTP.activate(user, secret)
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))

    def sign_in_with(code: str) -> Client:
        client = Client()
        client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
        client.post(reverse("mfa_authenticate"), {"code": code})
        return client

    assert sign_in_with(code).get("/").status_code == 200
    assert "_auth_user_id" not in sign_in_with(code).session

    user.refresh_from_db()
    path, chosen = address_for(user), "een nieuwe zin van deze morgen"
    client = Client()
    form = client.get(path, follow=True).request["PATH_INFO"]
    client.post(form, {"password1": chosen, "password2": chosen})
    answer = client.post(reverse("account_login"), {"login": user.email, "password": chosen})
    assert answer.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def member_with_password():
    user = UserFactory()
    user.set_password(PASSWORD)
    user.save()
    MembershipFactory(user=user)
    return user


def test_nobody_registers(db):
    assert Client().get("/account/signup/").status_code == 404
    assert Client().get("/account/email/").status_code == 404


def test_an_unknown_address_gets_the_same_answer_as_a_known_one(db):
    known = member_with_password()
    answers = [
        Client().post(reverse("account_reset_password"), {"email": email})
        for email in (known.email, "niemand@voorbeeld.example")
    ]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url


# What production starts with


@pytest.mark.parametrize(
    "door",
    [
        {"SECOND_FACTOR_REQUIRED": False},
        {"DEMONSTRATION": True},
        {"DUPLICATE_KEY": ""},
        {"DUPLICATE_KEY": "x" * 31},
        {"DUPLICATE_KEY": "y" * 60, "SECRET_KEY": "y" * 60},
    ],
    ids=lambda door: str(door),
)
def test_the_deployment_check_and_the_start_refuse_an_open_door(settings, door):
    settings.SECOND_FACTOR_REQUIRED, settings.DEMONSTRATION, settings.IN_SERVICE = True, False, True
    assert doors_are_shut() == []
    refuse_open_doors_in_service()

    for name, value in door.items():
        setattr(settings, name, value)

    assert [error.id for error in doors_are_shut()] == ["pact.E002"]
    with pytest.raises(ImproperlyConfigured, match="Not fit for service"):
        refuse_open_doors_in_service()


@pytest.mark.parametrize(
    ("address", "inside", "is_overheard"),
    [
        ("postgresql://pact_app@elsewhere.example/pact", False, True),
        ("postgresql://pact_app@elsewhere.example/pact?sslmode=prefer", False, True),
        ("postgresql://pact_app@elsewhere.example/pact?sslmode=require", False, True),
        ("postgresql://pact_app@elsewhere.example/pact?sslmode=verify-full", False, False),
        ("postgresql://pact_app@elsewhere.example/pact", True, False),
        ("postgresql://pact_app@127.0.0.1/pact", False, False),
        ("postgresql://pact_app@%2Frun%2Fpostgresql/pact", False, False),
    ],
)
def test_rows_cross_no_network_that_others_may_listen_to(settings, address, inside, is_overheard):
    settings.DATABASE_INSIDE = inside
    there = dj_database_url.parse(address)
    there.setdefault("OPTIONS", {})

    assert _is_overheard(there) == is_overheard


@pytest.mark.slow
def test_production_passes_its_own_check():
    done = check_deploy("from pact.settings.production import *")

    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "door",
    [
        "SECOND_FACTOR_REQUIRED = False",
        "DEMONSTRATION = True",
        "DUPLICATE_KEY = SECRET_KEY",
        "DATABASES['default']['HOST'] = 'elsewhere.example'",
    ],
)
def test_production_with_an_open_door_does_not_start(door):
    done = check_deploy(f"from pact.settings.production import *\n{door}")

    assert done.returncode != 0
    assert "Not fit for service" in done.stderr


def check_deploy(module: str) -> subprocess.CompletedProcess:
    """`check --deploy` in a process of its own, with a settings module made of these lines."""
    program = (
        "import sys, types\n"
        "settings = types.ModuleType('settings_of_this_test')\n"
        f"exec({module!r}, settings.__dict__)\n"
        "sys.modules['settings_of_this_test'] = settings\n"
        "from django.core.management import execute_from_command_line\n"
        "execute_from_command_line(['manage.py', 'check', '--deploy', '--fail-level', 'WARNING'])\n"
    )
    env = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "settings_of_this_test",
        "DATABASE_URL": "postgresql://pact_app@127.0.0.1:1/pact",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "PACT_SECRET_KEY": "long-enough-and-only-for-this-test-"
        + "".join(map(chr, range(60, 120))),
        "PACT_DUPLICATE_KEY": "another-one-and-only-for-this-test-long",
        "PACT_HOSTS": "pact.example",
        "PACT_SMTP_HOST": "mail.example",
        "PACT_SMTP_PORT": "587",
        "PACT_MAIL_FROM": "Pact <pact@pact.example>",
    }
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=project.ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
    )
