"""In tests: the same engines, quicker hashing, mail in memory unless a test starts a server."""

import os

from pact.settings.base import *  # noqa: F403 (a neighbour only adds differences)
from pact.settings.base import DATABASES

DEBUG = False
SECRET_KEY = "only-for-tests-" + "0" * 40
DUPLICATE_KEY = "only-for-tests-of-who-is-the-same"
ALLOWED_HOSTS = ["localhost", "testserver", "127.0.0.1"]

# The test database is made by a superuser; every connection after that is the runtime role's.
# `tests/conftest.py` puts the role on it, because creating the database needs to be done without.
DATABASES["default"]["TEST"] = {"NAME": f"test_{os.environ.get('PACT_TEST_DB', 'pact')}"}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True

# Tests of the second factor turn it on; the others are about what comes after it.
SECOND_FACTOR_REQUIRED = False
