"""Who stands in for whom: only a colleague, only on those days, and with all of the work."""

import uuid
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from pact.access.actor import acting_as
from pact.accounts.models import Absence
from pact.accounts.standing_in import stands_for
from pact.outbox import account_mails
from placements.candidates.models import Candidate
from tests.database import arranging
from tests.factories import CandidateFactory, GuidanceFactory, MembershipFactory

ADDRESS = "/mensen/ik/afwezig/"


def days(first: int, last: int) -> dict:
    today = timezone.localdate()
    return {
        "first_day": f"{today + timedelta(days=first):%d-%m-%Y}",
        "last_day": f"{today + timedelta(days=last):%d-%m-%Y}",
        "form_key": str(uuid.uuid4()),
    }


@pytest.fixture
def caseworker(people, signed_in):
    return signed_in(people.caseworker)


def test_a_colleague_who_stands_in_has_the_work_on_those_days(people, caseworker, signed_in):
    case = CandidateFactory(caseworker=people.caseworker)
    colleague = signed_in(people.colleague)

    answer = caseworker.post(ADDRESS, {"substitute": people.colleague.pk, **days(0, 3)})

    assert (answer.status_code, answer.url) == (302, "/mensen/ik/")
    assert stands_for(people.colleague) == {people.caseworker.pk}
    assert case.reference in colleague.post("/zoeken/", {"wanted": "Verzonnen"}).content.decode()


def test_whoever_stands_in_for_a_substitute_does_the_work_of_both(people, caseworker, signed_in):
    third = MembershipFactory(role="caseworker", party=people.caseworker.party)
    caseworker.post(ADDRESS, {"substitute": people.colleague.pk, **days(0, 3)})
    signed_in(people.colleague).post(ADDRESS, {"substitute": third.pk, **days(0, 3)})

    assert stands_for(third) == {people.caseworker.pk, people.colleague.pk}
    assert stands_for(people.colleague) == {people.caseworker.pk}


def test_whoever_stands_in_for_a_lead_does_it_for_the_team(people, signed_in):
    """A lead is told what is late of the whole team, and so is who stands in."""
    track = GuidanceFactory(candidate__caseworker=people.caseworker)
    page = reverse("guidance:track", args=[track.public_id])
    assert signed_in(people.colleague).get(page).status_code == 404
    signed_in(people.lead).post(ADDRESS, {"substitute": people.colleague.pk, **days(0, 3)})

    team = {people.caseworker.pk, people.colleague.pk, people.lead.pk}
    assert stands_for(people.colleague) == team == stands_for(people.lead)
    assert signed_in(people.colleague).get(page).status_code == 200


def test_before_and_after_the_absence_nobody_stands_in(people, caseworker):
    caseworker.post(ADDRESS, {"substitute": people.colleague.pk, **days(2, 3)})

    assert stands_for(people.colleague) == frozenset()


@pytest.mark.parametrize("who", ["stranger", "privacy_officer", "agent", "caseworker"])
def test_only_a_colleague_in_the_same_role_may_be_chosen(people, caseworker, who):
    answer = caseworker.post(ADDRESS, {"substitute": getattr(people, who).pk, **days(0, 3)})

    assert (answer.status_code, Absence.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        (days(3, 1), 422),
        ({**days(0, 3), "first_day": "31-2-2026"}, 422),
        ({**days(0, 3), "last_day": ""}, 422),
        (days(-9, -2), 409),
    ],
)
def test_days_that_cannot_be_are_refused_and_kept(people, caseworker, typed, status):
    answer = caseworker.post(ADDRESS, {"substitute": people.colleague.pk, **typed})

    assert (answer.status_code, Absence.objects.count()) == (status, 0)
    assert typed["first_day"] in answer.content.decode()


def test_two_absences_do_not_share_a_day(people, caseworker):
    caseworker.post(ADDRESS, {"substitute": people.colleague.pk, **days(0, 5)})

    answer = caseworker.post(ADDRESS, {"substitute": people.lead.pk, **days(5, 9)})

    assert (answer.status_code, Absence.objects.count()) == (409, 1)


