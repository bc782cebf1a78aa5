"""The demonstration shows what the pages of guidance can say."""

from datetime import date

from placements.guidance.models import Guidance, Light
from placements.management.region.guided import LIGHTS, guide
from tests.database import arranging
from tests.factories import CandidateFactory

TODAY = date(2026, 11, 23)


def test_some_of_each_light_and_each_track_as_its_latest_moment(people, time_machine):
    time_machine.move_to(TODAY)
    moves = [date(2026, 3, 2)] * len(LIGHTS) + [TODAY]
    candidates = [CandidateFactory(caseworker=people.caseworker) for _each in moves]

    with arranging():
        for candidate, moved_on in zip(candidates, moves, strict=True):
            guide(candidate, candidate.uitstromers.get(), moved_on=moved_on)
        tracks = list(Guidance.objects.prefetch_related("moments"))

    assert {track.light for track in tracks} == set(Light.values)
    for track in tracks:
        held = sorted((each.held_on, each.light) for each in track.moments.all() if each.held_on)
        assert track.light == (held[-1][1] if held else Light.UNKNOWN)
