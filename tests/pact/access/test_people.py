"""Inviting people, giving and ending roles, closing accounts: by an administrator, never for oneself."""

import re
import uuid
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from pact.access.actions.accounts import close_account
from pact.access.actions.roles import (
    OwnRights,
    act_in,
    change_standing,
    end_role,
    give_role,
)
from pact.access.actor import acting_as
from pact.accounts.invitations import address_for
from pact.accounts.models import Membership, User
from pact.accounts.roles import PARTIES_OF, Role
from pact.audit.models import Deed
from pact.common.refusals import Refused
from pact.outbox import account_mails
from placements.overview.leaving import actions as leaving
from tests.conftest import actor_for
from tests.database import arranging
from tests.factories import (
    CandidateFactory,
    GuidanceFactory,
    IntroductionFactory,
    MembershipFactory,
    PlacementFactory,
    UserFactory,
    party,
)
from tests.norms import agree_otherwise
from tests.queries import own_statements

PASSWORD = "een zin die niemand anders kent"  # noqa: S105


@pytest.fixture
def administrator(people, signed_in) -> Client:
    return signed_in(people.administrator)


def invitation(**changes) -> dict:
    return {
        "email": "nieuw@ribw.example",
        "name": "Nieuwe Begeleider",
        "party": party("RIBW Kennemerland/Amstelland en de Meerlanden").pk,
        "role": "caseworker",
        "telephone": "023-1111111",
        "form_key": str(uuid.uuid4()),
        **changes,
    }


@pytest.fixture
def invite(administrator, django_capture_on_commit_callbacks):
    """Send an invitation as the administrator, and the mail that follows from it."""

    def send(**changes):
        with django_capture_on_commit_callbacks(execute=True):
            answer = administrator.post("/mensen/uitnodigen/", invitation(**changes))
        account_mails.deliver(within=timedelta(minutes=1))
        return answer

    return send


# Inviting


def test_an_invitation_makes_an_account_with_a_role(invite):
    answer = invite()

    user = User.objects.get(email="nieuw@ribw.example")
    role = user.memberships.get()
    assert (answer.status_code, answer.url) == (302, f"/mensen/{user.public_id}/")
    assert (role.role, role.is_current, role.started_on) == (
        "caseworker",
        True,
        timezone.localdate(),
    )
    assert not user.has_usable_password()


def test_the_invitation_is_mailed_and_names_nobody(invite):
    invite()

    (letter,) = mail.outbox
    assert letter.to == ["nieuw@ribw.example"]
    assert "Nieuwe" not in letter.subject + letter.body
    assert "/account/password/reset/key/" in letter.body


def test_the_link_sets_a_password_once_and_then_works_no_more(invite):
    invite()
    path = re.search(r"https?://[^/]+(/account/\S+)", mail.outbox[0].body)[1]
    client = Client()

    form = client.get(path, follow=True)
    done = client.post(
        form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD}, follow=True
    )

    user = User.objects.get(email="nieuw@ribw.example")
    assert done.status_code == 200
    assert user.check_password(PASSWORD)
    assert "werkt niet meer" in Client().get(path, follow=True).content.decode()


def test_the_link_is_dead_after_a_day(invite, time_machine_at):
    invite()
    path = re.search(r"https?://[^/]+(/account/\S+)", mail.outbox[0].body)[1]

    with time_machine_at(timezone.now() + timedelta(hours=26)):
        assert "werkt niet meer" in Client().get(path, follow=True).content.decode()


@pytest.fixture
def time_machine_at():
    return lambda moment: time_machine.travel(moment, tick=True)


def test_a_second_link_kills_neither_account_nor_role_and_both_end_with_the_password(invite):
    invite()
    user = User.objects.get(email="nieuw@ribw.example")
    first = address_for(user)

    user.set_password(PASSWORD)
    user.save()

    path = first.partition("8000")[2]
    assert "werkt niet meer" in Client().get(path, follow=True).content.decode()


def test_whoever_has_an_account_only_gets_the_role(invite, people):
    known = people.worker.user

    answer = invite(email=known.email, name="Iemand Anders")
    assert answer.status_code == 409
    assert "Dit adres is al van Voorbeeld Opbouwwerker" in answer.content.decode()
    assert known.memberships.count() == 1
    invite(email=known.email, name=known.name)

    known.refresh_from_db()
    assert (known.name, known.memberships.count()) == ("Voorbeeld Opbouwwerker", 2)
    assert known.memberships.filter(is_current=True).count() == 1
    assert mail.outbox == []


