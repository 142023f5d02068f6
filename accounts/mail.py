"""The mail that an example sent: files in a folder, read with Python's own parser."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

SEPARATOR = b"\n" + b"-" * 79 + b"\n"  # what Django's file backend writes between messages


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as people read it. `number` counts from the first that was sent."""

    number: int
    at: datetime
    to: str
    subject: str
    text: str


def letters(folder: Path) -> list[Letter]:
    """Every mail in the folder, oldest first."""
    messages: list[EmailMessage] = []
    for path in sorted(folder.glob("*.log"), key=lambda path: (path.stat().st_mtime_ns, path.name)):
        parts = [part for part in path.read_bytes().split(SEPARATOR) if part.strip()]
        messages += [message_from_bytes(part, policy=policy.default) for part in parts]
    return [_letter(number, message) for number, message in enumerate(messages, start=1)]


def _letter(number: int, message: EmailMessage) -> Letter:
    body = message.get_body(preferencelist=("plain", "html"))
    return Letter(
        number=number,
        at=parsedate_to_datetime(str(message["Date"])),
        to=str(message["To"]),
        subject=str(message["Subject"]),
        text=body.get_content() if body else "",
    )
