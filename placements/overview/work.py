"""My work: what this member must do by when, and for whom they wait."""

from collections.abc import Callable, Iterable
from datetime import date

from django.urls import reverse

from pact.access.actor import Actor
from pact.accounts.roles import Role
from placements.overview.items import Item, Work, in_order, most_urgent
from placements.overview.kinds.accounts import open_invitations, refused_looks
from placements.overview.kinds.applications import applications, decisions, exemptions
from placements.overview.kinds.ended import ended_parties
from placements.overview.kinds.guidance import guidance, signals
from placements.overview.kinds.homes import free_homes, own_homes
from placements.overview.kinds.introductions import introductions
from placements.overview.kinds.placements import answers, appointments, leases
from placements.overview.kinds.steering import steering
from placements.overview.kinds.years import exchanges, requests

Kind = Callable[[Actor, date], Iterable[Item]]

BY_ROLE: dict[str, list[Kind]] = {
    Role.CASEWORKER: [applications, answers, guidance, introductions],
    Role.COORDINATOR: [decisions, exemptions, steering, free_homes],
    Role.LETTING_AGENT: [answers, leases, own_homes, signals],
    Role.NEIGHBOURHOOD_WORKER: [introductions, appointments],
    Role.PRIVACY_OFFICER: [refused_looks],
    Role.MUNICIPAL_OFFICER: [exchanges],
    Role.OVERSIGHT: [requests],
    Role.ADMINISTRATOR: [open_invitations, requests, ended_parties],
}
"""Each kind is one statement; no role has more than four, whatever the number of rows."""


LISTS: dict[Kind, str] = {
    applications: "candidates:list",
    decisions: "candidates:list",
    exemptions: "introductions:list",
    introductions: "introductions:list",
    guidance: "guidance:list",
    signals: "proposals:list",
    answers: "proposals:list",
    leases: "proposals:list",
    appointments: "proposals:list",
    steering: "proposals:list",
    free_homes: "dwellings:list",
    own_homes: "dwellings:list",
    exchanges: "exchanges:list",
    requests: "decisions:list",
    refused_looks: "audit:looks",
    open_invitations: "accounts:people",
    ended_parties: "administration:parties",
}
"""Where everything of a kind stands, for whoever has more of it than a page of work holds."""


def work_of(actor: Actor, today: date) -> Work:
    """Everything this actor has to do or waits for today, the earliest term first."""
    return in_order(
        item
        for kind in BY_ROLE.get(actor.role, [])
        for item in most_urgent(kind(actor, today), rest=reverse(LISTS[kind]))
    )
