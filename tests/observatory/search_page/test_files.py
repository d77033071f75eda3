"""Feeds and files of a search: the same rows as the page, nobody named, bounded, safe for spreadsheets."""

import csv
import io
import xml.etree.ElementTree as ElementTree

import pytest
from django.template.loader import render_to_string

from observatory.search_page import exports
from portal.core import clock
from portal.documents import pdf
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_feeds_tell_the_latest_of_a_search(client, organism):
    make_practice(organism, "published", title="Le hall ancien", published_on="2026-01-01")
    make_practice(organism, "published", title="Le hall récent", published_on="2026-05-01")
    make_practice(organism, "published", title="L’ascenseur", summary="Réparer.")

    rss = client.get("/observatoire/flux.rss?q=halls")
    atom = client.get("/observatoire/flux.atom?q=halls")
    root, feed = ElementTree.fromstring(rss.content), ElementTree.fromstring(atom.content)

    assert [one.text for one in root.iterfind(".//item/title")][:2] == [
        "Le hall récent",
        "Le hall ancien",
    ]
    assert [one.text for one in feed.iterfind(f"{ATOM}entry/{ATOM}title")][:2] == [
        "Le hall récent", "Le hall ancien",
    ]  # fmt: skip
    assert root.find(".//channel/title").text == "Observatoire Quali’Hlm\u00a0: halls"
    assert root.find(".//channel/link").text.endswith("/observatoire/?q=halls")


def test_an_invented_practice_says_so_wherever_it_is_taken(client, organism):
    make_practice(organism, "published", title="Le hall", summary="Laver.", is_demo=True)

    said = "Pratique inventée pour la démonstration."
    feeds = [client.get(f"/observatoire/flux.{kind}").content.decode() for kind in ("rss", "atom")]
    found = rows(client.get("/observatoire/selection.csv"))

    assert [f"{said} Laver." in text for text in feeds] == [True, True]
    assert [row["inventee"] for row in found] == ["true"]


def test_a_csv_has_the_rows_of_the_search_and_names_nobody(client, organism):
    """BR-86: the contact of a file is a function."""
    named = {"contact_name": "Léa Martin", "contact_consent_on": "2026-01-01"}
    make_practice(organism, "published", title="=Le hall", with_tenants=True, **named)
    make_practice(
        organism, "published", title="L’ascenseur", summary="Réparer.", context="", description=""
    )

    answer = client.get("/observatoire/selection.csv?locataires=oui")
    found = rows(answer)

    assert [row["titre"] for row in found] == ["'=Le hall"]
    assert (found[0]["contact_fonction"], found[0]["publiee_le"]) == (
        "Direction de la proximité",
        "2026-02-01",
    )
    assert "Léa Martin" not in answer.content.decode()
    assert (
        answer["Content-Disposition"] == 'attachment; filename="pratiques-qualihlm-2026-11-24.csv"'
    )


def test_what_is_ticked_alone_is_in_the_file_in_its_order(client, organism):
    one, two, draft = (make_practice(organism, s) for s in ("published", "published", "draft"))

    found = rows(
        client.get(
            f"/observatoire/selection.csv?fiche={two.slug}&fiche={draft.slug}&fiche={one.slug}"
        )
    )

    assert [row["adresse"].rsplit("/", 2)[1] for row in found] == [two.slug, one.slug]


def test_files_are_bounded(client, organism, monkeypatch):
    for _ in range(3):
        make_practice(organism, "published")
    monkeypatch.setattr(exports, "CSV_MOST", 2)

    assert len(rows(client.get("/observatoire/selection.csv"))) == 2


def test_a_pdf_of_a_selection_is_a_document(client, organism):
    """BR-86: drawn in the child process; a person is not named."""
    one = make_practice(
        organism, "published", contact_name="Léa Martin", contact_consent_on="2026-01-01"
    )

    answer = client.get(f"/observatoire/selection.pdf?fiche={one.slug}")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")


def test_the_text_of_that_pdf_names_a_function(organism, settings):
    one = make_practice(
        organism, "published", contact_name="Léa Martin", contact_consent_on="2026-01-01"
    )
    context = {
        "title": "T",
        "today": clock.today(),
        "rows": [{"practice": one, "address": "https://a.example/b/"}],
    }
    text = render_to_string(exports.PDF, context)

    assert ("Direction de la proximité" in text, "Léa" in text) == (True, False)


def test_a_text_too_long_is_refused_by_every_file(client, organism):
    for name in ("flux.rss", "flux.atom", "selection.csv", "selection.pdf"):
        answer = client.get(f"/observatoire/{name}?q={'hall ' * 60}")
        assert (answer.status_code, answer.content.decode()[:8]) == (400, "Cherchez")


def test_a_stranger_has_so_many_documents_drawn_a_minute(client, organism, monkeypatch):
    """Of a selection and of a sheet together; what is drawn here is nothing."""
    slug = make_practice(organism, "published").slug
    monkeypatch.setattr(pdf, "render", lambda *_, **__: b"%PDF-")
    paths = ("/observatoire/selection.pdf", f"/observatoire/{slug}/fiche.pdf")
    answers = [client.get(paths[n % 2]).status_code for n in range(21)]

    assert answers == [200] * 20 + [429]
    assert client.get(paths[0], REMOTE_ADDR="192.0.2.7").status_code == 200
