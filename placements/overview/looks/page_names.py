"""What the pages of the log are called; a page without a name of its own is called after its part."""

from django.utils.translation import gettext_lazy as _

NAMES = {
    "work": _("My work"),
    "search": _("Search"),
    "looks": _("Who looked"),
    "candidates:list": _("Candidates"),
    "candidates:file": _("Candidate's file"),
    "candidates:edit": _("Application"),
    "candidates:edit_person": _("A person of an application"),
    "candidates:return": _("Returning an application"),
    "candidates:reject": _("Rejecting an application"),
    "guidance:reject": _("Rejecting an application"),
    "candidates:double": _("Whether somebody was entered already"),
    "fingerprint": _("Recognising people by a new key"),
    "introductions:list": _("Introductions"),
    "introductions:detail": _("Introduction"),
    "introductions:candidate": _("Introductions of a candidate"),
    "introductions:exemption": _("Exception"),
    "dwellings:list": _("Dwellings"),
    "dwellings:detail": _("Dwelling"),
    "table": _("Table"),
    "minutes": _("Minutes"),
    "propose": _("Proposing"),
    "placements": _("Placements"),
    "placement": _("Placement"),
    "guidance:list": _("Guidance"),
    "guidance:track": _("Guidance track"),
    "guidance:submit": _("Submitting an application"),
    "guidance:takeover": _("Another party takes over"),
    "quota": _("Homes per year"),
    "movements": _("Movements of homes"),
    "report": _("Annual report"),
    "download_report": _("Annual report, downloaded"),
    "download_figures": _("Tables of the annual report, downloaded"),
}


PARTS = {
    "overview": _("My work"),
    "candidates": _("Candidates"),
    "introductions": _("Introductions"),
    "dwellings": _("Dwellings"),
    "proposals": _("Placements"),
    "tenancies": _("Leases"),
    "signals": _("Signals"),
    "guidance": _("Guidance"),
    "reporting": _("Annual report"),
    "agreement": _("Agreement"),
    "decisions": _("Decisions"),
    "exchanges": _("Exchanges"),
    "administration": _("Management"),
    "accounts": _("People"),
    "audit": _("Privacy"),
    "outbox": _("Messages"),
    "command": _("A command at the server"),
}
"""A page that was refused is logged by its address's name, and there are hundreds."""


def name_of(page: str) -> str:
    """What a page is called now; lines of before were written with a point or a stroke."""
    name = page.replace(".", ":").replace("/", ":")
    return str(NAMES.get(name) or PARTS.get(name.partition(":")[0]) or page)
