"""Process that writes acts until so many are committed, and says each: `python -m … 400` (DATABASE_URL)."""

import sys
import time

from django.db import DatabaseError, connection, transaction

from portal.models import Message, User
from portal.workflow import audit_log
from tests import factories


def run(many):
    """Each act is tried until it is there; a server that dies is waited for."""
    person = factories.make_user("Léa", "Morvan")
    for number in range(many):
        while not _is_done(person, number):
            connection.close()
            time.sleep(0.1)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def _is_done(person, number):
    try:
        if not Message.objects.filter(event_key=f"essai:{number}").exists():
            _act(person, number)
    except DatabaseError:
        return False
    return True


@transaction.atomic
def _act(person, number):
    """A line of the journal and a mail, in one transaction."""
    User.objects.select_for_update().get(pk=person.pk)
    audit_log.write(person, by=person, act="essai", sentence=f"a écrit {number}")
    Message.objects.create(
        event_key=f"essai:{number}", person=person, notice="essai", template="essai",
        thing_type="portal.user", thing_id=person.pk,
    )  # fmt: skip
