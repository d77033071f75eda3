"""Files of a complement, sent where it is asked (BR-15, BR-16)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from labelling.path.dossiers.steps.workflow import DOSSIER
from portal.core import clock
from portal.scenario.files import document
from tests.labelling.dossiers.factories import fresh, submitted

pytestmark = pytest.mark.django_db
LETTER, OTHER = "La lettre n’est pas signée.", "Il manque le compte rendu."


@pytest.fixture
def asked(organism, alice, sonia):
    dossier = submitted(organism, alice)
    code = dossier.pieces.filter(is_current=True).exclude(code="autre").first().code
    requests = [(code, LETTER), ("", OTHER)]
    return DOSSIER.fire(
        dossier, "request_complement", by=sonia, requests=requests, reason=LETTER,
        due_on=clock.today() + timedelta(days=30),
    )  # fmt: skip


def answer(client, dossier, **files):
    url = f"{dossier.get_absolute_url()}complements/"
    form = client.get(url).context["form"]
    first, second = form.requests
    typed = {f"answer_{first.pk}": "La voici.", f"answer_{second.pk}": ""}
    data = {
        f"file_{pk}": upload
        for pk, upload in zip((first.pk, second.pk), files.values(), strict=True)
        if upload
    }
    return client.post(url, typed | data | {"seen": form.seen})


def pieces_of(dossier, code):
    rows = dossier.pieces.filter(code=code, is_current=True).order_by("pk")
    return [(row.title, row.file.version) for row in rows]


def test_br15_each_file_goes_with_its_request_and_joins_the_pieces(asked, alice, signed_in):
    """BR-16: the piece that the rules ask for has a new version; the former one is kept."""
    first, _second = asked.complements.all()
    ((title, version),) = pieces_of(asked, first.piece_code)
    minutes = [document("cr-2026", "x"), document("annexe", "y")]

    assert (
        answer(
            signed_in(alice), asked, letter=document("Lettre", "signée"), minutes=minutes
        ).status_code
        == 302
    )

    assert pieces_of(asked, first.piece_code) == [(title, version + 1)]
    assert pieces_of(asked, "autre") == [("cr-2026.pdf", 1), ("annexe.pdf", 1)]
    assert [one.is_waiting for one in asked.complements.all()] == [False, True]


def test_a_file_that_is_refused_leaves_the_answers_unwritten_and_the_page_as_it_was_typed(
    asked, alice, signed_in
):
    first, second = asked.complements.all()
    bad = SimpleUploadedFile("page.html", b"<html></html>", "text/html")

    shown = answer(signed_in(alice), asked, letter=None, minutes=bad)

    assert (shown.status_code, list(shown.context["form"].errors)) == (422, [f"file_{second.pk}"])
    assert "La voici." in shown.text
    assert (pieces_of(asked, "autre"), first.answer) == ([], "")


def test_a_colleague_s_answer_meanwhile_takes_no_file_twice(asked, alice, signed_in):
    client, url = signed_in(alice), f"{asked.get_absolute_url()}complements/"
    first, second = asked.complements.all()
    seen = client.get(url).context["form"].seen
    client.post(url, {f"answer_{first.pk}": "L’autre", "seen": seen}, headers={"X-Autosave": "1"})

    data = {
        f"answer_{first.pk}": "Le mien",
        f"file_{second.pk}": document("Compte rendu", "x"),
        "seen": seen,
    }
    outrun = client.post(url, data)

    assert (outrun.status_code, pieces_of(asked, "autre")) == (409, [])
    assert len(outrun.context["form"].fields[f"file_{second.pk}"].kept) == 1
    assert fresh(asked).state == "to_complete"
