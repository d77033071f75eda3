"""Files of a yearly report: one number on every surface, tagged PDFs, four pages, nothing before publication."""

import io
import json
import re
import zipfile

import pytest
from openpyxl import load_workbook
from page import validate_pdf_bytes
from pypdf import PdfReader

from labelling.steering.yearly_report.models import FORMATS
from labelling.steering.yearly_report.workflow import YEARLY_REPORT
from tests import factories

pytestmark = pytest.mark.django_db
BASE = "/bilans/2026/1/"
SAID = "3\u00a0500\u00a0logements"


def content(report, name):
    stored = getattr(report, name)
    with stored.file.storage.open(stored.file.name) as file:
        return file.read()


def text_of(document):
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(document)).pages)


def read(client, kind):
    answer = client.get(f"{BASE}{kind}/")
    body = answer.getvalue()
    factories.shut(answer)
    return body


def answered(client, address):
    answer = client.get(address)
    factories.shut(answer)
    return answer.status_code


def plain(text):
    return re.sub(r"\s+", " ", text)


def test_a_figure_is_the_same_on_five_surfaces(published, client):
    page = client.get("/bilans/2026/").content.decode()
    pdf = text_of(read(client, "pdf"))
    with zipfile.ZipFile(io.BytesIO(read(client, "docx"))) as archive:
        docx = archive.read("word/document.xml").decode()
    sheet = load_workbook(io.BytesIO(read(client, "xlsx"))).worksheets[0]
    rows = [dict(zip(next(sheet.values), row, strict=True)) for row in list(sheet.values)[1:]]
    csv = client.get(f"{BASE}chiffres.csv").content.decode("utf-8-sig").splitlines()
    data = json.loads(client.get("/api/v1/bilans/2026").content)
    assert plain(SAID) in plain(page)
    assert plain(SAID) in plain(pdf)
    assert plain(SAID) in plain(docx)
    assert [
        row["Nombre"]
        for row in rows
        if row["Code"] == "trial.homes" and row["Découpage"] == "ensemble"
    ] == [3500]
    assert [
        line.split(";")[5] for line in csv if ";trial.homes;Logements gérés;ensemble;" in line
    ] == ["3500"]
    assert [
        one["value"]
        for one in data["figures"]
        if (one["code"], one["group"]) == ("trial.homes", "ensemble")
    ] == [3500]


def test_the_pdfs_are_accessible(published):
    for name in ("pdf", "brief"):
        document = content(published, name)
        report = validate_pdf_bytes(document, profile="ua1")
        assert [(one.rule_id, one.message) for one in report.failures] == []
        assert PdfReader(io.BytesIO(document)).trailer["/Root"]["/Lang"] == "fr"


def test_the_short_version_has_four_pages_at_most(published):
    assert len(PdfReader(io.BytesIO(content(published, "brief"))).pages) <= 4


def test_a_file_is_the_offices_alone_before_the_publication(
    draft, sonia, bob, signed_in, django_capture_on_commit_callbacks
):
    draft.foreword = "Une année d’élan."
    draft.save(update_fields=["foreword"])
    with django_capture_on_commit_callbacks(execute=True):
        report = YEARLY_REPORT.fire(draft, "validate", by=sonia)
    report.refresh_from_db()
    addresses = [getattr(report, name).get_absolute_url() for name in FORMATS]
    public = (f"{BASE}pdf/", BASE, "/bilans/2026/", f"{BASE}chiffres.csv", "/api/v1/bilans/2026")
    client = signed_in(sonia)
    assert [answered(client, one) for one in addresses] == [200] * 4
    assert [answered(client, one) for one in public] == [404] * 5
    client = signed_in(bob)
    assert [answered(client, one) for one in (*addresses, *public)] == [404] * 9
