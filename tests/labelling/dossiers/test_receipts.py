"""Receipt of a submission: the frozen copy, its digest, its file (BR-16)."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from labelling.path.dossiers import receipts
from labelling.path.dossiers.steps.workflow import DOSSIER
from portal.models import Message
from portal.workflow import audit_log
from tests.labelling.dossiers.factories import fresh, ready_draft, submitted
from tests.markup import tidy

pytestmark = pytest.mark.django_db


def test_br16_submission_freezes_a_copy_whose_digest_follows_its_content(organism, alice):
    dossier = submitted(organism, alice)
    copy = dossier.frozen_copies.get()

    assert copy.digest == receipts.digest_of(copy.content)
    assert [p["sha256"] for p in copy.content["pieces"]] == list(
        dossier.pieces.order_by("code", "title").values_list("file__sha256", flat=True)
    )
    assert set(dossier.pieces.values_list("is_frozen", flat=True)) == {True}
    assert audit_log.entries_of(dossier)[0].data == {"digest": copy.digest}
    copy.content["dossier"]["perimeter"] = "Une partie."
    assert not receipts.is_intact(copy)


def test_if_the_copy_cannot_be_frozen_nothing_moves(organism, alice, monkeypatch):
    """The step and its effects are one transaction."""
    dossier = ready_draft(organism, alice)
    monkeypatch.setattr(receipts, "digest_of", lambda content: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        DOSSIER.fire(dossier, "submit", by=alice)

    dossier = fresh(dossier)
    assert (dossier.state, dossier.frozen_copies.count(), Message.objects.count()) == (
        "draft",
        0,
        0,
    )


def test_what_is_filed_is_read_again_on_the_page_of_the_act(organism, alice, signed_in):
    dossier = ready_draft(organism, alice)

    page = tidy(signed_in(alice).get(f"{dossier.get_absolute_url()}deposer/").content.decode())

    assert "Relisez ce que vous déposez" in page
    for said in (
        dossier.presentation,
        dossier.perimeter,
        *(piece.file.name for piece in dossier.pieces.all()),
    ):
        assert said in page


def test_the_receipt_is_kept_as_a_file_of_what_was_filed(organism, alice, signed_in):
    """BR-16: the frozen copy, whatever the dossier became since."""
    dossier = submitted(organism, alice)
    filed = dossier.presentation
    type(dossier).objects.filter(pk=dossier.pk).update(presentation="Un autre texte, venu après.")
    client = signed_in(alice)

    answer = client.get(f"{dossier.get_absolute_url()}accuse/pdf/")
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)

    assert answer["Content-Type"] == "application/pdf"
    assert f"accuse-{dossier.reference}.pdf" in answer["Content-Disposition"]
    assert filed.split(".")[0] in " ".join(text.split())
    assert "venu après" not in text
    assert receipts.copies(dossier)[0].digest[:20] in text.replace("\n", "")
    assert (
        "Garder l’accusé en PDF"
        in client.get(f"{dossier.get_absolute_url()}accuse/").content.decode()
    )


def test_no_receipt_before_a_submission(dossier, alice, signed_in):
    assert signed_in(alice).get(f"{dossier.get_absolute_url()}accuse/pdf/").status_code == 404
