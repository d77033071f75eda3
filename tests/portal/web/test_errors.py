"""Error page of a fault, even when what broke the first page breaks it too."""

import re

from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import RequestFactory

from portal.ui.storage import Storage
from portal.web import errors


def test_a_fault_has_its_page_without_the_static_files(monkeypatch, tmp_path):
    """Nothing is collected: no address of a stylesheet can be told."""
    nothing_collected = Storage(location=tmp_path, base_url="/static/")
    monkeypatch.setattr(staticfiles_storage, "_wrapped", nothing_collected)

    answer = errors.broken(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert "Rien de ce que vous aviez enregistré n’est perdu" in answer.text
    assert "site" not in answer.text


def test_a_fault_is_answered_when_who_asks_cannot_be_read(db):
    class Nobody:
        @property
        def pk(self):
            raise OSError

    request = RequestFactory().get("/espace/")
    request.user = Nobody()

    assert errors.broken(request).status_code == 500


def test_a_fault_is_logged_once_under_the_reference_that_is_shown(db, caplog):
    """Where and how; never the message, which may quote what somebody typed."""
    request = RequestFactory().get("/espace/dossiers/")
    typed = " ".join(("Madame", "Untel"))
    try:
        raise ValueError(typed)
    except ValueError:
        answer = errors.broken(request)

    (line,) = [
        record.getMessage() for record in caplog.records if record.name == "portal.web.errors"
    ]
    reference = re.search(r"fault ([0-9A-F]{4}):", line)[1]
    assert reference in answer.text
    assert "ValueError at GET /espace/dossiers/, person None" in line
    assert "test_a_fault_is_logged_once_under_the_reference_that_is_shown" in line
    assert "Untel" not in line


def test_trace_is_answered_as_no_page(client):
    answer = client.trace("/")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS, POST")
    assert "Permissions-Policy" in answer.headers


def test_an_address_of_a_button_opened_by_hand_says_where_the_button_is(signed_in, alice):
    answer = signed_in(alice).get("/espace/agrements/demander/")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "Cette adresse ne s’ouvre pas seule." in answer.text
    assert '<a href="../">Ouvrir la page qui y mène</a>' in answer.text


def test_no_page_is_named_above_a_button_where_there_is_none(signed_in, alice):
    """The public site takes whatever address nobody else does, and has no page there."""
    answer = signed_in(alice).get("/espace/regles/projets/REG-1/parties/delais/D01/deplacer/")

    assert answer.status_code == 405
    assert "Ouvrir la page qui y mène" not in answer.text
