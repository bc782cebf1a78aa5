"""In service: every secret and address comes from the environment; absent, it does not start."""

import os

from pact.settings.base import *  # noqa: F403 (a neighbour only adds differences)

DEBUG = False
IN_SERVICE = True
SECRET_KEY = os.environ["PACT_SECRET_KEY"]
DUPLICATE_KEY = os.environ["PACT_DUPLICATE_KEY"]
DATABASE_INSIDE = os.environ.get("PACT_DATABASE_INSIDE") == "1"
ALLOWED_HOSTS = os.environ["PACT_HOSTS"].split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SITE_ADDRESS = f"https://{ALLOWED_HOSTS[0]}"

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("PACT_PROXIES", "1"))
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"

EMAIL_HOST = os.environ["PACT_SMTP_HOST"]
EMAIL_PORT = int(os.environ["PACT_SMTP_PORT"])
EMAIL_HOST_USER = os.environ.get("PACT_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PACT_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("PACT_SMTP_TLS", "1") == "1"
DEFAULT_FROM_EMAIL = os.environ["PACT_MAIL_FROM"]
MAIL_DOMAIN = DEFAULT_FROM_EMAIL.rstrip(">").rpartition("@")[2]
