"""Test copy of the letter, sent to oneself: the same text, with no unsubscribe link."""

from django.db import transaction

from home.letter import notices
from home.letter.rules import dircom
from home.letter.workflow import TOPIC
from portal.core import clock
from portal.notifications import outbox
from portal.workflow import Forbidden, Problem


@transaction.atomic
def send(issue, *, by):
    if not dircom(by, issue):
        raise Forbidden(Problem("forbidden", f"Seule {dircom.label} essaie la lettre."))
    key = f"{issue.code}:{by.pk}:{clock.now().isoformat(timespec='seconds')}"
    outbox.write_to_address(notices.TEST, issue, by.email, key=key, topic=TOPIC)
