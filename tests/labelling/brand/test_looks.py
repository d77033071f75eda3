"""Charter in pages, documents and badge: by its dates, and for nobody before them."""

import re
from datetime import date, datetime
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from labelling.title.brand.charters.looks import KEY
from labelling.title.labels.attestations import actions
from portal.core import clock
from portal.documents import pdf
from portal.documents.pdf.styles import drawing, inlined
from portal.ui import theme
from tests.factories import make_organism
from tests.labelling.brand.factories import draft_charter, make_dircom, published_charter
from tests.labelling.labels.factories import make_label

pytestmark = [pytest.mark.django_db, pytest.mark.dated]
EVE, DAY = datetime(2026, 11, 30, 23, 59), datetime(2026, 12, 1, 0, 1)
GREEN = "#1f5c2e"
MINUTES = {
    "heading": ("a", "b"),
    "sections": (),
    "session": {"minutes_approved_on": date(2026, 12, 1), "minutes_digest": "0"},
}
BANNER = "Aperçu de la charte"


def links(page):
    return re.findall(r'<link [^>]*href="/charte/[^>]*>', page.content.decode())


def test_the_shipped_charter_adds_nothing_to_a_page(client, django_assert_num_queries):
    client.get("/verifier/")
    with django_assert_num_queries(3):  # the frame’s two, and the charter’s
        page = client.get("/verifier/")

    assert links(page) == []


def test_a_published_charter_changes_the_pages_on_its_day_with_every_job_stopped(client, dircom):
    charter = published_charter(dircom)
    address = f"/charte/{charter.digest}.css"
    with clock.at(EVE):
        before = links(client.get("/verifier/"))
    with clock.at(DAY):
        after = client.get("/verifier/").content.decode()

    assert before == []
    assert after.count(f'<link rel="stylesheet" href="{address}">') == 1
    assert f'href="/charte/{charter.digest}/mark.svg"' in after


def test_its_stylesheet_is_kept_for_ever_by_all_and_says_only_what_changes(client, dircom):
    charter = published_charter(dircom)
    answer = client.get(f"/charte/{charter.digest}.css")

    said = answer.content.decode()
    assert said.startswith("@layer tokens { :root { --brand: light-dark(#1f5c2e, #a6e0b4); --drawn")
    assert re.findall("--([a-z-]+):", said) == ["brand", "drawn-frieze", "drawn-sky"]
    assert ("%231f5c2e" in said, "%230e4b5b" in said, "%23c4583c" in said) == (True, False, True)
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not answer.cookies
    assert client.get("/charte/0000000000000000.css").status_code == 404


def test_fonts_are_chosen_among_the_shipped_ones(dircom):
    charter = draft_charter(dircom, colours={}, title_font="atkinson")

    assert '--font-title: "Figures", "Atkinson' in charter.look.stylesheet()
    assert "font-family: Titre" in inlined("css/document.css", charter.look)
    shipped, other = (
        inlined("css/document.css", theme.DEFAULT),
        inlined("css/document.css", charter.look),
    )
    assert shipped.split("Titre")[1][:200] != other.split("Titre")[1][:200]
    assert shipped.split("Texte")[1][:200] == other.split("Texte")[1][:200]


def test_the_colours_of_drawings_follow_and_the_charters_own_mark_replaces_the_placeholder(
    client, dircom
):
    mark = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'
    tiles = {
        "tile-sky": {"light": "#9cd4b0", "dark": "#7fb4c1"},
        "night": {"light": "#0d4d2a", "dark": "#0d2e38"},
    }
    charter = published_charter(dircom, logo=mark, colours=tiles)
    wall = drawing("img/wall.svg", charter.look)
    with clock.at(DAY):
        page = client.get("/verifier/").content.decode()
        picture = client.get(f"/charte/{charter.digest}/mark.svg")

    tones = ("#9cd4b0", "#0f5230", "#9cc9d4", "#0f4453", "#f4b931")  # two new, two gone, one kept
    assert [tone in wall for tone in tones] == [True, True, False, False, True]
    assert page.count(f'<img src="/charte/{charter.digest}/mark.svg"') == 2
    assert picture.content.decode() == mark
    assert picture["Content-Security-Policy"].startswith("default-src 'none'")
    assert client.get(f"/charte/{charter.digest}/autre.svg").status_code == 404


def test_a_draft_is_served_to_the_office_alone_and_never_kept(client, dircom, alice, signed_in):
    charter = draft_charter(dircom)
    address = f"/charte/{charter.digest}.css"

    assert client.get(address).status_code == 404
    assert signed_in(alice).get(address).status_code == 404
    answer = signed_in(dircom).get(address)
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)


