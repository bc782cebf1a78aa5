"""Log lines that tell what the machine did, and never whom it was about."""

import re
import traceback
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import structlog

_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_PHONE_OR_BSN = re.compile(r"(?<![\w-])\+?\d[\d .-]{7,}\d(?![\w-])")
_KEPT = {"event", "level", "logger", "timestamp", "exception", "request", "task", "status"}

request_number: ContextVar[str] = ContextVar("request_number", default="")
"""Of the request that this thread answers: it ties its lines together, and to the page of a fault."""

stamped = structlog.processors.TimeStamper(fmt="iso", utc=True)


def numbered(_logger: Any, _method: str, line: dict[str, Any]) -> dict[str, Any]:
    number = request_number.get()
    return {**line, "request": number} if number else line


def without_people(_logger: Any, _method: str, line: dict[str, Any]) -> dict[str, Any]:
    """Keep known keys only, and blot out what looks like an address or a number of a person."""
    kept = {key: value for key, value in line.items() if key in _KEPT}
    record = line.get("_record")
    if record is not None:
        kept.setdefault("level", record.levelname.lower())
        kept.setdefault("logger", record.name)
    text = _MAIL.sub("(address)", str(kept.get("event", "")))
    kept["event"] = _PHONE_OR_BSN.sub("(number)", text)
    if line.get("exc_info"):
        kept["exception"] = _where_it_broke(line["exc_info"][1])
    return kept


def _where_it_broke(error: BaseException) -> list[str]:
    """The kind of error and its frames; its message may quote what somebody typed."""
    frames = traceback.extract_tb(error.__traceback__)
    return [
        type(error).__name__,
        *(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames),
    ]


def as_line(logger: Any, method: str, line: dict[str, Any]) -> str:
    rendered = structlog.processors.JSONRenderer()(logger, method, line)
    return rendered if isinstance(rendered, str) else rendered.decode()
