"""What the web server runs. It knows the Celery app too, so that a request can ring the worker."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pact.settings.production")

from pact.celery import app as celery_app

__all__ = ["application", "celery_app"]

application = get_wsgi_application()
