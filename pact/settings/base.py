"""What is true everywhere. Each neighbour (development, test, production) only adds differences."""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from kombu import Queue
from pghistory.config import ContextJSONField

from pact.common import logs
from pact.settings.clock import CELERY_BEAT_SCHEDULE  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]

# What it is made of, from the roof down
INSTALLED_APPS = [
    "placements",
    "municipalities",
    "pact.outbox",
    "pact.access",
    "pact.audit",
    "pact.accounts",
    "pact.agreement",
    "pact.common",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_filters",
    "django_htmx",
    "pghistory",
    "pgtrigger",
    "template_partials",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",  # its templates, so that ours may stand in front of them
]
MIDDLEWARE = [
    "pact.common.middleware.Numbered",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "pact.common.middleware.NotStored",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pact.accounts.middleware.ChosenLanguage",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "pact.accounts.sessions.SessionEnds",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pact.accounts.middleware.SecondFactorRequired",
    "pact.access.middleware.ActingMiddleware",
    "pact.common.middleware.NotLikeThis",
]
ROOT_URLCONF = "pact.urls"
WSGI_APPLICATION = "pact.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pact.access.menu.menu",
                "pact.access.once.form_key",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "template_partials.templatetags.partials",
                "pact.common.templatetags.pact",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Where the rows are. Who is acting is set for one transaction, never for a connection,
# so a connection may live on; there is no pool and no ATOMIC_REQUESTS.
DATABASES = {
    "default": dj_database_url.parse(
        os.environ["DATABASE_URL"], conn_max_age=600, conn_health_checks=True
    )
}
# Policies make long plans for short queries: compiling them takes far longer than running them.
DATABASES["default"].setdefault("OPTIONS", {})["options"] = (
    "-c jit=off"
    " -c lock_timeout=5s -c statement_timeout=15s -c idle_in_transaction_session_timeout=30s"
)
DATABASE_INSIDE = False  # on a network of its own, where nobody else listens
REDIS_URL = os.environ["REDIS_URL"]
# Rate limits must outlive Redis, which may be emptied at any moment.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "pact_cache",
    }
}

# What is kept of what the parties agreed: the rows as they were, appended by a trigger
PGHISTORY_APPEND_ONLY = True
# Who and why stand in the appended row itself, so that a write by nobody is refused.
PGHISTORY_CONTEXT_FIELD = ContextJSONField(null=False)

# Who people are
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "pact.accounts.passwords.OurWordsValidator"},
]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 10  # a working day, not a fortnight
SESSION_IDLE = 60 * 30  # without a sign of life
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "pact.access.kept.csrf_failure"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24

ACCOUNT_ADAPTER = "pact.access.adapter.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator vouches for the address by inviting
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a stranger's address gets no mail from us
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * 15
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "pact.access.passkeys.AddKey",
    "authenticate_webauthn": "pact.access.passkeys.KeyAfterPassword",
    "login_webauthn": "pact.access.passkeys.KeyInsteadOfPassword",
    "reauthenticate_webauthn": "pact.access.passkeys.KeyOnceMore",
}
MFA_TOTP_ISSUER = "Pact voor Uitstroom"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an administrator vouches for the address by inviting
SECOND_FACTOR_REQUIRED = True
DEMONSTRATION = False  # everything is made up, and one click signs in as anybody
IN_SERVICE = False  # real people: refuses to start with a door open

# What we speak
LANGUAGE_CODE, TIME_ZONE = "nl", "Europe/Amsterdam"
USE_I18N = USE_TZ = True
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]

# What the browser gets
STATIC_URL = "static/"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT = ROOT / ".local" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # there are no uploads
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # the second factor's QR code is a data: image
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

# What is sent: a reference and a link, never a person
DEFAULT_FROM_EMAIL = "Pact voor Uitstroom <niet-antwoorden@pact.example>"
EMAIL_TIMEOUT = 10
SITE_ADDRESS = "http://localhost:8000"
MAIL_DOMAIN = "pact.example"

# What runs by itself: sweeps over rows, never a task with a far-away hour
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Drawing a report takes a processor and memory for a while. Every worker takes both queues, unless
# it is started for one of them.
CELERY_TASK_QUEUES = [Queue(name, routing_key=name) for name in ("celery", "reports")]
CELERY_TASK_DEFAULT_QUEUE = "celery"
CELERY_TASK_ROUTES = {"placements.reporting.tasks.make_report": {"queue": "reports"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "processors": [logs.without_people, logs.as_line],
            "foreign_pre_chain": [logs.stamped, logs.numbered],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Drawing a report tells of each page and each letter.
    "loggers": {name: {"level": "WARNING"} for name in ("weasyprint.progress", "fontTools")},
}
