"""Killed mail workers (BR-96): nothing lost; a repeated mail has the same Message-ID."""

from collections import Counter, defaultdict

import pytest

from portal.models import Message
from portal.notifications import backends
from tests.portal.mail_desk import killing

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
KILLS, MAILS, PAIRS = (
    20,
    100,
    20,
)  # enough to lose some: most of these kills lose a mail (the control)
MANY_KILLS, MANY_MAILS = 50, 240


def queue(person, dossier, mails, pairs=0):
    """Mails to one person: most of their own event and dossier, `pairs` times two that leave together."""
    about = {"notice": "dossier.submitted", "template": "labelling/dossiers/mail/submitted.txt"}
    about |= {"thing_type": "labelling.labeldossier", "thing_id": dossier.pk, "person": person}
    roots = [*range(mails - 2 * pairs), *(-1 - n // 2 for n in range(2 * pairs))]
    keys = ((f"dossier.submitted:essai:{n}", f"its own:{root}") for n, root in enumerate(roots))
    rows = [Message(event_key=key, about=root, **about) for key, root in keys]
    return Message.objects.bulk_create(rows)


@pytest.fixture
def spool(tmp_path, settings):
    settings.MAILERS = {
        "default": {
            "BACKEND": "portal.notifications.backends.EmlBackend",
            "OPTIONS": {"folder": tmp_path},
        }
    }
    return tmp_path


def written(spool):
    """[(Message-ID, to whom, subject, text)] of all that left, over all the lives of the worker."""
    found = (backends.read(spool, name) for name in backends.written(spool))
    return [(one["Message-ID"], one["To"], one["Subject"], one.get_content()) for one in found]


@pytest.mark.parametrize(
    ("kills", "mails"),
    [(KILLS, MAILS), pytest.param(MANY_KILLS, MANY_MAILS, marks=pytest.mark.slow)],
    ids=["twenty", "fifty"],
)
def test_br96_kills_lose_nothing_and_repeat_the_same_mail_under_its_name(
    alice, dossier, spool, kills, mails
):
    """Twenty lose mails where any can be lost (the control, and the known fault); fifty are tried in make test-all."""
    queue(alice, dossier, mails, PAIRS)
    killing.kill(kills, killing.deliver)
    left, said = written(spool), defaultdict(set)
    for identity, *words in left:
        said[identity].add(tuple(words))

    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    assert set(said) == set(Message.objects.values_list("sent_as", flat=True))
    assert {len(texts) for texts in said.values()} == {1}
    assert len(said) == mails - PAIRS
    assert len(left) - len(said) <= kills


def test_control_marking_before_sending_loses_some(alice, dossier, spool):
    queued = queue(alice, dossier, MAILS)
    killing.kill(KILLS, killing.mark_then_send)
    found = Counter(identity for identity, *_ in written(spool))

    assert set(found) < {message.message_id for message in queued}
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