def test_a_preview_is_seen_by_one_session_only_until_it_is_left(dircom, sonia, signed_in):
    charter = draft_charter(dircom)
    url, other = charter.get_absolute_url(), Client()
    mine = signed_in(dircom)
    assert mine.get(f"{url}apercu/").status_code == 405  # reading starts nothing
    assert mine.post(f"{url}apercu/").status_code == 302

    for path in ("/verifier/", "/espace/"):
        page = mine.get(path)
        assert (
            page.content.decode().count(f"{BANNER} 2026.2</strong>, qui n’est pas en vigueur") == 1
        )
        assert len(links(page)) == 2
    assert [BANNER in c.get("/verifier/").content.decode() for c in (other, mine)] == [False, True]

    assert mine.post("/espace/marque/apercu/quitter/")["Location"] == url
    assert BANNER not in mine.get("/verifier/").content.decode()


def test_a_preview_ends_when_its_charter_takes_effect_or_its_reader_changes(
    dircom, signed_in, alice
):
    charter = published_charter(dircom)
    client = signed_in(dircom)
    client.post(f"{charter.get_absolute_url()}apercu/")
    seen = []
    for at in (EVE, DAY):
        with clock.at(at):
            seen.append(BANNER in client.get("/verifier/").content.decode())
    theirs = signed_in(alice)
    session = theirs.session
    session[KEY] = charter.code
    session.save()

    assert seen == [True, False]
    assert BANNER not in theirs.get("/verifier/").content.decode()
    assert theirs.post("/espace/marque/apercu/quitter/").status_code == 404


def test_what_cannot_be_read_is_not_previewed(dircom, signed_in):
    unreadable = draft_charter(dircom, colours={"ink": {"light": "#cccccc", "dark": "#eef1ee"}})
    client = signed_in(dircom)
    page = client.post(f"{unreadable.get_absolute_url()}apercu/", follow=True).content.decode()

    assert "Cette charte ne s’essaie pas" in page
    assert (BANNER in page, KEY in client.session) == (False, False)


def test_the_badge_takes_the_brand_of_the_day_and_stays_grey_when_the_label_ended(client, dircom):
    make_label(make_organism(slug="tenu"), end_on=date(2027, 12, 31))
    make_label(make_organism(slug="fini"), end_on=date(2026, 6, 30))
    published_charter(dircom)
    grounds = []
    for at in (EVE, DAY):
        with clock.at(at):
            pictures = [client.get(f"/badge/{s}.svg").content.decode() for s in ("tenu", "fini")]
        grounds.append([p.partition('fill="')[2][:7] for p in pictures])

    assert grounds == [["#0e4b5b", "#eae8e2"], [GREEN, "#eae8e2"]]


def test_documents_are_drawn_in_the_charter_of_their_day_and_their_hash_says_which(dircom):
    published_charter(dircom, colours={"tile-sun": {"light": "#ffd24d", "dark": "#ffd24d"}})
    styles, hashes, words = [], [], []
    for at in (EVE, DAY):
        with clock.at(at):
            styles.append(inlined("css/attestation.css"))
            hashes.append(pdf.template_hash(actions.TEMPLATE))
            words.append(theme.current().code)

    assert ["#f4b931" in one for one in styles] == [True, False]
    assert ["#ffd24d" in one for one in styles] == [False, True]
    assert all("var(--" not in one for one in styles)
    assert hashes[0] != hashes[1]
    assert words == ["DEMO-2016.1", "2026.2"]


def test_a_document_tells_under_which_charter_it_was_drawn(dircom):
    published_charter(dircom)
    with clock.at(DAY):
        printed = pdf.render("labelling/committee/minutes.pdf.html", MINUTES, title="Relevé")

    assert PdfReader(BytesIO(printed)).metadata["/Keywords"] == "Charte graphique 2026.2"


def test_two_charters_that_look_the_same_do_not_give_the_same_hash(dircom):
    published_charter(dircom, colours={})
    hashes = []
    for at in (EVE, DAY):
        with clock.at(at):
            hashes.append(pdf.template_hash(actions.TEMPLATE))

    assert hashes[0] != hashes[1]


@pytest.mark.parametrize("name", ["css/attestation.css", "css/document.css"])
def test_documents_name_only_colours_that_a_charter_gives(name):
    source = (theme.TOKENS.parent / name.rpartition("/")[2]).read_text(encoding="utf-8")

    assert "#" not in source.partition("*/")[2].replace("#0", "")
    assert "var(--" in source


def test_a_charter_in_force_is_read_in_one_query(transactional_db, django_assert_num_queries):
    """Committed, as the portal's are."""
    client = Client()
    client.get("/verifier/")
    published_charter(make_dircom(), effective_from=clock.today())
    with django_assert_num_queries(3):
        first = client.get("/verifier/")
    with django_assert_num_queries(3):
        again = client.get("/verifier/")

    assert len(links(first)) == len(links(again)) == 2
