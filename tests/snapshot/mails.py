"""Mails that left, as text: date, addressees, subject, body, attachments; sorted."""

from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime

from tests.snapshot.text import mask, normal


def files(folder):
    """The mails written in a folder."""
    return set(folder.glob("*.eml"))


def read(paths):
    """[{date, to, from, subject, lines}] of .eml files, in an order that no file name decides."""
    found = [_mail(path) for path in paths]
    return sorted(found, key=lambda one: (one["date"], one["to"], one["subject"], one["lines"]))


def _mail(path):
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    lines = []
    for part in message.walk():
        if part.get_content_maintype() == "text":
            lines += [mask(normal(line)) for line in part.get_content().splitlines()]
        elif name := part.get_filename():
            lines.append(f"[{name}]")
    at = message.get("Date")
    return {
        "date": parsedate_to_datetime(at).isoformat(timespec="minutes") if at else "",
        "to": str(message.get("To", "")),
        "from": f"{message.get('From', '')} {mask(message.get('Reply-To', ''))}".strip(),
        "subject": normal(str(message.get("Subject", ""))),
        "lines": [line for line in lines if line],
    }
