"""On your own machine: the demonstration, without a second factor and with mail you can read."""

import os

from pact.settings.base import *  # noqa: F403 (a neighbour only adds differences)
from pact.settings.base import STORAGES

DEBUG = os.environ.get("PACT_DEBUG") == "1"
SECRET_KEY = os.environ["PACT_SECRET_KEY"]
DUPLICATE_KEY = os.environ.get("PACT_DUPLICATE_KEY", "only-for-development")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
SITE_ADDRESS = os.environ.get("PACT_SITE_ADDRESS", "http://localhost:8000")

# Lasting names, as in production; squeezed for the way there they would be at each start anew.
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
}

DEMONSTRATION = True
SECOND_FACTOR_REQUIRED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

EMAIL_HOST = os.environ.get("PACT_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("PACT_SMTP_PORT", "1025"))
