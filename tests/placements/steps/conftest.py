"""Somebody to walk every road, who sends more along than any form asks."""

import pytest
from django.test import Client

from pact.accounts.models import Membership
from tests.access.smuggling import Smuggler
from tests.placements.steps.walk import Walk


@pytest.fixture
def walk(people, time_machine, settings) -> Walk:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = None
    return Walk(people, smuggling, time_machine)


def smuggling(member: Membership) -> Client:
    client = Smuggler()
    client.force_login(member.user)
    return client
