"""The pages that the table of addresses does not reach ask no more than four things either."""

import pytest
from django.urls import reverse

from tests.factories import WINTER, CandidateFactory
from tests.queries import AT_MOST, own_statements


@pytest.mark.parametrize("who", ["coordinator", "municipal_officer"])
def test_where_a_full_year_leads_to_asks_no_more(people, signed_in, who):
    address = f"{reverse('exchanges:ask')}?year=2026&municipality=Haarlem"

    assert len(own_statements(signed_in(getattr(people, who)), address)) <= AT_MOST


@pytest.mark.parametrize("on", ["1-12-2025", "31-12-2025"])
def test_a_year_that_is_over_asks_no_more(people, signed_in, on):
    address = f"{reverse('reporting:quota')}?year=2025&on={on}"

    assert len(own_statements(signed_in(people.coordinator), address)) <= AT_MOST


@pytest.mark.parametrize("status", ["returned", "rejected", "withdrawn", "on_hold"])
def test_a_case_with_a_reason_to_read_asks_no_more(people, signed_in, status):
    candidate = CandidateFactory(
        caseworker=people.caseworker,
        status=status,
        status_code="family",
        held_since=WINTER.date() if status == "on_hold" else None,
    )
    address = reverse("candidates:file", args=[candidate.public_id])

    for who in [people.caseworker, people.coordinator, people.privacy_officer]:
        assert len(own_statements(signed_in(who), address)) <= AT_MOST
