"""robots.txt, sitemaps, and helpful 404 and 500 pages."""

import xml.etree.ElementTree as ET

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from home import robots
from labelling.title.labels.models import Label
from portal.core import clock
from tests.factories import make_organism
from tests.home.factories import copies, cost, make_event, make_news
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(autouse=True)
def site(made_site):
    return made_site


def places(client, path="/sitemap-1.xml"):
    answer = client.get(path)
    assert answer["Content-Type"].startswith("application/xml")
    return [one.text for one in ET.fromstring(answer.content).iter(f"{MAP}loc")]


def test_robots_name_the_map_and_what_is_closed(client, settings):
    text = client.get("/robots.txt").content.decode()

    closed = ("/espace/", "/cms/", "/compte/", "/recherche/")
    assert [path for path in closed if f"Disallow: {path}\n" not in text] == []
    assert f"Sitemap: {settings.PORTAL_ADDRESS}/sitemap.xml" in text


def test_every_address_of_the_map_answers_and_nothing_closed_is_there(client, settings):
    label = make_label(make_organism("Valmeyre", slug="valmeyre"))
    gone = make_label(make_organism("Retirée", slug="retiree"), state="withdrawn")
    closed = make_news("Entre nous")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    make_news("Brouillon", slug="brouillon", live=False)
    make_event(slug="journee")
    root = settings.PORTAL_ADDRESS
    found = [address.removeprefix(root) for address in places(client)]

    assert places(client, "/sitemap.xml") == [f"{root}/sitemap-1.xml"]
    assert {"/", "/le-label/", "/annuaire/valmeyre/", "/agenda/journee/"} <= set(found)
    assert [p for p in found if client.get(p).status_code != 200] == []
    assert len(found) == len(set(found))
    assert not {f"/annuaire/{gone.organism.slug}/", closed.url, "/actualites/brouillon/"} & set(
        found
    )
    Label.objects.filter(pk=label.pk).update(state="withdrawn")
    assert f"{root}/annuaire/valmeyre/" not in places(client)


def test_the_map_costs_the_same_with_one_and_three_hundred_and_is_cut_in_files(client, monkeypatch):
    one = make_news()
    make_label()
    first = {path: cost(client, path) for path in ("/sitemap-1.xml", "/plan-du-site/")}
    copies(one, 300)
    for _ in range(20):
        make_label()
    monkeypatch.setattr(robots, "A_FILE", 100)

    assert {path: cost(client, path) for path in first} == first
    files = places(client, "/sitemap.xml")
    assert len(files) == 4
    pieces = [places(client, "/" + file.rsplit("/", 1)[1]) for file in files]
    assert len(pieces[0]) == 100
    assert len({a for piece in pieces for a in piece}) == len(robots.addresses())
    codes = [client.get(f"/sitemap-{n}.xml").status_code for n in (0, 5, 999_999_999)]
    assert codes == [404, 404, 404]


def test_a_page_carries_its_last_change(client):
    page = make_news()
    page.save_revision().publish()
    page.refresh_from_db()
    changed = page.last_published_at.astimezone(clock.PARIS).date()
    text = client.get("/sitemap-1.xml").content.decode()

    assert f"{page.slug}/</loc><lastmod>{changed}</lastmod>" in text


def test_the_map_for_people_is_a_tree_of_what_is_live(client):
    make_news("Une nouvelle")
    Page.objects.get(slug="presse").unpublish()
    text = client.get("/plan-du-site/").content.decode()
    main = text[text.index("<main") : text.index("</main>")]

    assert 'href="/le-parcours/"' in main
    assert 'href="/presse/"' not in main
    assert "1\u00a0page" in main
    assert "Une nouvelle" not in main


def test_a_missing_page_offers_the_search_and_three_doors(client):
    answer = client.get("/nulle-part/")
    text = answer.content.decode()

    assert answer.status_code == 404
    assert 'action="/recherche/"' in text
    doors = ("/locataires/", "/devenir-labellise/", "/annuaire/")
    assert [door for door in doors if f'href="{door}"' not in text] == []


def test_a_fault_is_told_without_the_database():
    """The page of the fault asks nothing of what may have broken."""

    def broken(*_):
        raise DatabaseError("away")

    with connection.execute_wrapper(broken):
        answer = Client(raise_request_exception=False).get("/recherche/?q=label")
    text = answer.content.decode()

    assert answer.status_code == 500
    assert "Quelque chose s’est cassé chez nous" in text
    assert 'href="/annuaire/"' in text


def test_each_page_says_its_one_address(client, settings):
    for path, said in (
        ("/le-label/", "/le-label/"),
        ("/actualites/?sujet=label", "/actualites/"),
        ("/annuaire/?region=11&page=2", "/annuaire/?page=2"),
    ):
        text = client.get(path).content.decode()
        assert f'<link rel="canonical" href="{settings.PORTAL_ADDRESS}{said}">' in text, path
    assert "canonical" not in client.get("/compte/connexion/").content.decode()
    assert 'property="og:title"' in client.get("/").content.decode()
