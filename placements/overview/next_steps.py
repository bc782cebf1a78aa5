"""What is a good next step for somebody who has nothing to do."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pact.accounts.roles import Role

BY_ITSELF = _("What needs you appears here by itself, with the date before which it must be done.")


@dataclass(frozen=True)
class NextStep:
    title: Promise
    text: Promise
    page: str
    action: Promise


SEE_THE_YEAR = NextStep(
    _("Nothing waits for you"),
    _("See how many homes there are this year, and how it goes."),
    "reporting:quota",
    _("See the homes per year"),
)

NEXT_STEPS = {
    Role.CASEWORKER: NextStep(
        _("Everything is done"), BY_ITSELF, "candidates:start", _("Enter a candidate")
    ),
    Role.LETTING_AGENT: NextStep(
        _("Everything is done"), BY_ITSELF, "dwellings:offer", _("Offer a home")
    ),
    Role.COORDINATOR: NextStep(
        _("Everything is decided"),
        _("No application, exception or answer waits for you."),
        "proposals:table",
        _("To the table"),
    ),
    Role.NEIGHBOURHOOD_WORKER: NextStep(
        _("Everything is done"),
        _("As soon as somebody is to get to know your area, it appears here."),
        "introductions:list",
        _("See the introductions"),
    ),
    Role.PRIVACY_OFFICER: NextStep(
        _("No page was refused this week"),
        _("You can look through who looked at what."),
        "audit:looks",
        _("See who looked"),
    ),
    Role.ADMINISTRATOR: NextStep(
        _("Everybody has set a password"),
        _("No invitation is open."),
        "accounts:people",
        _("See the people"),
    ),
}


def next_step(role: str) -> NextStep:
    return NEXT_STEPS.get(role, SEE_THE_YEAR)
