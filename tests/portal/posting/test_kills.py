"""Fifty kills of the mail worker: no mail is lost, what repeats repeats under the same Message-ID."""

import os
import subprocess
import sys
from collections import Counter
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from portal import mail
from portal.models import Message

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
KILLS, MAILS = 50, 600


def database():
    """The address of the tests' own database, as another process reaches it."""
    at = connection.settings_dict
    where = f"{quote(at['USER'])}:{quote(at['PASSWORD'])}@"
    host = at["HOST"]
    plain = "" if host.startswith("/") else f"{host}:{at['PORT']}"
    socket = f"?host={quote(host, safe='')}&port={at['PORT']}" if host.startswith("/") else ""
    return f"postgres://{where}{plain}/{at['NAME']}{socket}"


@pytest.fixture
def queued(alice, dossier):
    """Mails to one person, each of its own event and, for the sender, of its own root: none is grouped."""
    about = {"notice": "dossier.submitted", "template": "labelling/dossiers/mail/submitted.txt"}
    about |= {"thing_type": "labelling.labeldossier", "thing_id": dossier.pk, "person": alice}
    keys = ((f"dossier.submitted:essai:{n}", f"its own:{n}") for n in range(MAILS))
    rows = [Message(event_key=key, about=root, **about) for key, root in keys]
    return Message.objects.bulk_create(rows)


def survive(tmp_path, mode):
    """[Message-ID] of all that was written in the spool, over all the lives of the worker."""
    environment = os.environ | {
        "DATABASE_URL": database(),
        "PORTAL_VAR": str(tmp_path),
        "PORTAL_PROFILE": "test",
        "MAIL_URL": "eml",
    }
    command = [sys.executable, "-m", "tests.portal.posting.killing", str(KILLS), mode]
    subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True, timeout=90)
    spool = tmp_path / "mail"
    return [mail.read(spool, name)["Message-ID"] for name in mail.written(spool)]


def test_fifty_kills_lose_nothing_and_repeat_under_the_same_name(queued, tmp_path):
    found = Counter(survive(tmp_path, "worker"))

    assert set(found) == {message.message_id for message in queued}
    assert sum(found.values()) - MAILS <= KILLS
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}


def test_control_marking_before_sending_loses_some(queued, tmp_path):
    found = set(survive(tmp_path, "control"))

    assert found < {message.message_id for message in queued}
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
