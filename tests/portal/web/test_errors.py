"""The page of a fault is given even when what broke the first page breaks it too."""

from django.conf import settings as configured
from django.test import RequestFactory

from portal.web import errors


def test_a_fault_has_its_page_without_the_static_files(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path  # nothing collected: no address of a stylesheet can be told
    settings.STORAGES = configured.STORAGES | {
        "staticfiles": {"BACKEND": "portal.ui.static_assembly.Storage"}
    }

    answer = errors.broken(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert "Rien de ce que vous aviez enregistré n’est perdu" in answer.text
    assert "site" not in answer.text