def test_a_role_that_somebody_has_already_is_refused_and_nothing_typed_is_lost(invite, people):
    user = people.caseworker.user
    answer = invite(email=user.email, name=user.name)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "heeft deze rol al" in page
    assert user.email in page
    assert people.caseworker.user.memberships.count() == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("email", "a@b.example\r\nBcc: evil@evil.example"),
        ("email", "geen adres"),
        ("email", f"{'a' * 243}@ribw.example"),
        ("email", "nieuw\0@ribw.example"),
        ("name", "x" * 1000),
        ("name", "Jan\nPiet"),
        ("role", "king"),
        ("party", "999999"),
        ("telephone", "1" * 50),
    ],
)
def test_what_cannot_be_read_gets_a_sentence_and_is_kept(invite, field, typed):
    answer = invite(**{field: typed})

    assert answer.status_code == 422
    text, typed_well = (
        answer.content.decode(),
        {"email": "nieuw@ribw.example", "name": "Nieuwe Begeleider"},
    )
    assert "error-summary" in text
    assert all(value in text for name, value in typed_well.items() if name != field)
    assert not User.objects.filter(name="Nieuwe Begeleider").exists()
    assert mail.outbox == []


def test_two_clicks_make_one_account(invite):
    key = str(uuid.uuid4())

    first, second = invite(form_key=key), invite(form_key=key)

    assert first.url == second.url
    assert User.objects.filter(email="nieuw@ribw.example").count() == 1
    assert len(mail.outbox) == 1


def test_a_form_without_its_key_is_refused(administrator):
    assert administrator.post("/mensen/uitnodigen/", invitation(form_key="")).status_code == 400


@pytest.mark.parametrize("role", list(Role))
def test_a_role_belongs_to_some_kinds_of_party_only(people, role, now):
    strange = [kind for kind in PARTIES_OF[Role.PRIVACY_OFFICER] if kind not in PARTIES_OF[role]]
    user = UserFactory()

    with actor_of_administrator(people):
        for kind in strange:
            home = people.administrator.party.__class__.objects.filter(kind=kind).first()
            with pytest.raises(Refused):
                give_role(
                    user=user,
                    telephone="",
                    party=home,
                    role=role,
                    by=people.administrator,
                    at=now,
                )

    assert not user.memberships.exists()


def test_somebody_who_has_a_password_is_not_invited_again(administrator, people):
    user = people.caseworker.user
    user.set_password(PASSWORD)
    user.save()

    answer = administrator.post(f"/mensen/{user.public_id}/uitnodiging/")

    assert answer.status_code == 409


def test_everything_is_on_record_without_a_name(invite):
    with arranging():
        before = Deed.objects.count()
    invite()

    with arranging():
        lines = list(Deed.objects.order_by("pk")[before:])
    assert [(line.action, line.kind, line.code, line.fields) for line in lines] == [
        ("give_role", "membership", "caseworker", []),
        ("invite", "user", "", []),
    ]


# One's own rights


def actor_of_administrator(people):
    return acting_as(actor_for(people.administrator))


def test_nobody_changes_their_own_rights(people, administrator, now):
    own = people.administrator
    with actor_of_administrator(people):
        for deed in (
            lambda: give_role(
                user=own.user, telephone="", party=own.party, role="coordinator", by=own, at=now
            ),
            lambda: change_standing(membership=own, is_lead=True, is_deputy=True, by=own, at=now),
            lambda: end_role(membership=own, by=own, at=now),
            lambda: leaving.close_account(user=own.user, by=own, actor=actor_for(own), at=now),
        ):
            with pytest.raises(OwnRights):
                deed()

    answer = administrator.post(f"/mensen/{own.user.public_id}/sluiten/")
    own.user.refresh_from_db()
    assert (answer.status_code, own.user.is_active) == (409, True)


