"""What the pages of the log are called. A page that has no name here is shown as it was logged."""

from django.utils.translation import gettext_lazy as _

NAMES = {
    "work": _("My work"),
    "search": _("Search"),
    "looks": _("Who looked"),
    "candidates:list": _("Candidates"),
    "candidates:file": _("Candidate's file"),
    "candidates:edit": _("Application"),
    "candidates:edit_person": _("A person of an application"),
    "candidates:double": _("Whether somebody was entered already"),
    "introductions:list": _("Introductions"),
    "introductions:detail": _("Introduction"),
    "introductions:candidate": _("Introductions of a candidate"),
    "dwellings:list": _("Dwellings"),
    "dwellings:detail": _("Dwelling"),
    "table": _("Table"),
    "propose": _("Proposing"),
    "placements": _("Placements"),
    "placement": _("Placement"),
    "guidance:list": _("Guidance"),
    "guidance:track": _("Guidance track"),
    "quota": _("Homes per year"),
    "movements": _("Movements of homes"),
    "report": _("Annual report"),
    "download_report": _("Annual report, downloaded"),
}


def name_of(page: str) -> str:
    return str(NAMES.get(page.replace(".", ":"), page))
