"""A placement taken to each stop of its road by the deeds themselves, for tests of its pages."""

from placements.proposals import actions
from tests.placements.tenancies.test_actions import START_DAY, Tenancy

STOPS = ["proposed", "released", "agreed", "leased", "moved_in"]


class Journey(Tenancy):
    """The scene of the actions' tests, with a word for every stop."""

    def to(self, stop: str) -> "Journey":
        for each in STOPS[: STOPS.index(stop) + 1]:
            self.once(each, getattr(self, f"_{each}"))
        return self

    def _proposed(self) -> None:
        self.propose(facts=[{"key": "rent", "verdict": "fits"}])

    def _released(self) -> None:
        self.both_say_yes()

    def _agreed(self) -> None:
        self.checks_pass()
        self.answer(actions.answer_definite, by="agent")

    def _leased(self) -> None:
        self.sign()

    def _moved_in(self) -> None:
        self.start(at=START_DAY)
