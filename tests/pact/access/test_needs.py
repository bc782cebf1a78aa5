"""The first wall: an address that says nothing about its need is refused at start."""

from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, include, path
from django.urls.resolvers import RegexPattern

from pact.access import checks
from pact.access.menu import ENTRIES
from pact.access.needs import needs, open_to_visitors
from pact.access.permissions import GRANTS, Permission, may
from pact.accounts.roles import Role
from tests.factories import UserFactory


def says_nothing(_request):
    return HttpResponse()


@needs(Permission.OWN_WORK)
def says_its_need(_request):
    return HttpResponse()


@open_to_visitors
def open_to_all(_request):
    return HttpResponse()


def site(*patterns) -> URLResolver:
    return URLResolver(RegexPattern(r"^"), SimpleNamespace(urlpatterns=list(patterns)))


@pytest.mark.parametrize(
    ("pattern", "complaints"),
    [
        (path("a/", says_its_need), 0),
        (path("a/", open_to_all), 0),
        (path("a/", says_nothing), 1),
        (path("a/", include(([path("b/", says_nothing)], "deep"))), 1),
    ],
)
def test_an_address_without_a_need_is_an_error(monkeypatch, pattern, complaints):
    monkeypatch.setattr(checks, "get_resolver", lambda: site(pattern))

    found = checks.every_url_states_its_need()

    assert [error.id for error in found] == ["pact.E001"] * complaints


def test_the_site_has_no_such_address():
    assert checks.every_url_states_its_need() == []


def test_every_role_has_grants_and_every_permission_somebody():
    assert set(GRANTS) == set(Role)
    given = set().union(*GRANTS.values())
    assert set(Permission) == given


def test_who_manages_people_sees_nobodys_case():
    assert not may(Role.ADMINISTRATOR, Permission.CANDIDATE_READ)
    assert not may(Role.ADMINISTRATOR, Permission.PLACEMENT_READ)


@pytest.mark.parametrize("role", list(Role))
def test_a_menu_shows_what_its_role_can_open_and_nothing_else(people, signed_in, role):
    member = {
        "coordinator": people.coordinator, "caseworker": people.caseworker,
        "letting_agent": people.agent, "municipal_officer": people.municipal_officer,
        "neighbourhood_worker": people.worker, "oversight": people.oversight,
        "privacy_officer": people.privacy_officer, "administrator": people.administrator,
    }[role]  # fmt: skip
    client = signed_in(member)

    menu = client.get("/").context["menu"]

    assert len(menu) == sum(1 for _name, _label, need in ENTRIES if may(role, need))
    assert {entry.url: client.get(entry.url).status_code for entry in menu} == {
        entry.url: 200 for entry in menu
    }


def test_whoever_has_no_role_is_told_so(signed_in, db):
    nobody = SimpleNamespace(user=UserFactory())

    answer = signed_in(nobody).get("/")

    assert answer.status_code == 403
    assert "geen rol" in answer.content.decode()


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(db):
    answer = Client().get("/", headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == "/account/login/?next=/"
    assert answer.content == b""
