"""The pages of candidates: looking, entering, deciding."""

from placements.candidates.views.deciding import (
    candidate_admit,
    candidate_reconsider,
    candidate_return,
)
from placements.candidates.views.entering import candidate_edit, candidate_start
from placements.candidates.views.looking import candidate_file, candidate_list
from placements.candidates.views.people import person_add, person_edit, person_remove

__all__ = [
    "candidate_admit",
    "candidate_edit",
    "candidate_file",
    "candidate_list",
    "candidate_reconsider",
    "candidate_return",
    "candidate_start",
    "person_add",
    "person_edit",
    "person_remove",
]
