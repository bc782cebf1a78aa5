"""The life of a placement: from a proposal to a neighbour, and every side exit."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pact.accounts.roles import Role
from placements.candidates.states import CandidateStatus


class PlacementStatus(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    AGREED = "agreed", _("agreed")
    LEASED = "leased", _("lease signed")
    MOVED_IN = "moved_in", _("moved in")
    COMPLETED = "completed", _("completed")
    ENDED = "ended", _("lease ended")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")
    LAPSED = "lapsed", _("lapsed")
    CANCELLED = "cancelled", _("cancelled")


S = PlacementStatus

STEPS = {
    S.PROPOSED: {S.AGREED, S.DECLINED, S.WITHDRAWN, S.LAPSED},
    # With every answer there, nothing lapses: who signs too late is asked, or the home withdrawn.
    S.AGREED: {S.LEASED, S.DECLINED, S.WITHDRAWN},
    S.LEASED: {S.MOVED_IN, S.CANCELLED},
    # Leased again: the start was recorded by mistake.
    S.MOVED_IN: {S.COMPLETED, S.ENDED, S.LEASED},
    # Lived in again, or only the lease goes on: the end was recorded by mistake.
    S.COMPLETED: {S.ENDED, S.MOVED_IN},
    S.ENDED: {S.MOVED_IN, S.COMPLETED},
    S.DECLINED: set(),
    S.WITHDRAWN: set(),
    S.LAPSED: set(),
    S.CANCELLED: set(),
}

BEFORE_THE_LEASE = [S.PROPOSED, S.AGREED]
BEFORE_THE_MOVE = [*BEFORE_THE_LEASE, S.LEASED]
SIGNED = [S.LEASED, S.MOVED_IN]
"""Live, with a lease."""

LIVED_IN = [S.MOVED_IN, S.COMPLETED]
"""Somebody lives there, guided or not any more."""

LIVE = [*BEFORE_THE_LEASE, *SIGNED]
"""A candidate and a dwelling have one of these at most."""

HOLDS = [*LIVE, S.COMPLETED, S.ENDED]
"""A placement holds a place of its year in these."""

REALISED = [*LIVED_IN, S.ENDED]
EXITS = [S.DECLINED, S.WITHDRAWN, S.LAPSED, S.CANCELLED]
CLOSED = [S.COMPLETED, S.ENDED, *EXITS]
"""No longer live."""

GOES_ON_FROM = [CandidateStatus.ENDED, CandidateStatus.ADMITTED, CandidateStatus.HOUSED]
"""Where a case is whose home, or whose guidance, ended by mistake."""

APPOINTMENTS = {S.PROPOSED: "viewing", S.AGREED: "signing", S.LEASED: "keys"}
"""Which appointment belongs to where a placement is."""

WHOSE_WISH: dict[str, list[str]] = {
    Role.LETTING_AGENT: ["by_corporation"],
    Role.CASEWORKER: ["by_care"],
    Role.COORDINATOR: ["by_corporation", "by_candidate", "by_care", "by_coordinator"],
}
"""Each withdraws for themselves; the coordinator records whose wish it was. What the candidate does
not want, the caseworker records as the candidate's answer, with its reason."""

DATE_PASSED = "offer_expired"
"""The reason with which a proposal lapses by itself."""

DECISION_NEEDED, OUTSIDE_PACT = "decision_needed", "outside_pact"
"""Why a home that is let holds no place: nobody decided yet, or two people decided it does not count."""
