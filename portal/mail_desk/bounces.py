"""Bounces: delivery status notifications (RFC 3464), permanent or temporary, and lost addresses."""

import re
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from portal.core import clock
from portal.mail_desk import actions, receiver
from portal.mail_desk.models import LostAddress
from portal.notifications.models import Bounce, Message

PARTS, READ = 50, 200_000  # of one report: what a mail server writes is far below
NAME = re.compile(r"<[0-9a-f]{32}@[\w.:\[\]-]{1,80}>")  # portal.notifications.backends.message_id
CLASS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")
SOFT_RETRY, SOFT_TRIES = timedelta(hours=4), 3
NAMED = ("original-message-id", "message-id", "in-reply-to", "references", "x-failed-message-id")


@dataclass(frozen=True)
class Report:
    """What a mail server says: the mails it names, and what became of them ("" : still trying)."""

    names: tuple
    bounce: str
    status: str
    said: str


@receiver
def take_bounce(message):
    """A report is taken whatever it names, so that nobody else reads it as an answer."""
    report = read(message)
    if report is None:
        return False
    for mail in _named(report):
        mark(mail, report)
    return True


@receiver
def set_automatic_aside(message):
    """Absence messages and the like answer nothing (RFC 3834)."""
    said = (_header(message, "auto-submitted") or "no").partition(";")[0].strip().lower()
    is_empty = _header(message, "return-path").strip() == "<>"
    return said != "no" or is_empty or bool(_header(message, "x-autoreply"))


def read(message):
    """The Report of a received mail, or None when it is none. Bad input gives None or an empty one."""
    parts = list(islice(message.walk(), PARTS))
    status = [part for part in parts if part.get_content_type() == "message/delivery-status"]
    if not status:
        return None
    names = dict.fromkeys(name for part in (message, *parts) for name in _names(part))
    bounce, code, said = _worst(block for part in status for block in _blocks(part))
    return Report(tuple(names), bounce, code, said)


def _blocks(part):
    """The groups of lines of a report: the parser reads them as small messages, or leaves a text."""
    payload = part.get_payload()
    return [one for one in payload if hasattr(one, "get")] if isinstance(payload, list) else []


def _worst(blocks):
    """(bounce, status, what was said): a hard refusal wins over one for now, over none."""
    found = ("", "", "")
    for block in blocks:
        if _header(block, "action").strip().lower() != "failed":
            continue
        said = _header(block, "diagnostic-code")
        status = CLASS.search(_header(block, "status")) or CLASS.search(said)
        kind = Bounce.HARD if status is None or status[1] == "5" else Bounce.SOFT
        if kind == Bounce.HARD or not found[0]:
            found = (kind, status[0] if status else "", " ".join(said.split())[:300])
    return found


def _names(part):
    """Message-IDs of ours in the headers of a part, and in the headers that it quotes as a text."""
    for header in NAMED:
        yield from NAME.findall(_header(part, header))
    if part.get_content_type() in ("text/rfc822-headers", "text/plain"):
        yield from NAME.findall(_text(part))


def _text(part):
    payload = part.get_payload()
    return payload[:READ] if isinstance(payload, str) else ""


def _header(part, name):
    """A header as text; those that cannot be read are not there."""
    try:
        return str(part.get(name, "") or "")
    except Exception:  # the parser raises what it finds: ValueError, IndexError, AttributeError…
        return ""


def _named(report):
    rows = Message.objects.filter(sent_as__in=report.names).select_related("person")
    return rows.select_for_update(of=("self",)) if report.names else Message.objects.none()


def mark(mail, report):
    """Once a mail: what came back, then a task or another try."""
    if not report.bounce or mail.bounce == Bounce.HARD or mail.bounce == report.bounce:
        return
    mail.bounce, mail.bounced_at = report.bounce, clock.now()
    mail.error = f"{report.status} {report.said}".strip()
    mail.save(update_fields=["bounce", "bounced_at", "error"])
    if report.bounce == Bounce.HARD:
        _lose(mail)
    elif actions.tries(mail) < SOFT_TRIES:
        actions.send(mail, by=None, after=SOFT_RETRY)


def _lose(mail):
    if mail.person is not None:
        LostAddress.objects.get_or_create(
            person=mail.person, address=mail.person.email.lower(), defaults={"message": mail}
        )
