"""What there is to tell of living there, of the homes of a year, and of the machine itself."""

from django.utils.translation import gettext_lazy as _

from pact.outbox.kinds.kind import Kind

AFTER = {
    # Leases
    "transfer_due": Kind(
        _("Can this lease come in the tenant's own name?"),
        _("The agreed months are over. Record the tenant's own lease, or say when you look again."),
        is_reminder=True,
    ),
    # Guidance
    "moment_due": Kind(
        _("A contact moment comes up"),
        _("A contact moment is planned. Record it when it was held."),
        is_reminder=True,
    ),
    "moment_overdue": Kind(
        _("A contact moment was missed"),
        _("The date of a contact moment has passed. Hold it now, or record that it was held."),
        is_reminder=True,
    ),
    "guidance_transferred": Kind(
        _("Guidance is handed over to you"),
        _("You were named as the responsible person of a guidance track. Look at what is planned."),
    ),
    "guidance_time_up": Kind(
        _("The agreed time of guidance is over"),
        _("Guidance has run for the agreed time. End it, or extend it; until then it goes on."),
        is_reminder=True,
    ),
    "guidance_ended": Kind(
        _("Guidance has ended"),
        _("Guidance for which you were responsible has ended. Read when; nothing is asked of you."),
    ),
    "guidance_resumed": Kind(
        _("Guidance goes on after all"),
        _(
            "An end of guidance was recorded by mistake. You are responsible; look at what is planned."
        ),
    ),
    "takeover_asked": Kind(
        _("You are asked to take a case over"),
        _("Another care party asks you to take a case over. Ring them, and answer on the page."),
    ),
    "takeover_overdue": Kind(
        _("An answer about taking a case over is late"),
        _("The term for a yes or no about taking a case over has passed. Answer it today."),
        is_reminder=True,
    ),
    "takeover_closed": Kind(
        _("You are no longer asked to take a case over"),
        _("The case that you were asked to take over has ended. You need not answer."),
    ),
    "takeover_unanswered": Kind(
        _("Your question about a case is not answered any more"),
        _("You asked another care party to take a case over. It was rejected or has ended."),
    ),
    "takeover_answered": Kind(
        _("There is an answer about a case to take over"),
        _("You asked another care party to take a case over. Read the answer."),
    ),
    "signal_given": Kind(
        _("There is a signal about living somewhere"),
        _("The other side gave a signal. Read it, and say how you see it."),
    ),
    "signal_seen": Kind(
        _("The other side looked at your signal"),
        _("You know how both sides see it now. Ring them, and agree on what to do."),
    ),
    "signal_overdue": Kind(
        _("A signal waits too long"),
        _("The term for looking at a signal has passed. Read it, and say how you see it."),
        is_reminder=True,
    ),
    "signal_decided": Kind(
        _("A signal is settled"),
        _("The other side recorded what you agreed about a signal. Read whether it is right."),
    ),
    # The homes of a year
    "decision_asked": Kind(
        _("A change of the homes of a year is asked"),
        _("Somebody asks for another number of homes, or another kind of share. Decide on it."),
    ),
    "decision_taken": Kind(
        _("A decision was taken about the homes of a year"),
        _("There is a decision about the homes of a year. Read what was decided, and by whom."),
    ),
    "exchange_asked": Kind(
        _("Another municipality asks for a home"),
        _("A municipality that is full asks you for a home of this year. Say yes or no."),
    ),
    "exchange_answered": Kind(
        _("There is an answer about an exchange of homes"),
        _("The other municipality answered about an exchange of homes. Read what it said."),
    ),
    "exchange_overdue": Kind(
        _("An answer about an exchange is late"),
        _("The term for a yes or no about an exchange of homes has passed. Answer it today."),
        is_reminder=True,
    ),
    # Reports and the machine itself
    "report_ready": Kind(
        _("The report is ready"),
        _("The report you asked for has been made."),
    ),
    "promise_broken": Kind(
        _("The nightly check found something"),
        _("Something does not agree with what was promised. Look at it today."),
        is_reminder=True,
    ),
    "message_dead": Kind(
        _("A message could not be delivered"),
        _("A message was not delivered. Check the recipient's address and send it again."),
        is_reminder=True,
    ),
}
