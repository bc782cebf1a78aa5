"""What there is to choose from when an introduction is planned, stopped or excused."""

from datetime import date
from itertools import groupby

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from municipalities.models import IntroductionArea
from pact.accounts.models import Membership
from pact.agreement.models import ReasonKind
from pact.agreement.norms import reason_choices
from pact.common.fields import NOTHING_CHOSEN
from placements.candidates.models import Candidate
from placements.introductions.introducers import introducers, successors
from placements.introductions.models import Introduction
from placements.introductions.newhome import new_home_of

Choices = list[tuple[str, object]]


def reasons_of(kind: ReasonKind, on: date) -> Choices:
    return [NOTHING_CHOSEN, *reason_choices(kind, on)]


def areas_for(candidate: Candidate, on: date) -> tuple[list[IntroductionArea], list]:
    """All areas of a day, and the same as choices: those the candidate wishes for stand on top.

    Of who moved by an exception it is the one of their home.
    """
    wish = candidate.preferred.filter(area=OuterRef("pk"))
    rows = IntroductionArea.objects.on(on).select_related("municipality")
    home = new_home_of(candidate, on)
    if home is not None:
        rows = rows.filter(pk=home.area.pk)
    areas = list(
        rows.annotate(is_wished=Exists(wish)).order_by("-is_wished", "municipality__name", "name")
    )
    return areas, _grouped(areas)


def _grouped(areas: list) -> list:
    named = groupby(
        areas, lambda area: _("Wished for") if area.is_wished else area.municipality.name
    )
    return [
        NOTHING_CHOSEN,
        *((name, [(area.pk, area.name) for area in group]) for name, group in named),
    ]


def workers_for(areas: list[IntroductionArea], candidate: Candidate, on: date) -> tuple:
    """Who may introduce in these areas, and the same as choices by party."""
    return _by_party(introducers(areas, candidate, on))


def successors_for(introduction: Introduction, on: date) -> tuple:
    """Who may go on with an introduction, besides who does now, and the same as choices by party."""
    return _by_party(successors(introduction, on).exclude(pk=introduction.worker_id))


def _by_party(workers: QuerySet[Membership]) -> tuple:
    workers = workers.order_by("party__name", "user__name")
    named = groupby(workers, lambda worker: worker.party.name)
    choices = [
        NOTHING_CHOSEN,
        *((name, [_option(worker) for worker in group]) for name, group in named),
    ]
    return workers, choices


def _option(worker: Membership) -> tuple[int, str]:
    return worker.pk, worker.user.name
