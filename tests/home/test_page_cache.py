"""Page cache for people without account: the version's query alone, invalidated by writes, bypassed when signed in."""

import re

import pytest
from django.core.cache import caches
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from home.models import ContentPage, PortalDocument, PortalImage
from labelling.title.labels.commitments import models
from labelling.title.labels.models import Label
from portal.cache import versions
from portal.models import PublicVersion
from tests.factories import make_member, make_user

KEPT = (
    "/",
    "/contact/",
    "/plan-du-site/",
    "/annuaire/",
    "/annuaire/?region=11",
    "/annuaire/?carte=departements&ordre=-nombre",
    "/annuaire/?mention=vieillissement&tri=-fin",
    "/annuaire/?statut=engages",
    "/annuaire/chiffres/",
    "/annuaire/donnees/",
    "/annuaire/valmeyre/",
    "/questions/",
)
BY_THEIR_PHOTOGRAPH = {"labelling_auditmission"}  # done in the very act that writes it (BR-31)
READS = re.compile(r'(?:FROM|JOIN) "(\w+)"')
VERSION = PublicVersion._meta.db_table


@pytest.fixture
def site(committed_site, transactional_db):
    """Committed, as the portal's data are: what a transaction has not committed is not kept."""
    versions.bump()
    return Label.objects.get()


def read(path, **headers):
    """(page, its text, the statements that it cost besides that of the version) for a stranger."""
    with CaptureQueriesContext(connection) as queries:
        page = Client(headers=headers).get(path)
    content = [q["sql"] for q in queries if VERSION not in READS.findall(q["sql"])]
    assert len(queries) - len(content) <= 1, path
    return page, page.getvalue().decode(errors="replace"), content


def test_a_kept_page_costs_the_query_of_its_version_and_says_the_same(site):
    first = {path: read(path) for path in KEPT}
    again = {path: read(path) for path in KEPT}
    with CaptureQueriesContext(connection) as queries:
        Client().get("/annuaire/")

    assert [path for path in KEPT if not first[path][2]] == []
    assert [(path, sql) for path, (_, _, sql) in again.items() if sql] == []
    assert {path: one[1] for path, one in first.items()} == {p: one[1] for p, one in again.items()}
    assert {one[0].status_code for one in again.values()} == {200}
    assert [READS.findall(query["sql"]) for query in queries] == [[VERSION]]


def test_every_table_that_a_kept_page_reads_is_watched(site):
    """What is missing here would leave an old page in place after its change."""
    told = {table for path in KEPT for sql in read(path)[2] for table in READS.findall(sql)}

    assert told - versions.WATCHED - BY_THEIR_PHOTOGRAPH == set()
    assert {"labelling_label", "wagtailcore_page"} <= told


def lasting(answer):
    """Its headers, but for the identity of the request."""
    return {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}


def test_headers_are_those_of_the_first_answer_and_no_cookie_is_set(site):
    first, _, _ = read("/annuaire/")
    again, _, sql = read("/annuaire/")

    assert sql == []
    assert lasting(again) == lasting(first)
    assert {"Cookie", "Accept-Encoding"} <= set(again["Vary"].split(", "))
    assert "default-src" in again["Content-Security-Policy"]
    assert again["X-Frame-Options"] == "DENY"
    assert not again.cookies


def test_a_compressed_page_is_kept_apart(site):
    plain = read("/contact/")[0]
    packed = [read("/contact/", accept_encoding="gzip") for _ in range(2)]

    assert [page.get("Content-Encoding") for page, _, _ in packed] == ["gzip", "gzip"]
    assert packed[1][2] == []
    assert plain.get("Content-Encoding") is None
    assert read("/contact/")[0].content == plain.content


def test_the_head_of_a_kept_page_has_its_length_and_no_body(site):
    page, _, _ = read("/contact/")
    head = Client().head("/contact/")

    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == page["Content-Length"]


def test_a_head_is_never_kept(site):
    Client().head("/contact/")

    assert "Contact" in read("/contact/")[1]


def test_who_is_signed_in_never_gets_nor_makes_a_kept_page(site):
    member = Client()
    member.force_login(make_user("Nadia"))
    own = member.get("/contact/")
    stranger = read("/contact/")
    with CaptureQueriesContext(connection) as queries:
        again = member.get("/contact/")

    assert stranger[2] != []
    assert len(queries) > 0
    assert (own["Cache-Control"], again["Cache-Control"]) == ("private", "private")
    assert stranger[0]["Cache-Control"] == "no-cache"


