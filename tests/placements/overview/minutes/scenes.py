"""What the minutes of a day say, as the page has it."""

from datetime import UTC, date, datetime, timedelta

from django.test import Client
from django.urls import reverse

from placements.overview.minutes.lines import Line
from tests.placements.proposals.test_actions import AT

DAY = AT.date()
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
NEXT_DAY = AT + timedelta(days=1)


def minutes_of(client: Client, day: date = DAY):
    return client.get(reverse("overview:minutes_of", args=[day]))


def told(client: Client, day: date = DAY) -> dict[str, list[str]]:
    """Of each section what happened, line by line."""
    parts = minutes_of(client, day).context["parts"]
    return {part.title: [line.what for line in part.lines] for part in parts}


def only_line(client: Client, day: date = DAY) -> Line:
    (part,) = minutes_of(client, day).context["parts"]
    (line,) = part.lines
    return line
