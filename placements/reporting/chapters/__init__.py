"""The annual report in words, chapter by chapter, from its frozen figures and from nothing else.

The report is a Dutch document of the pact itself, in one language: so its words are Dutch here.
"""

from placements.reporting.chapters.applications import applications
from placements.reporting.chapters.exceptions import exceptions
from placements.reporting.chapters.guidance import guidance
from placements.reporting.chapters.homes import homes
from placements.reporting.chapters.introductions import introductions
from placements.reporting.chapters.outcomes import outcomes
from placements.reporting.chapters.waiting import waiting
from placements.reporting.chapters.words import Figures
from placements.reporting.parts import Chapter

ORDER = [homes, applications, waiting, introductions, guidance, outcomes, exceptions]


def chapters(figures: Figures) -> list[Chapter]:
    return [chapter(figures) for chapter in ORDER]
