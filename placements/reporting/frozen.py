"""Figures that never change again, and how to prove it."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

WHAT_COUNTS_AND_DRAWS = [
    ("placements/reporting", "*.py"),
    ("templates/placements/reporting", "*.html"),
    ("static/css", "report.css"),
]


def fingerprint(figures: dict[str, Any]) -> str:
    """The same figures give the same hash, whatever the order in which they are kept."""
    text = json.dumps(figures, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def code_version() -> str:
    """Which code counted and drew: a hash of exactly those files."""
    digest = hashlib.sha256()
    for folder, pattern in WHAT_COUNTS_AND_DRAWS:
        for path in sorted(Path(settings.ROOT, folder).rglob(pattern)):
            digest.update(path.relative_to(settings.ROOT).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:40]
