"""Where a plan to make up for an introduction is carried out: in the area of the new home."""

from dataclasses import dataclass
from datetime import date

from municipalities.models import IntroductionArea
from municipalities.models.areas import area_of
from placements.candidates.models import Candidate
from placements.candidates.states import CandidateStatus
from placements.introductions.models import Introduction


@dataclass(frozen=True, kw_only=True)
class NewHome:
    """The area in which somebody lives since ``moved_on``, by an exception that is not made up for."""

    area: IntroductionArea
    moved_on: date


def area_lived_in(candidate: Candidate, on: date) -> IntroductionArea | None:
    """The area of the home in which somebody lives, as the areas are drawn on a date."""
    home = candidate.placements.filter(status="moved_in").values("dwelling__district").first()
    return area_of(home["dwelling__district"], on) if home else None


def new_home_of(candidate: Candidate, on: date) -> NewHome | None:
    """The home to which an exception led, while its plan is open and nobody introduces there yet."""
    if candidate.status != CandidateStatus.HOUSED:
        return None
    open_plan = {"lease__exemption__is_used": True, "lease__exemption__caught_up_on": None}
    homes = candidate.placements.filter(status="moved_in", **open_plan)
    home = homes.values("dwelling__district", "lease__started_on").first()
    if home is None or Introduction.objects.making_up().filter(candidate=candidate).exists():
        return None
    area = area_of(home["dwelling__district"], on)
    return NewHome(area=area, moved_on=home["lease__started_on"]) if area else None
