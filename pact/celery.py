"""The worker and the clock. Tasks are doors, like views: each stands in the feature it opens."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pact.settings.production")

TRANSPORT_ALIASES["redis"] = "pact.access.broker:Transport"

app = Celery("pact")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(
    [
        "pact.access",
        "pact.outbox",
        "municipalities.exchanges",
        "placements.candidates",
        "municipalities.opening",
        "placements.introductions",
        "placements.guidance",
        "placements.dwellings",
        "placements.proposals",
        "placements.tenancies",
        "placements.signals",
        "placements.reporting",
        "placements.overview",
    ]
)
