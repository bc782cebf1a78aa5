"""An application as somebody fills it in: complete, in the form's own words."""

import uuid
from datetime import date

from pact.agreement.models import District, Municipality
from placements.candidates.forms import Application
from tests.factories import area, district


def filled_in(**other: object) -> dict[str, object]:
    """What a browser posts. ``other`` replaces answers; None takes one out."""
    answers = {
        "form_key": str(uuid.uuid4()),
        "first_name": "Verzonnen",
        "initials": "V.",
        "last_name": "van der Bérg",
        "birth_date": "31-12-1990",
        "telephone": "06-12345678",
        "email": "iemand@voorbeeld.example",
        "agreed_contact": "Bellen na vijf uur",
        "adults": "1",
        "children": "2",
        "co_parenting": "on",
        "bedrooms": "2",
        "accessibility": "ground_floor",
        "max_rent": "612,40",
        "earliest_month": "3-2027",
        "wished_month": "06-2027",
        "origin": "shelter",
        "facility": "Het Verzonnen Huis",
        "municipality_of_origin": str(Municipality.objects.get(name="Haarlem").pk),
        "income_class": "appropriate",
        "income_proved_on": "1-10-2026",
        "intensity": "medium",
        "areas": [str(area().pk)],
        "avoided": [str(District.objects.exclude(pk=district().pk).order_by("-code")[0].pk)],
        "is_flagged": "on",
        "current_address": "Verzonnenstraat 1, Haarlem",
        "text": "Alleen voor ons.",
    }
    answers |= other
    return {name: value for name, value in answers.items() if value is not None}


def answers(today=None, **other: object) -> dict[str, object]:
    """The same as the action gets it."""

    form = Application(filled_in(**other), today=today or date(2026, 11, 23))
    assert form.is_valid(), form.errors
    return form.answers()
