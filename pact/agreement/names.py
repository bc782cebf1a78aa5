"""What norms and their units are called on screen. The numbers themselves are rows."""

from django.utils.translation import gettext_lazy as _

NORMS = {
    "annual_cap": _("Homes at most"),
    "introduction_months": _("Getting to know the area, before the move"),
    "guidance_months": _("Guidance, after the start of the lease"),
    "introduction_contacts": _("Contacts in the introduction"),
    "term_profile": _("The corporation answers on the profile"),
    "term_care": _("The care party answers"),
    "term_candidate": _("The candidate answers"),
    "term_viewing": _("The viewing is held"),
    "term_income": _("The income test is done"),
    "term_permit": _("The housing permit is there"),
    "term_definite": _("The corporation answers definitively"),
    "term_admission": _("The coordinator decides on an application"),
    "term_return": _("The care party completes a returned application"),
    "term_exception": _("The coordinator decides on an exception"),
    "term_signal": _("The other side says how it sees a signal"),
    "term_exchange": _("A municipality answers about an exchange of homes"),
    "offer_answer_days": _("A corporation waits for an answer to its offer"),
    "term_expiry": _("The corporation extends an offer whose date has passed"),
    "first_contact_weeks": _("The first contact of the introduction"),
    "warning_weeks_1": _("First warning"),
    "warning_weeks_2": _("Second warning"),
    "warning_weeks_3": _("Third warning"),
    "counting_event": _("What makes a home count"),
    "cell_threshold": _("Numbers below this are hidden in what is published"),
    "rent_limit_appropriate": _("Rent limit of appropriate allocation"),
    "rent_limit_social": _("Rent limit of social housing"),
    "moment_plan_days": _("Guidance plan"),
    "moment_tenancy_talk_days": _("Talk about being a good tenant"),
    "moment_evaluation_months_1": _("First evaluation"),
    "moment_evaluation_months_2": _("Second evaluation"),
    "moment_evaluation_months_3": _("Third evaluation"),
    "moment_evaluation_months_4": _("Fourth evaluation"),
    "moment_evaluation_months_5": _("Fifth evaluation"),
    "moment_final_months": _("Final evaluation"),
}

UNITS = {
    "homes per year": _("homes per year"),
    "calendar months before the move, at least": _("calendar months before the move, at least"),
    "calendar months after the start of the lease, at least": _(
        "calendar months after the start of the lease, at least"
    ),
    "contacts held before the lease starts": _("contacts held before the lease starts"),
    "working days": _("working days"),
    "weeks after admission": _("weeks after admission"),
    "weeks before the latest start": _("weeks before the latest start"),
    "1 = the start of the lease": _("= the start of the lease"),
    "people or homes": _("people or homes"),
    "euros a month": _("euros a month"),
    "days after the move": _("days after the move"),
    "months after the move": _("months after the move"),
}
