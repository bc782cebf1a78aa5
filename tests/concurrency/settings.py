"""What the web server of a race runs with: the committed test database, as the runtime role."""

import os

from pact.settings.test import *  # noqa: F403 (only what differs stands here)
from pact.settings.test import DATABASES
from tests.role import AS_RUNTIME_ROLE

DATABASES["default"]["NAME"] = os.environ["PACT_RACE_DATABASE"]
DATABASES["default"]["OPTIONS"]["options"] += AS_RUNTIME_ROLE