def test_an_administrator_names_a_substitute_for_somebody_else(people, signed_in):
    answer = signed_in(people.administrator).post(
        f"/mensen/rollen/{people.caseworker.public_id}/afwezig/",
        {"substitute": people.colleague.pk, **days(0, 3)},
    )

    assert answer.url == f"/mensen/{people.caseworker.user.public_id}/"
    assert stands_for(people.colleague) == {people.caseworker.pk}


def test_an_absence_that_is_off_leaves_no_day_with_a_substitute(people, caseworker):
    caseworker.post(ADDRESS, {"substitute": people.colleague.pk, **days(5, 9)})
    absence = Absence.objects.get()
    assert "Dit gaat niet door" in caseworker.get("/mensen/ik/").content.decode()

    caseworker.post(f"/mensen/ik/afwezig/{absence.public_id}/terug/")

    assert not Absence.objects.exists()
    assert (
        apps.get_model("accounts", "AbsenceEvent")
        .objects.filter(pgh_obj_id=absence.pk, pgh_label="delete")
        .count()
        == 1
    )


def test_whoever_is_back_ends_it(people, caseworker):
    caseworker.post(ADDRESS, {"substitute": people.colleague.pk, **days(-1, 9)})
    absence = Absence.objects.get()

    caseworker.post(f"/mensen/ik/afwezig/{absence.public_id}/terug/")

    absence.refresh_from_db()
    assert absence.last_day == timezone.localdate()


def test_a_lead_does_the_work_of_the_partys_caseworkers_and_of_no_other(people, actor_of):
    ours = CandidateFactory(caseworker=people.caseworker)
    CandidateFactory(caseworker=people.stranger)
    lead = actor_of(people.lead)

    with acting_as(lead):
        assert list(Candidate.objects.handled_by(lead)) == [ours]


def test_a_substitute_in_another_party_gets_nothing(people):
    """Even a row that says so: the middleware looks at the party again."""
    with arranging():
        Absence.objects.create(
            absent=people.caseworker,
            substitute=people.stranger,
            first_day=date(2020, 1, 1),
            last_day=date(2099, 1, 1),
        )

    assert stands_for(people.stranger) == frozenset()


def test_my_page_tells_for_whom_i_stand_in(people, caseworker, signed_in):
    caseworker.post(ADDRESS, {"substitute": people.colleague.pk, **days(0, 3)})

    page = signed_in(people.colleague).get("/mensen/ik/").content.decode()

    assert people.caseworker.user.name in page


def test_a_form_for_somebody_alone_has_nobody_to_choose(people, signed_in):
    alone = MembershipFactory(role="oversight", party=people.administrator.party)

    page = signed_in(alone).get(ADDRESS)

    assert page.status_code == 200
    assert page.content.decode().count("<option") == 1


def test_both_are_told_that_the_work_goes_over(people, caseworker, mailoutbox):
    caseworker.post(ADDRESS, {"substitute": people.colleague.pk, **days(0, 3)})
    account_mails.deliver(within=timedelta(minutes=1))

    told = {mail.to[0]: mail.body for mail in mailoutbox}
    assert set(told) == {people.caseworker.user.email, people.colleague.user.email}
    names = [people.caseworker.user.name, people.colleague.user.name]
    assert [name for name in names if any(name in body for body in told.values())] == []


def test_an_administrator_gives_nobodys_work_to_themselves(people, signed_in):
    """Who has the role of a colleague besides would read their files by it."""
    with arranging():
        also = MembershipFactory(
            user=people.administrator.user,
            party=people.caseworker.party,
            role="caseworker",
            is_current=False,
        )
    client = signed_in(people.administrator)
    address = reverse("accounts:name_substitute", args=[people.caseworker.public_id])

    answer = client.post(address, {"substitute": also.pk, **days(0, 3)})

    assert answer.status_code == 409
    assert not Absence.objects.exists()
    assert (
        client.post(address, {"substitute": people.colleague.pk, **days(0, 3)}).status_code == 302
    )