def test_a_form_or_a_message_waiting_keeps_the_visitor_out(site):
    read("/contact/")
    for name in ("csrftoken", "messages", "sessionid"):
        visitor = Client()
        visitor.cookies[name] = "x"
        with CaptureQueriesContext(connection) as queries:
            visitor.get("/contact/")
        assert len(queries) > 0, name


@pytest.mark.parametrize(
    "path",
    [
        "/verifier/",
        "/verifier/QH-2025-0001/",
        "/api/v1/organisms",
        "/annuaire.csv",
        "/annuaire.json",
        "/annuaire/?q=valmeyre",
        "/annuaire/?couleur=bleu",
        "/contact/?utm_source=lettre",
        "/contact/?region=11",
        "/annuaire/?region=" + "1" * 100,
        "/nulle-part/",
        "/compte/connexion/",
    ],
)
def test_nothing_else_is_kept(path, site):
    caches["pages"].clear()
    read(path)

    assert len(caches["pages"]._cache) == 0


def test_a_post_goes_to_the_view(site):
    read("/annuaire/")

    assert Client().post("/annuaire/").status_code == 405


def test_the_order_of_the_filters_makes_no_other_page(site):
    read("/annuaire/?famille=OPH&region=11")

    assert read("/annuaire/?region=11&famille=OPH")[2] == []


def test_a_filter_that_means_nothing_tells_the_whole_directory_kept_or_not(site):
    plain = read("/annuaire/")[1]
    path = "/annuaire/?taille=immense&fin=hier&tri=x&carte=y&statut=z"
    first, (_, again, sql) = read(path)[1], read(path)

    assert (first, again, sql) == (plain, plain, [])


def test_what_an_organism_publishes_appears_at_once(site):
    by = make_member(site.organism)
    read("/annuaire/valmeyre/")
    facts = {"text": "Répondre sous 48 heures", "target": "", "result": "", "source": ""}
    draft = models.write(site.organism, 1, facts | {"measured_on": None}, by=by)
    before = read("/annuaire/valmeyre/")[1]
    models.publish(site.organism, by=by, seen=models.stamp_of([draft]))

    assert "Répondre sous 48 heures" not in before
    assert "Répondre sous 48 heures" in read("/annuaire/valmeyre/")[1]


def test_a_kept_page_is_not_told_while_the_version_cannot_be_read(site, monkeypatch):
    read("/contact/")
    faults = iter([OperationalError("the connection was lost")])
    answer = versions.current
    monkeypatch.setattr(versions, "current", lambda: _raise_next(faults) or answer())
    without = read("/contact/")
    again = read("/contact/")

    assert (without[0].status_code, without[2] != [], again[2]) == (200, True, [])


def _raise_next(faults):
    for fault in faults:
        raise fault


def test_a_browser_that_has_the_page_asks_each_time_and_gets_it_again_when_it_changed(site):
    """BR-70: nothing is shown from a browser's own memory, not even for a minute."""
    first, _, _ = read("/annuaire/")
    again, body, sql = read("/annuaire/", if_none_match=first["ETag"])
    packed, _, _ = read("/annuaire/", if_none_match=first["ETag"], accept_encoding="gzip")
    Label.objects.filter(pk=site.pk).update(state="withdrawn")  # a rehearsal of the engine's write
    after, text, _ = read("/annuaire/", if_none_match=first["ETag"])

    assert first["Cache-Control"] == "no-cache, public"
    assert (again.status_code, body, sql) == (304, "", [])
    assert (packed.status_code, after.status_code) == (200, 200)
    assert "Valmeyre" not in text
    assert after["ETag"] != first["ETag"]


def test_what_editors_change_beside_pages_ends_the_kept_pages_too(site):
    """Redirections, documents, pictures and what the CMS keeps about a page."""
    changes = (
        lambda: Redirect.objects.create(old_path="/ancien", redirect_link="/contact/"),
        lambda: PortalDocument.objects.create(title="Charte", file="documents/charte.pdf"),
        lambda: PortalImage.objects.create(title="Hall", file="hall.png", width=1, height=1),
        lambda: PageViewRestriction.objects.create(
            page=ContentPage.objects.get(slug="contact"), restriction_type="login"
        ),
    )
    moved = []
    for change in changes:
        before = versions.current()
        change()
        moved.append(versions.current() != before)

    assert moved == [True] * 4
    assert read("/contact/")[0].status_code == 302
