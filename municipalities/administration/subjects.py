"""What there is to keep, each with the sentence that says what it is for."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Subject:
    page: str
    title: Promise
    text: Promise


SUBJECTS = [
    Subject(
        "decisions:list",
        _("Homes per year: decisions"),
        _("How many homes a year, extras, and shares that are a limit: two people decide."),
    ),
    Subject(
        "administration:parties",
        _("Parties and documents"),
        _("Who takes part, under which names, and which documents each party signed and when."),
    ),
    Subject(
        "administration:norms",
        _("Norms and terms"),
        _("Months, contacts, working days, rent limits: each with its source, from a date on."),
    ),
    Subject(
        "administration:shares",
        _("Shares of the municipalities"),
        _("How many homes each municipality takes of a year, with the document that says so."),
    ),
    Subject(
        "administration:areas",
        _("Introduction areas"),
        _("Which districts make one area, and which party introduces there, from a date on."),
    ),
    Subject(
        "administration:reasons",
        _("Reasons"),
        _("The answers that people choose from when they refuse, return, withdraw or end."),
    ),
    Subject(
        "administration:office",
        _("Who coordinates"),
        _("The office, and who gave it that task in which document."),
    ),
]
