"""Who gets in where, among the pages about people and one's own account."""

from datetime import date

from pact.accounts.models import Absence
from tests.access.door import ADM, EVERYONE, KEY, Door
from tests.database import arranging
from tests.factories import MembershipFactory


def somebody(_cast) -> dict:
    return {"public_id": MembershipFactory().user.public_id}


def invited(_cast) -> dict:
    return {"public_id": MembershipFactory(user__password="!").user.public_id}


def a_role(_cast) -> dict:
    return {"public_id": MembershipFactory().public_id}


def strange_role(_cast) -> dict:
    return {"public_id": MembershipFactory().public_id}


def absence_of_a_stranger(_cast) -> dict:
    absent, substitute = MembershipFactory(), MembershipFactory()
    with arranging():
        absence = Absence.objects.create(
            absent=absent,
            substitute=substitute,
            first_day=date(2026, 1, 1),
            last_day=date(2099, 1, 1),
        )
    return {"public_id": absence.public_id}


ALL_200 = dict.fromkeys(EVERYONE, 200)
ALL_404 = dict.fromkeys(EVERYONE, 404)
ALL_422 = dict.fromkeys(EVERYONE, 422)
FORM = {"form_key": KEY}

DOORS = [
    Door("accounts:people", "get", {ADM: 200}),
    Door("accounts:invite", "get", {ADM: 200}),
    Door("accounts:invite", "post", {ADM: 422}, data=FORM),
    Door("accounts:person", "get", {ADM: 200}, own=somebody),
    Door("accounts:give_role", "get", {ADM: 200}, own=somebody),
    Door("accounts:give_role", "post", {ADM: 422}, own=somebody, data=FORM),
    Door("accounts:invite_again", "post", {ADM: 302}, own=invited),
    Door("accounts:open_account", "post", {ADM: 302}, own=somebody),
    Door("accounts:remove_second_factor", "get", {ADM: 200}, own=somebody),
    Door("accounts:remove_second_factor", "post", {ADM: 409}, own=somebody),
    Door("accounts:change_standing", "post", {ADM: 302}, own=a_role),
    Door("accounts:name_substitute", "get", {ADM: 200}, own=a_role),
    Door("accounts:name_substitute", "post", {ADM: 422}, own=a_role, data=FORM),
    Door("overview:end_role", "get", {ADM: 200}, own=a_role),
    Door("overview:end_role", "post", {ADM: 302}, own=a_role),
    Door("overview:close_account", "get", {ADM: 200}, own=somebody),
    Door("overview:close_account", "post", {ADM: 302}, own=somebody),
    Door("accounts:me", "get", ALL_200),
    # Each role's own row is somebody else's to the others: here only the stranger's is tried.
    Door("accounts:act_in", "post", ALL_404, own=strange_role),
    Door("accounts:sign_out_elsewhere", "post", dict.fromkeys(EVERYONE, 302)),
    Door("accounts:be_absent", "get", ALL_200),
    Door("accounts:be_absent", "post", ALL_422, data=FORM),
    Door("accounts:be_back", "post", ALL_404, own=absence_of_a_stranger),
]
