"""What runs by itself, and how often: each is a sweep that may come late, twice, or in any order."""

from celery.schedules import crontab

CELERY_BEAT_SCHEDULE = {
    "make-waiting-reports": {
        "task": "placements.reporting.tasks.make_waiting_reports",
        "schedule": 60.0,
    },
    "deliver-messages": {"task": "pact.outbox.tasks.deliver_due", "schedule": 60.0},
    "deliver-account-mails": {"task": "pact.outbox.tasks.deliver_account_mails", "schedule": 60.0},
    "remind": {
        "task": "placements.introductions.tasks.remind_introducers",
        "schedule": crontab(minute="*/15"),
    },
    "chase-applications": {
        "task": "placements.candidates.tasks.chase_applications",
        "schedule": crontab(minute=35, hour="*"),
    },
    "look-again-at-holds": {
        "task": "placements.candidates.tasks.look_again_at_holds",
        "schedule": crontab(minute=45, hour="*"),
    },
    "chase-takeovers": {
        "task": "placements.guidance.tasks.chase_takeovers",
        "schedule": crontab(minute=40, hour="*"),
    },
    "chase-answers": {
        "task": "placements.proposals.tasks.chase_overdue_answers",
        "schedule": crontab(minute="*/15"),
    },
    "chase-starts": {
        "task": "placements.tenancies.tasks.chase_overdue_starts",
        "schedule": crontab(minute=5, hour="*"),
    },
    "ask-for-transfers": {
        "task": "placements.tenancies.tasks.ask_for_transfers",
        "schedule": crontab(minute=50, hour="*"),
    },
    "chase-signals": {
        "task": "placements.signals.tasks.chase_signals",
        "schedule": crontab(minute=15, hour="*"),
    },
    "chase-exchanges": {
        "task": "municipalities.exchanges.tasks.chase_exchanges",
        "schedule": crontab(minute=25, hour="*"),
    },
    "open-years": {
        "task": "municipalities.opening.tasks.open_due_years",
        "schedule": crontab(minute=35, hour="*"),
    },
    "watch-guidance": {
        "task": "placements.guidance.tasks.remind_contact_moments",
        "schedule": crontab(minute=10, hour="*"),
    },
    "watch-dwellings": {
        "task": "placements.dwellings.tasks.close_expired_offers",
        "schedule": crontab(minute=20, hour="*"),
    },
    "forget-ended-sessions": {
        "task": "pact.access.tasks.forget_ended_sessions",
        "schedule": crontab(minute=50, hour=3),
    },
    "check-promises": {
        "task": "placements.overview.tasks.check_promises",
        "schedule": crontab(minute=30, hour=3),
    },
}
