"""Mail backend that writes .eml files, and the headers that every mail bears."""

import contextlib
import hashlib
import os
import re
import secrets
import time
from email import message_from_binary_file, policy
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import InvalidMailer
from django.core.mail.backends.base import BaseEmailBackend

from portal.core import clock

IDENTIFIER = re.compile(r"\d{20}-[0-9a-f]{8}")


def message_id(event):
    """The same Message-ID for every try of one event: a receiver can tell a repetition."""
    digest = hashlib.sha256(event.encode()).hexdigest()[:32]
    return f"<{digest}@{urlsplit(settings.PORTAL_ADDRESS).hostname}>"


class EmlBackend(BaseEmailBackend):
    """Writes each message in `folder`, named by its order of arrival, dated by the portal's clock."""

    def __init__(self, folder=None, **options):
        super().__init__(**options)
        if not folder:
            raise InvalidMailer("OPTIONS doit donner « folder ».", alias=self.alias)
        self.folder = Path(folder)

    def send_messages(self, email_messages):
        self.folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            self._write(message.message(policy=policy.SMTP))
        return len(email_messages)

    def _write(self, message):
        """Whole or not at all: a reader never meets half a message."""
        del message["Date"]
        message["Date"] = format_datetime(clock.now().astimezone(clock.PARIS))
        path = self.folder / f"{time.time_ns():020d}-{secrets.token_hex(4)}.eml"
        draft = path.with_suffix(".part")
        try:
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(message.as_bytes())
            draft.replace(path)
        finally:
            with contextlib.suppress(FileNotFoundError):
                draft.unlink()


def written(folder):
    """The identifiers of the messages in `folder`, newest first."""
    return sorted((path.stem for path in Path(folder).glob("*.eml")), reverse=True)


def read(folder, identifier):
    """The message of that identifier; FileNotFoundError when there is none."""
    if not IDENTIFIER.fullmatch(identifier):
        raise FileNotFoundError(identifier)
    with (Path(folder) / f"{identifier}.eml").open("rb") as file:
        return message_from_binary_file(file, policy=policy.default)
