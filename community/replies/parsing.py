"""Parsing of reply mails: the text above the quoted message, without signature."""

import html
import re
from dataclasses import dataclass
from email.utils import getaddresses, parseaddr

from django.conf import settings

from community.threads.mails.addresses import BEFORE

DAY = r"[^\W\d]+\.?,?\s+"  # « mardi », « Tue, Nov »: what is said before the first number of a date
LINES = r"(?:(?!\n[ \t]*\n).){4,300}?"  # without an empty line between
QUOTED = (
    re.compile(rf"^[ \t]*Le\s+(?:{DAY}){{0,1}}\d{LINES}\ba\s+écrit\s*:\s*$", re.I | re.M | re.S),
    re.compile(rf"^[ \t]*On\s+(?:{DAY}){{0,3}}\d{LINES}\bwrote\s*:\s*$", re.I | re.M | re.S),
    re.compile(
        r"^[ \t]*-{2,}\s*(?:Message d.origine|Message transféré|Original Message)\s*-{2,}",
        re.I | re.M,
    ),
    re.compile(r"^[ \t]*_{8,}[ \t]*$", re.MULTILINE),
    re.compile(
        r"^\s*\*?(?:De|From)\s*:\*?.+\n(?:.*\n){0,4}?"
        r"\s*\*?(?:Envoyé|Date|Sent|À|A|To|Objet|Subject)\s*:",
        re.I | re.M,
    ),
    re.compile(r"^[ \t]*>", re.MULTILINE),
)
SIGNED = (
    re.compile(r"^-- ?$", re.MULTILINE),
    re.compile(
        r"^[ \t]*(?:Envoyé (?:de|depuis|à partir de) (?:mon|ma|Outlook|mobile)|Sent from my"
        r"|Obtenez Outlook|Télécharger Outlook)\b",
        re.I | re.M,
    ),
)
DROPPED = re.compile(r"<(script|style|head|blockquote)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
QUOTE = re.compile(r"<(?:blockquote|div[^>]*(?:gmail_quote|divRplyFwdMsg|moz-cite-prefix))", re.I)
BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|h\d|tr)\s*>", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
AUTOMATIC = frozenset({"bulk", "list", "junk", "auto_reply"})
SENT_TO = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
ABSENT = re.compile(  # of those whose robot says it in words alone
    r"^\s*(?:R[ée]ponse automatique|Automatic reply|Auto(?:matic)?[- ]?(?:reply|response)"
    r"|Message d.absence|Absen(?:ce|te?)\b.{0,20}\bbureau|Out of (?:the )?office)\b",
    re.I,
)
ROBOTS = ("mailer-daemon@", "postmaster@", "noreply@", "no-reply@")


@dataclass(frozen=True)
class Reply:
    """A parsed mail: token, sender, text, number of attachments."""

    token: str
    sender: str
    mail_id: str
    text: str
    pieces: int


def token_in(message):
    """The token of the reply address that a mail was sent to; "" for other mails."""
    sent_to = [str(value) for name in SENT_TO for value in message.get_all(name, [])]
    for _, address in getaddresses(sent_to):
        local, _, domain = address.strip().lower().rpartition("@")
        if domain == settings.REPLY_DOMAIN.lower() and local.startswith(BEFORE):
            return local.removeprefix(BEFORE)
    return ""


def is_automatic(message):
    """A bounce, an out-of-office or a list: never answered (RFC 3834)."""
    said = str(message.get("Auto-Submitted", "no")).split(";")[0].strip().lower()
    sender = parseaddr(str(message.get("From", "")))[1].lower()
    return (
        said != "no"
        or str(message.get("Precedence", "")).strip().lower() in AUTOMATIC
        or any(name in message for name in ("X-Autoreply", "X-Autorespond", "List-Id"))
        or str(message.get("Return-Path", "")).strip() == "<>"
        or message.get_content_type() == "multipart/report"
        or ABSENT.search(str(message.get("Subject", ""))) is not None
        or not sender
        or sender.startswith(ROBOTS)
    )


def read(message):
    return Reply(
        token=token_in(message),
        sender=parseaddr(str(message.get("From", "")))[1].strip().lower(),
        mail_id=" ".join(str(message.get("Message-ID", "")).split())[:250],
        text=written(body_of(message)),
        pieces=sum(1 for _ in message.iter_attachments()) if message.is_multipart() else 0,
    )


def body_of(message):
    """The plain text of a mail, else the text of its HTML."""
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        content = part.get_content()
    except (LookupError, UnicodeDecodeError):  # a charset that nobody knows
        content = (part.get_payload(decode=True) or b"").decode("utf-8", "replace")
    return _bare(content) if part.get_content_subtype() == "html" else content


def _bare(content):
    """The text of an HTML mail, without quotations."""
    if found := QUOTE.search(content):
        content = content[: found.start()]
    text = BREAK.sub("\n", DROPPED.sub("", re.sub(r"\s*\n\s*", " ", content)))
    return html.unescape(TAG.sub("", text))


def written(text):
    """The text above the first quotation and the signature."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    text = text.replace("\x00", "")
    marks = [found.start() for mark in (*QUOTED, *SIGNED) if (found := mark.search(text))]
    kept = text[: min(marks, default=len(text))]
    lines = [line.rstrip() for line in kept.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
