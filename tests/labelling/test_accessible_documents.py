"""Documents that leave the portal as PDF: each conforms to PDF/UA-1, in French, with a title."""

from datetime import date
from io import BytesIO
from types import SimpleNamespace

import pytest
from page import validate_pdf_bytes
from pypdf import PdfReader

from labelling.committee.minutes import writing
from labelling.title.labels.attestations import actions
from portal.documents import pdf

DAY = date(2026, 11, 24)
DOCUMENTS = {
    "Attestation QH-2026-0001": (actions.TEMPLATE, {
        "organism_name": "Armoril Habitat", "perimeter": "Tout le patrimoine", "number": "QH-2026-0001",
        "start_on": DAY, "end_on": DAY, "decision_on": DAY, "signatory_name": "Carla Moreau",
        "signatory_title": "pour le comité de labellisation", "is_demo": True, "mention": "",
        "verify_url": "https://portail.example/verifier/QH-2026-0001/",
    }),
    "Relevé de décisions QH-S-2026-0001": (writing.TEMPLATE, {
        "opening": ["Comité de labellisation Quali’Hlm", "Relevé de décisions", "Séance du 24 novembre"],
        "sections": [{"title": "Point 1. Armoril Habitat", "lines": ["Décision\u00a0: accordé."]}],
        "session": SimpleNamespace(minutes_approved_on=DAY, minutes_digest="0" * 64), "is_demo": True,
    }),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("title", DOCUMENTS)
def test_a_document_is_accessible(title):
    template, context = DOCUMENTS[title]
    document = pdf.render(template, context, title=title)
    found = validate_pdf_bytes(document, profile="ua1")
    assert [(one.rule_id, one.message) for one in found.failures] == []
    read = PdfReader(BytesIO(document))
    assert (read.trailer["/Root"]["/Lang"], read.metadata.title) == ("fr", title)