def test_only_a_caseworker_leads_and_only_a_coordinator_is_deputy(people, administrator):
    agent, coordinator = people.agent, people.coordinator

    refused = administrator.post(f"/mensen/rollen/{agent.public_id}/", {"is_lead": "on"})
    done = administrator.post(f"/mensen/rollen/{coordinator.public_id}/", {"is_deputy": "on"})

    agent.refresh_from_db()
    coordinator.refresh_from_db()
    assert (refused.status_code, agent.is_lead) == (409, False)
    assert (done.status_code, coordinator.is_deputy) == (302, True)


def test_a_new_role_holds_in_the_next_request(people, signed_in, administrator):
    client = signed_in(people.caseworker)
    assert client.get("/mensen/").status_code == 403
    with arranging():
        Membership.objects.filter(pk=people.caseworker.pk).update(role="administrator")

    assert client.get("/mensen/").status_code == 200


# Ending a role, closing an account


@pytest.fixture
def end(administrator):
    return lambda member: administrator.post(f"/mensen/rollen/{member.public_id}/einde/")


def test_a_role_ends_and_the_next_request_is_refused(people, signed_in, end):
    client = signed_in(people.colleague)

    answer = end(people.colleague)

    people.colleague.refresh_from_db()
    assert (answer.status_code, people.colleague.ended_on) == (302, timezone.localdate())
    page = client.get("/")
    assert (page.status_code, "geen rol" in page.content.decode()) == (403, True)


@pytest.mark.parametrize("leave", [end_role, close_account])
def test_the_second_last_coordinator_stays_until_somebody_else_has_the_role(people, now, leave):
    going, _staying = people.coordinator, people.deputy
    who = {"membership": going} if leave is end_role else {"user": going.user}

    with acting_as(actor_for(people.administrator)):
        with pytest.raises(Refused, match="2 mensen"):
            leave(**who, by=people.administrator, at=now)
        MembershipFactory(role="coordinator", party=going.party)
        leave(**who, by=people.administrator, at=now)


def test_as_many_coordinators_stay_as_was_agreed(people, now):
    going, _staying = people.coordinator, people.deputy
    MembershipFactory(role="coordinator", party=going.party)
    agree_otherwise("coordinators_at_least", 3, since=now.date())

    with acting_as(actor_for(people.administrator)):
        with pytest.raises(Refused, match="3 mensen"):
            end_role(membership=going, by=people.administrator, at=now)
        MembershipFactory(role="coordinator", party=going.party)
        end_role(membership=going, by=people.administrator, at=now)


def test_whoever_has_another_role_goes_on_in_that_one(people, end):
    other = MembershipFactory(
        user=people.colleague.user,
        role="privacy_officer",
        party=people.colleague.party,
        is_current=False,
    )

    end(people.colleague)

    other.refresh_from_db()
    assert other.is_current


@pytest.mark.parametrize(
    "made", ["candidate", "reconsidered", "guidance", "introduction", "placement", "agent"]
)
def test_nobody_leaves_with_open_work(people, end, made):
    rejected = {"status": "rejected", "status_code": "not_ready"}
    member = {
        "candidate": lambda: CandidateFactory().caseworker,
        "reconsidered": lambda: (
            CandidateFactory(**rejected, asked_again_at=timezone.now()).caseworker
        ),
        "guidance": lambda: GuidanceFactory(responsible=people.lead).responsible,
        "introduction": lambda: IntroductionFactory().worker,
        "placement": lambda: PlacementFactory().caseworker,
        "agent": lambda: PlacementFactory().agent,
    }[made]()

    answer = end(member)

    member.refresh_from_db()
    assert (answer.status_code, member.ended_on) == (409, None)
    assert "lopende zaken" in answer.content.decode()


def test_work_that_is_over_keeps_nobody(people, end):
    done = CandidateFactory(status="withdrawn", caseworker=people.colleague)
    CandidateFactory(status="rejected", status_code="not_ready", caseworker=people.colleague)

    end(people.colleague)

    people.colleague.refresh_from_db()
    assert done.pk
    assert people.colleague.ended_on


def test_the_page_before_it_tells_numbers_and_no_case(people, administrator):
    case = CandidateFactory(caseworker=people.colleague)

    page = administrator.get(f"/mensen/rollen/{people.colleague.public_id}/einde/").content.decode()

    assert "1 kandidaat" in page
    assert case.reference not in page


