"""What there is to tell until somebody moves in."""

from django.utils.translation import gettext_lazy as _

from pact.outbox.kinds.kind import Kind

BEFORE = {
    # Candidates
    "application_submitted": Kind(
        _("An application waits for a decision"),
        _("An application was submitted. Look at it, and admit, return or reject it."),
    ),
    "application_returned": Kind(
        _("An application came back"),
        _("The coordinator returned your application. Add what is missing and submit it again."),
    ),
    "case_handed_over": Kind(
        _("A case is handed over to you"),
        _("A colleague gave you a case. Read how it stands, and who guides."),
    ),
    "application_admitted": Kind(
        _("An application was admitted"),
        _(
            "The candidate was admitted. Plan the introduction now: it begins months before the move."
        ),
    ),
    "admission_taken_back": Kind(
        _("An admission was taken back"),
        _("The coordinator admitted your candidate by mistake, and decides anew. Read why."),
    ),
    "withdrawal_taken_back": Kind(
        _("A withdrawn application goes on"),
        _("A withdrawal was a mistake and was taken back. Look at what has to be taken up again."),
    ),
    "application_rejected": Kind(
        _("An application was rejected"),
        _("The application was rejected. Read the reason; you may ask to reconsider it."),
    ),
    "application_overdue": Kind(
        _("A decision on an application is late"),
        _("The term for a decision on an application has passed. Decide on it today."),
        is_reminder=True,
    ),
    "application_incomplete": Kind(
        _("A returned application waits too long"),
        _("The term to complete a returned application has passed. Complete or withdraw it."),
        is_reminder=True,
    ),
    "hold_review": Kind(
        _("Can this case go on?"),
        _("A case has been on hold for weeks. Look whether it can go on, or leave it on hold."),
        is_reminder=True,
    ),
    "reconsideration_asked": Kind(
        _("A rejection is to be reconsidered"),
        _("The care party asks to reconsider a rejection. Look at the application again."),
    ),
    "look_first": Kind(
        _("Look at this first"),
        _("An application changed, and what is under way for it waits for you. Open it today."),
    ),
    # Introductions
    "introduction_planned": Kind(
        _("You are asked to introduce somebody"),
        _("You were named to introduce a candidate to the neighbourhood. Plan the first contact."),
    ),
    "introduction_due": Kind(
        _("Start the introduction"),
        _("The introduction must start in time. Record the first contact when you have had it."),
        is_reminder=True,
    ),
    "introduction_overdue": Kind(
        _("An introduction has not started in time"),
        _("The last day to start has passed. Start now and move later, or ask for an exception."),
        is_reminder=True,
    ),
    "first_contact_missing": Kind(
        _("No first contact yet"),
        _("The candidate was admitted weeks ago and there was no first contact. Plan it now."),
        is_reminder=True,
    ),
    "introduction_replaced": Kind(
        _("Somebody else introduces from now on"),
        _("A colleague took over an introduction that was yours. You need not do anything more."),
    ),
    "introducer_wanted": Kind(
        _("Who introduces from now on?"),
        _("The party that gave you a case still introduces. Name somebody else, or ring them."),
    ),
    "area_redrawn": Kind(
        _("The area of an introduction changes"),
        _("Districts leave the area where somebody is introduced. Look whether it still counts."),
        is_reminder=True,
    ),
    "introduction_stopped": Kind(
        _("An introduction was stopped"),
        _("An introduction was stopped. See why, and what happens next."),
    ),
    "introduction_goes_on": Kind(
        _("An introduction goes on after all"),
        _("An introduction was stopped by mistake and goes on. Look at what is planned."),
    ),
    "exemption_asked": Kind(
        _("An exception waits for your decision"),
        _("An exception to the time of introduction was asked. Decide on it."),
    ),
    "exemption_overdue": Kind(
        _("A decision on an exception is late"),
        _("The term for a decision on an exception has passed. Decide on it today."),
        is_reminder=True,
    ),
    "exemption_decided": Kind(
        _("An exception was decided on"),
        _("There is a decision on the exception you asked. Read it and follow the plan."),
    ),
    "exemption_revoked": Kind(
        _("An exception was revoked"),
        _("An exception to the time of introduction was revoked. Read why; you may ask again."),
    ),
    "catch_up_due": Kind(
        _("The introduction has to be made up for"),
        _("The plan of an exception ends soon. Carry it out, and record that it is done."),
        is_reminder=True,
    ),
    "catch_up_overdue": Kind(
        _("An introduction was not made up for in time"),
        _("The last day of the plan of an exception has passed. Carry it out now, and record it."),
        is_reminder=True,
    ),
    # Dwellings
    "offer_expiring": Kind(
        _("An offer is about to expire"),
        _("A dwelling that was offered has no candidate yet. Decide before the offer expires."),
    ),
    "offer_expired": Kind(
        _("An offer has expired"),
        _("An offered dwelling found no candidate in time. Read the reason."),
    ),
    "dwelling_returned": Kind(
        _("A dwelling was returned"),
        _("A dwelling went back to the corporation. Read the reason."),
    ),
    # Proposals and leases
    "answer_wanted": Kind(
        _("Your answer is wanted"),
        _("A placement waits for your answer. Give it on the page."),
    ),
    "answer_overdue": Kind(
        _("An answer is late"),
        _(
            "The term for an answer has passed. Who was asked answers today; the coordinator extends "
            "the term or releases the placement."
        ),
        is_reminder=True,
    ),
    "placement_lapses": Kind(
        _("A proposal is about to lapse"),
        _("Nobody may wait longer than the corporation's date. Answer now, or the home goes back."),
    ),
    "placement_waits": Kind(
        _("The corporation waits longer"),
        _("The corporation chose a later date for a proposal. See until when you can answer."),
    ),
    "home_corrected": Kind(
        _("A home was corrected"),
        _("The corporation put something right of a home in a placement. See how it reads now."),
    ),
    "household_changed": Kind(
        _("A household was changed"),
        _(
            "The care party changed something of a household in a placement. See whether the home "
            "still suits."
        ),
    ),
    "placement_news": Kind(
        _("There is news about a placement"),
        _("Something changed in a placement you take part in. Look at where it is now."),
    ),
    "placement_proposed": Kind(
        _("A candidate was proposed for a dwelling"),
        _("A candidate was proposed for a dwelling. Look at what is asked from you."),
    ),
    "placement_agreed": Kind(
        _("A placement was agreed"),
        _("Everybody said yes. The lease can be prepared."),
    ),
    "placement_postponed": Kind(
        _("A lease starts later"),
        _("The start of a lease was postponed. Look at the new date and at what moves with it."),
    ),
    "placement_leased": Kind(
        _("A lease was signed"),
        _("The lease was signed. Look at the date it starts and at what must be done before it."),
    ),
    "placement_moved": Kind(
        _("The lease has started"),
        _("The lease has started and the home counts. Guidance goes on."),
    ),
    "placement_yours": Kind(
        _("You let a home from now on"),
        _("You were named as the letting agent of a placement. Look at what is asked from you."),
    ),
    "placement_given": Kind(
        _("A colleague lets a home from now on"),
        _("A colleague was named as the letting agent of a placement that was yours."),
    ),
    "placement_corrected": Kind(
        _("The start of a lease was taken back"),
        _("The start of a lease was recorded by mistake. Look at the date on which it starts now."),
    ),
    "lease_corrected": Kind(
        _("A lease was corrected"),
        _("Its form, its signature or its start was typed wrongly. Look at how it stands now."),
    ),
    "placement_goes_on": Kind(
        _("An end was recorded by mistake"),
        _("The end of a lease or of its guidance was corrected. Look at how it stands now."),
    ),
    "placement_exit": Kind(
        _("A placement was stopped"),
        _("A placement was stopped, and everything it held is free again. Read the reason."),
    ),
    "appointment_news": Kind(
        _("An appointment was made or cancelled"),
        _("Something changed in the appointments of a placement. Look at when you are expected."),
    ),
    "placement_left": Kind(
        _("A placement is over for you"),
        _("A placement you knew of ended. You need not do anything more for it."),
    ),
    "signing_overdue": Kind(
        _("A lease is not signed yet"),
        _("The last day for signing a lease has passed. Record the lease, or stop the placement."),
        is_reminder=True,
    ),
    "lease_overdue": Kind(
        _("Did the lease start?"),
        _("The start date of a lease has passed. Confirm the start, postpone it or cancel it."),
        is_reminder=True,
    ),
}
