"""Content of an answer: links of the portal alone, text whatever its type."""

import io
from email.message import EmailMessage

import openpyxl
import pytest
from django.http import HttpResponse, HttpResponseRedirect

from tests.snapshot import mails, pages
from tests.snapshot.access import chosen


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("../audits/", "/espace/audits/"),
        ("?page=2#suite", "/espace/dossiers/?page=2"),
        ("/static/portal.css", None),
        ("/compte/deconnexion/", None),
        ("https://example.org/", None),
        ("mailto:a@example.org", None),
    ],
)
def test_links_of_the_portal_are_followed_and_no_others(link, address):
    assert pages.address_of("/espace/dossiers/", link) == address


def test_an_answer_leads_where_its_links_or_its_redirection_say():
    page = HttpResponse('<a href="/a/">A</a><a href="/b/?x=1&amp;y=2">B</a><a href="/a/">A</a>')
    assert pages.links("/", page) == ["/a/", "/b/?x=1&y=2"]
    assert pages.links("/", HttpResponseRedirect("/c/")) == ["/c/"]


def test_a_redirection_is_known_by_its_target_without_its_key():
    key = "0b0c1e9e-5a55-4d4c-9a43-9b6d3d7ac1f4"
    assert pages.record(HttpResponseRedirect(f"/espace/fichiers/{key}/"))[0] == {
        "status": 302,
        "to": "/espace/fichiers/‹uuid›/",
        "type": "text/html",
    }


def test_a_workbook_gives_its_cells_and_a_calendar_no_time_of_writing():
    book = openpyxl.Workbook()
    book.active.title = "Patrimoine"
    book.active.append(["Résidence", 12])
    out = io.BytesIO()
    book.save(out)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert pages.reading(kind, out.getvalue()) == {"main": ["Patrimoine", "Résidence,12"]}
    calendar = b"BEGIN:VEVENT\r\nDTSTAMP:20261124T093000Z\r\nSUMMARY:Comit\xc3\xa9\r\n"
    assert pages.reading("text/calendar", calendar) == {
        "main": ["BEGIN:VEVENT", "DTSTAMP", "SUMMARY:Comité"]
    }


def test_mails_are_read_in_the_order_of_what_they_say(tmp_path):
    for name, subject in (("1", "Second"), ("2", "Premier")):
        mail = EmailMessage()
        mail["Subject"], mail["To"], mail["From"] = subject, "a@example.org", "b@example.org"
        mail["Date"] = "Tue, 24 Nov 2026 10:30:00 +0100"
        mail.set_content("Bonjour,\n\nle  dossier est prêt.\n")
        (tmp_path / f"{name}.eml").write_bytes(bytes(mail))
    found = mails.read(mails.files(tmp_path))
    assert [mail["subject"] for mail in found] == ["Premier", "Second"]
    assert found[0] == {
        "date": "2026-11-24T10:30+01:00",
        "to": "a@example.org",
        "from": "b@example.org",
        "subject": "Premier",
        "lines": ["Bonjour,", "le dossier est prêt."],
    }


def test_an_address_that_nobody_reached_is_made_from_its_neighbours():
    found = chosen(["/espace/dossiers/QH-D-2026-0007/", "/espace/dossiers/QH-D-2026-0002/?page=2"])
    assert {
        "/espace/dossiers/QH-D-2026-0007/",
        "/espace/dossiers/QH-D-2026-0007/note/",
        "/espace/dossiers/ouvrir/",
    } <= set(found)
    assert not any("<" in address or "?" in address for address in found)
