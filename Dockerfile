# One image for web, worker, scheduler and migrations; a second one makes the backups.

FROM python:3.12-slim-bookworm AS base
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 1000 --no-create-home --home-dir /nonexistent pact
WORKDIR /srv/pact

# Exactly the packages of the lock, each checked against its hash
FROM base AS packages
COPY requirements/installer.txt requirements/runtime.txt requirements/
RUN python -m venv --without-pip .venv \
    && pip install --target /installer --require-hashes -r requirements/installer.txt \
    && /installer/bin/uv pip sync --python .venv/bin/python --require-hashes requirements/runtime.txt

# What is made once, while building: compiled translations and static files with lasting names
FROM packages AS made
RUN apt-get update && apt-get install -y --no-install-recommends gettext
COPY . .
RUN find locale -name '*.po' -execdir msgfmt --output-file=django.mo django.po ';' \
    && DJANGO_SETTINGS_MODULE=pact.settings.production \
        PACT_SECRET_KEY=only-while-building PACT_DUPLICATE_KEY=only-while-building-never-in-service PACT_HOSTS=building.invalid \
        PACT_SMTP_HOST=building.invalid PACT_SMTP_PORT=25 PACT_MAIL_FROM=nobody@building.invalid \
        PACT_DATABASE_INSIDE=1 DATABASE_URL=postgresql://building.invalid/none REDIS_URL=redis://building.invalid \
        .venv/bin/python manage.py collectstatic --no-input

FROM base AS application
COPY --from=made /srv/pact /srv/pact
ENV PATH=/srv/pact/.venv/bin:$PATH \
    DJANGO_SETTINGS_MODULE=pact.settings.production \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    XDG_CACHE_HOME=/tmp/cache
USER pact
EXPOSE 8000
CMD ["gunicorn", "pact.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "2", "--threads", "4", "--graceful-timeout", "30", "--no-control-socket", \
     "--worker-tmp-dir", "/dev/shm"]

# pg_dump of the server's own version, and a key that can close but not open
FROM postgres:18-bookworm AS backup
RUN apt-get update && apt-get install -y --no-install-recommends age && rm -rf /var/lib/apt/lists/*
COPY deploy/backup.sh deploy/every-night.sh deploy/rows.sql deploy/guards.sql /usr/local/bin/
RUN install --directory --owner postgres --mode 0700 /backups
USER postgres
CMD ["every-night.sh", "backup.sh"]
