"""What each figure means, in the words that are printed under it. One definition, everywhere."""

from django.utils.translation import gettext_lazy as _

DEFINITIONS = {
    "ceiling": _("The number of homes agreed for the year, with the extras that were decided on."),
    "realised": _("Homes whose lease has started. Each counts once, in the year its lease starts."),
    "reserved": _("Homes held for a candidate: proposed, agreed or leased, and not yet started."),
    "free": _("The homes of the year that are neither housed nor reserved."),
    "pace": _("What would be housed or reserved by now, if homes came evenly through the year."),
    "share": _(
        "What a municipality takes of the year. It advises, unless a decision made it hard."
    ),
    "forecast": _(
        "Housed or reserved on 31 December, if the rest of the year goes as the year so far did. "
        "Four out of five years that go like this one end between these two numbers."
    ),
    "waiting": _("Candidates who are admitted and have no home yet; on hold is not counted."),
    "waiting_time": _(
        "From the admission until today, without the days on hold. Half of those who wait, wait longer."
    ),
    "introduced_in_time": _(
        "Of the leases that started this year: introduced in the area for at least the agreed "
        "months before the start, with at least the agreed number of contacts."
    ),
    "guided_on_schedule": _(
        "Of the guidance that runs: no contact moment whose planned date has passed is still open."
    ),
}
