"""Mails to an address without account: one an event, none once it has no object."""

import pytest

from portal.core import clock
from portal.notifications import outbox
from portal.notifications.models import Message
from portal.notifications.notices import Notice

pytestmark = pytest.mark.django_db


TEXT = "Le dossier {{ thing.reference }} a avancé\nBonjour {{ person }},\n\n{{ url }}\n{{ why }}\n"


@pytest.fixture
def mail_text(tmp_path, settings):
    """`mail_text("…")` gives the text of the notice « essai.avance »."""
    folder = tmp_path / "essai" / "mail"
    folder.mkdir(parents=True)
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"DIRS": [tmp_path, *engine["DIRS"]]}]

    def write(text):
        (folder / "avance.txt").write_text(text, encoding="utf-8")

    write(TEXT)
    return write


def states():
    return list(Message.objects.values_list("state", flat=True))


@pytest.fixture
def stranger_s(mail_text):
    """A notice to somebody without an account, about a dossier, while it is a draft."""
    mail_text("Votre message\n{{ thing.reference }}\n")
    before = dict(outbox.NOTICES)
    yield Notice(
        "essai.avance",
        to=lambda _thing: (),
        still=lambda thing: thing.state == "draft",
        headers=lambda thing: {"List-Unsubscribe": f"<https://exemple.fr/{thing.pk}>"},
    )
    outbox.NOTICES.clear()
    outbox.NOTICES.update(before)


def test_a_stranger_gets_one_mail_an_event(dossier, stranger_s, mailoutbox):
    for _ in range(2):
        outbox.write_to_address(stranger_s, dossier, "Lea@Exemple.fr", key="a", topic="essai")
    outbox.deliver_due()

    [mail] = mailoutbox
    assert mail.to == ["lea@exemple.fr"]
    assert mail.extra_headers["List-Unsubscribe"] == f"<https://exemple.fr/{dossier.pk}>"


def test_a_stranger_s_mail_without_object_stays(dossier, stranger_s, mailoutbox):
    """BR-96: asked again at sending."""
    outbox.write_to_address(stranger_s, dossier, "lea@exemple.fr", key="a", topic="essai")
    fields = {"state": "submitted", "submitted_on": clock.today()}
    type(dossier).objects.filter(pk=dossier.pk).update(**fields)
    outbox.deliver_due()

    assert mailoutbox == []
    assert states() == ["dropped"]