def test_a_role_that_was_given_by_mistake_ends_the_same_day_at_the_next_request(
    people, signed_in, end
):
    fresh = MembershipFactory(started_on=timezone.localdate())
    client = signed_in(fresh)
    assert client.get("/").status_code == 200

    assert end(fresh).status_code == 302

    fresh.refresh_from_db()
    assert fresh.ended_on == timezone.localdate()
    assert client.get("/").status_code == 403


def test_no_role_ends_before_it_begins(people):
    yesterday = timezone.localdate() - timedelta(days=1)
    with pytest.raises(IntegrityError, match="membership_ends_no_sooner"), transaction.atomic():
        MembershipFactory(started_on=timezone.localdate(), ended_on=yesterday, is_current=False)


def test_a_closed_account_is_out_at_the_next_request_and_may_come_back(
    people, signed_in, administrator
):
    client, user = signed_in(people.colleague), people.colleague.user
    assert client.get("/").status_code == 200

    administrator.post(f"/mensen/{user.public_id}/sluiten/")
    assert client.get("/").url.startswith("/account/login/")

    administrator.post(f"/mensen/{user.public_id}/openen/")
    assert signed_in(people.colleague).get("/").status_code == 200


def test_an_account_with_open_work_stays_open(people, administrator):
    CandidateFactory(caseworker=people.colleague)

    answer = administrator.post(f"/mensen/{people.colleague.user.public_id}/sluiten/")

    people.colleague.user.refresh_from_db()
    assert (answer.status_code, people.colleague.user.is_active) == (409, True)


# Several roles


@pytest.fixture
def second_role(people) -> Membership:
    return MembershipFactory(
        user=people.caseworker.user,
        role="privacy_officer",
        party=people.caseworker.party,
        is_current=False,
    )


def test_somebody_with_two_roles_chooses_in_which_to_act(people, signed_in, second_role):
    client = signed_in(people.caseworker)
    assert client.get("/inzage/").status_code == 403

    client.post(f"/mensen/ik/rol/{second_role.public_id}/")

    assert client.get("/inzage/").status_code == 200
    assert Membership.objects.filter(user=people.caseworker.user, is_current=True).count() == 1


def test_nobody_acts_in_the_role_of_another(people, signed_in):
    answer = signed_in(people.caseworker).post(f"/mensen/ik/rol/{people.agent.public_id}/")

    assert answer.status_code == 404


def test_nobody_acts_in_a_role_that_ended(people, second_role, now):
    with arranging():
        Membership.objects.filter(pk=second_role.pk).update(ended_on=date(2026, 1, 1))

    with acting_as(actor_for(people.caseworker)), pytest.raises(Refused):
        act_in(membership=second_role, by=people.caseworker, at=now)


# The list


def test_the_list_shows_everybody_page_by_page(people, administrator):
    for number in range(30):
        MembershipFactory(user__name=f"Zz {number:02}")

    first = administrator.get("/mensen/")
    second = administrator.get(first.context["page"].older)

    shown = [user.name for page in (first, second) for user in page.context["page"].rows]
    assert shown == sorted(shown)
    assert len(shown) == User.objects.count()
    assert "@" not in first.context["page"].older


def test_the_list_asks_two_things_whatever_its_length(people, administrator):
    for _number in range(20):
        MembershipFactory()

    assert len(own_statements(administrator, "/mensen/")) == 2


def test_the_list_is_narrowed_to_a_role_and_a_party(people, administrator):
    people.worker, people.agent, people.foreign_agent  # noqa: B018 (come into being)

    def found(**query) -> set[str]:
        return {user.name for user in administrator.get("/mensen/", query).context["page"].rows}

    assert people.worker.user.name in found()
    both = {people.agent.user.name, people.foreign_agent.user.name}
    assert found(role="letting_agent") == both
    assert found(role="letting_agent", party=people.agent.party_id) == {people.agent.user.name}
    assert administrator.get("/mensen/", {"role": "koning"}).status_code == 422


def test_a_date_is_a_date_in_amsterdam(people, now):
    late = datetime(2026, 12, 31, 23, 30, tzinfo=now.tzinfo)
    with actor_of_administrator(people):
        membership = give_role(
            user=UserFactory(),
            telephone="",
            party=people.caseworker.party,
            role=Role.CASEWORKER,
            by=people.administrator,
            at=late,
        )

    assert membership.started_on == date(2027, 1, 1)
