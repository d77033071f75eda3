"""Middleware: cost of a missing page, redirections of moved ones."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect

from home.site.loading import ensure_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(db):
    ensure_site()


def looked_up(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 404
    return [q["sql"] for q in queries if "wagtailredirects_redirect" in q["sql"]]


def test_a_missing_address_of_the_space_looks_for_no_redirection(site, signed_in, sonia):
    assert looked_up(signed_in(sonia), "/espace/dossiers/QH-D-2026-9999/") == []
    assert looked_up(signed_in(sonia), "/nulle-part/") != []


def test_a_public_page_that_moved_leads_to_its_new_address(site, client):
    Redirect.objects.create(old_path="/ancienne", redirect_link="/annuaire/")

    assert client.get("/ancienne/")["Location"] == "/annuaire/"


HEADERS = {
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
}


@pytest.mark.parametrize(
    ("address", "host", "status"),
    [
        ("/", "testserver", 301),
        ("/", "ailleurs.example", 400),
        ("/static/portal/nothing.css", "testserver", 301),
        ("/static/site.css", "testserver", 200),
        ("/nulle-part/", "testserver", 404),
    ],
)
def test_every_answer_has_the_security_headers(client, db, settings, address, host, status):
    """Also those that no view gives: to HTTPS, of a host that is not ours, of a static file."""
    settings.ALLOWED_HOSTS, settings.DEBUG = ["testserver"], False
    settings.SECURE_SSL_REDIRECT = status == 301
    (settings.STATIC_ROOT / "site.css").write_text("p {}")
    answer = client.get(address, headers={"host": host})
    answer.close()  # a static file is read as it leaves

    assert answer.status_code == status
    assert HEADERS - set(answer.headers) == set()
