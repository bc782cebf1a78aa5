"""A party gets something in the second in which its end is recorded: a sentence, and nothing typed lost.

The control does not hold on to the party. Then the database alone refuses, and in its own words: so
the two do meet.
"""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from municipalities.models import AreaWork
from municipalities.parties.actions import version_of
from pact.access.actor import acting_as
from pact.agreement import ends
from pact.agreement.models import Participation, Party
from placements.guidance.actions import ask_takeover
from placements.introductions import introducers
from placements.overview.ending.actions import end_party
from tests.concurrency.waiting import what_comes_of
from tests.conftest import actor_for
from tests.database import arranging
from tests.factories import CandidateFactory, GuidanceFactory, area
from tests.placements.candidates.filled import filled_in
from tests.placements.dwellings.test_views import typed

pytestmark = [pytest.mark.django_db(transaction=True)]

LATER = date(timezone.localdate().year + 5, 1, 1)
SOON = f"{timezone.localdate() + timedelta(days=30):%d-%m-%Y}"

Given = tuple[Party, Callable[[], HttpResponse], str]
"""Who gets something, the form by which they do, and a field of it that was typed."""


def a_candidate(people, signed_in) -> Given:
    send = signed_in(people.caseworker).post
    return people.caseworker.party, lambda: send(START, filled_in()), "facility"


def a_home(people, signed_in) -> Given:
    send, home = signed_in(people.agent).post, typed(available_from=SOON, answer_by=SOON)
    return people.agent.party, lambda: send(reverse("dwellings:offer"), home), "street"


def a_case_of_another(people, signed_in) -> Given:
    case = GuidanceFactory(candidate__caseworker=people.caseworker).candidate
    with acting_as(actor_for(people.caseworker)) as by:
        asked = ask_takeover(candidate=case, to=people.stranger, by=by, at=timezone.now())
    address = reverse("proposals:takeover", args=[asked.public_id])
    send = signed_in(people.stranger).post
    return people.stranger.party, lambda: send(address, {"accepts": "yes"}), "accepts"


def an_introduction(people, signed_in) -> Given:
    case = CandidateFactory(caseworker=people.caseworker)
    chosen = {"area": area().pk, "worker": people.worker.pk, "planned_on": SOON}
    address = reverse("introductions:plan", args=[case.public_id])
    send = signed_in(people.caseworker).post
    form = chosen | {"form_key": str(uuid4())}
    return people.worker.party, lambda: send(address, form), "planned_on"


START = reverse("candidates:start")
GIVEN = [a_candidate, a_home, a_case_of_another, an_introduction]


def while_it_ends(people, given: Given) -> HttpResponse | Exception:
    party, give, _field = given
    with arranging():
        Participation.objects.update(valid_to=LATER)
        AreaWork.objects.update(valid_to=LATER)

    def end() -> None:
        end_party(
            party=party,
            ended_on=LATER,
            nobody_left=False,
            version=version_of(party),
            by=actor_for(people.administrator),
            at=timezone.now(),
        )

    return what_comes_of(give, while_=end, by=people.administrator)


@pytest.mark.parametrize("what", GIVEN)
def test_who_gives_it_reads_why_not_and_has_what_they_typed(people, signed_in, what):
    given = what(people, signed_in)
    answer = while_it_ends(people, given)

    assert answer.status_code == 409
    refusal = " ".join(answer.context["form"].non_field_errors()) or str(answer.context["refusal"])
    assert given[0].name in refusal or "geen kennismakingen" in refusal
    assert answer.context["form"][given[2]].value()


@pytest.mark.parametrize("what", GIVEN[1:])
def test_without_holding_on_to_the_party_only_the_database_refuses(
    people, signed_in, monkeypatch, what
):
    """But for a new candidate: there whoever looks for a free reference takes it for one that is not."""
    for module in (ends, introducers):
        monkeypatch.setattr(module, "hold_party", lambda _party: None)
    error = while_it_ends(people, what(people, signed_in))

    assert isinstance(error, IntegrityError)
    assert "takes on nothing new" in str(error)
