"""The demonstration's mails, as its mail server kept them: real mails, to read on a page."""

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

KEPT = re.compile(r"\d{20}\.eml")
SIZE = 25


@dataclass(frozen=True)
class KeptMail:
    name: str
    subject: str
    to: str
    at: datetime | None
    text: str


def kept_mails(*, before: str = "") -> tuple[list[KeptMail], str]:
    """The newest mails before one of them, and where the next page begins ("" at the end)."""
    folder = Path(os.environ.get("PACT_MAIL_FOLDER", ""))
    if not os.environ.get("PACT_MAIL_FOLDER") or not folder.is_dir():
        return [], ""
    names = sorted(
        (path.name for path in folder.iterdir() if KEPT.fullmatch(path.name)), reverse=True
    )
    if before:
        names = [name for name in names if name < before]
    page = names[:SIZE]
    return [_read(folder / name) for name in page], page[-1] if len(names) > SIZE else ""


def _read(path: Path) -> KeptMail:
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    body = mail.get_body(preferencelist=("plain",))
    sent = mail["Date"]
    return KeptMail(
        name=path.name,
        subject=mail["Subject"] or "",
        to=mail["To"] or "",
        at=_moment(sent) if sent else None,
        text=body.get_content().strip() if body else "",
    )


def _moment(sent: str) -> datetime:
    """Python reads "-0000" as a moment in no zone at all; it means UTC."""
    moment = parsedate_to_datetime(sent)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
