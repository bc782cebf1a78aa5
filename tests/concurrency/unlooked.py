"""The same site that does not look whether a candidate or a home is free, nor says that it is not.

A control: where this does not propose twice, the race proves nothing.
"""

from pact.wsgi import application  # first of all: it makes Django ready

# isort: split
from placements.proposals.actions import proposing

__all__ = ["application"]

proposing._check_free = lambda _candidate: None
proposing.reserve = lambda _dwelling, **_at: None
