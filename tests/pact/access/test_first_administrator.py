"""The first administrator: let in by whoever runs the machine, once, and as everybody else after that."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from pact.accounts.models import Membership, User
from pact.agreement.models import Party
from pact.audit.models import Deed
from pact.outbox import account_mails
from tests.database import arranging
from tests.factories import MembershipFactory, party

PASSWORD = "een zin die niemand anders kent"  # noqa: S105
OFFICE = "Coördinatiebureau Uitstroom (fictief)"
TYPED = {"email": "Eerste@pact.example", "name": "Eerste Beheerder"}


@pytest.fixture
def let_in(db):
    """What the command says, as the role that web and worker have."""

    def run(**typed: str) -> str:
        said = StringIO()
        call_command("first_administrator", **{**TYPED, **typed}, stdout=said)
        account_mails.deliver(within=timedelta(minutes=1))
        return said.getvalue()

    return run


def link_in(text: str) -> str:
    return re.search(r"https?://[^/]+(/account/password/reset/key/\S+)", text)[1]


def test_the_link_that_is_printed_leads_to_the_page_of_people(let_in):
    said = let_in()

    client = Client()
    form = client.get(link_in(said), follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    client.post("/account/login/", {"login": "eerste@pact.example", "password": PASSWORD})

    assert client.get("/mensen/uitnodigen/").status_code == 200
    role = Membership.objects.get(user__email="eerste@pact.example")
    assert (role.role, role.party.name, role.is_current) == ("administrator", OFFICE, True)


def test_it_is_mailed_as_every_invitation_and_on_record_as_the_machines(let_in):
    let_in()

    assert [letter.to for letter in mail.outbox] == [["eerste@pact.example"]]
    with arranging():
        lines = list(Deed.objects.order_by("pk").values_list("action", "role", "purpose"))
    assert lines[-2:] == [
        ("give_role", "system", "first administrator"),
        ("invite", "system", "first administrator"),
    ]


@pytest.mark.parametrize("other", [{}, {"email": "tweede@pact.example", "name": "Tweede"}])
def test_a_second_one_is_refused(let_in, people, other):
    let_in()
    first = User.objects.get(email="eerste@pact.example")
    first.set_password(PASSWORD)
    first.save()

    with pytest.raises(CommandError, match="There is an administrator already"):
        let_in(**other)

    assert list(User.objects.all()) == [first]
    assert first.memberships.count() == 1


def test_an_administrator_who_was_invited_by_another_is_one_too(let_in, people):
    assert people.administrator.pk

    with pytest.raises(CommandError, match="There is an administrator already"):
        let_in()


def test_whoever_has_not_set_a_password_yet_gets_a_new_link_and_nobody_else_does(let_in):
    let_in()

    assert link_in(let_in())
    with pytest.raises(CommandError, match="There is an administrator already"):
        let_in(email="tweede@pact.example", name="Tweede")

    assert Membership.objects.filter(role="administrator").count() == 1


def test_one_who_has_left_does_not_count_and_an_account_keeps_its_password(let_in, people):
    today = timezone.localdate()
    MembershipFactory(role="administrator", party=party(OFFICE), started_on=today, ended_on=today)
    known = people.coordinator.user
    known.set_password(PASSWORD)
    known.save()

    said = let_in(email=known.email, name=known.name)

    assert "with the same password" in said
    assert mail.outbox == []
    assert known.memberships.filter(role="administrator").exists()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"email": "geen adres"}, "--email: This is not an e-mail address"),
        ({"name": "x" * 81}, "--name: This is 81 signs long"),
        ({"party": "Bureau Nergens"}, "no office called Bureau Nergens"),
        ({"party": "Pré Wonen"}, "no office called Pré Wonen"),
    ],
)
def test_what_cannot_be_read_lets_nobody_in(let_in, typed, why):
    with pytest.raises(CommandError, match=why):
        let_in(**typed)

    assert not User.objects.exists()


def test_with_two_offices_it_asks_for_which(let_in):
    with arranging():
        Party.objects.create(name="Nieuw bureau", kind="office")

    with pytest.raises(CommandError, match="“Nieuw bureau”"):
        let_in()
    let_in(party="Nieuw bureau")

    assert Membership.objects.get().party.name == "Nieuw bureau"


def test_without_the_agreement_it_says_what_comes_first(let_in):
    with arranging():
        Party.objects.filter(kind="office").update(ended_on=timezone.localdate())

    with pytest.raises(CommandError, match="run load_pact first"):
        let_in()
