"""What a worker of these tests runs with: the committed test database, a short patience, real mail."""

import os

from pact.settings.test import *  # noqa: F403 (only what differs stands here)
from pact.settings.test import CELERY_BEAT_SCHEDULE, DATABASES
from tests.role import AS_RUNTIME_ROLE

DATABASES["default"]["NAME"] = os.environ["PACT_FAULTS_DATABASE"]
DATABASES["default"]["OPTIONS"]["options"] += AS_RUNTIME_ROLE

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ["PACT_FAULTS_MAIL_PORT"])
EMAIL_TIMEOUT = 1  # and a lease is four times that

CELERY_BROKER_URL = REDIS_URL = os.environ["REDIS_URL"]
CELERY_BEAT_SCHEDULE = {
    name: CELERY_BEAT_SCHEDULE[name] | {"schedule": 1.0} for name in ("deliver-messages", "remind")
}
