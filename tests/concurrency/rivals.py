"""Many candidates, many homes, and the form with which one is proposed for the other."""

import uuid
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from pact.accounts.models import Membership
from placements.candidates.models import Candidate
from placements.dwellings.models import Dwelling
from tests.database import arranging
from tests.factories import ABOUT, WINTER, CandidateFactory, DwellingFactory, district

FREE_ON = timezone.localdate() + timedelta(days=30)
FOUND, CONFLICT = 302, 409


def candidates(caseworker: Membership, number: int) -> list[Candidate]:
    with arranging():
        made = Candidate.objects.bulk_create(
            CandidateFactory.build(caseworker=caseworker, care_party=caseworker.party, tables=False)
            for _rival in range(number)
        )
        for model, values in ABOUT.items():
            model.objects.bulk_create(
                model(candidate=row, caseworker=caseworker, **values) for row in made
            )
    return made


def homes(agent: Membership, number: int) -> list[Dwelling]:
    there = district()
    with arranging():
        return Dwelling.objects.bulk_create(
            DwellingFactory.build(
                district=there,
                municipality=there.municipality,
                offered_by=agent,
                corporation=agent.party,
                house_number=house_number,
                available_from=FREE_ON,
                answer_by=FREE_ON,
                status_at=WINTER,
            )
            for house_number in range(1, number + 1)
        )


def proposal(
    home: Dwelling, candidate: Candidate, *, agent: Membership
) -> tuple[str, dict[str, str]]:
    """Where the form goes, and what stands in it."""
    return (
        reverse("proposals:propose", args=[home.public_id, candidate.public_id]),
        {
            "form_key": str(uuid.uuid4()),
            "starts_on": f"{FREE_ON:%d-%m-%Y}",
            "agent": str(agent.pk),
            "code": "urgent",
        },
    )
