"""News: index by topic, valid feeds, the same cost for ten and three hundred."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page, PageViewRestriction

from home.models import NewsPage, NewsTopic
from home.uploads.pictures import make_sizes
from tests.home.blocks.factories import make_image
from tests.home.factories import copies, cost, make_event, make_news, titles

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
LISTS = ("/actualites/", "/actualites/?sujet=label", "/actualites/flux/", "/actualites/atom/label/")


@pytest.fixture(autouse=True)
def site(made_site):
    return made_site


def test_the_latest_come_first_and_a_topic_narrows_them(client):
    make_news("Vieille", date=date(2026, 1, 5))
    make_news("Récente", date=date(2026, 11, 20), topic="locataires")
    make_news("Brouillon", live=False)

    assert titles(client, "/actualites/") == ["Récente", "Vieille"]
    assert titles(client, "/actualites/?sujet=label") == ["Vieille"]
    assert titles(client, "/actualites/?sujet=rien&page=xyz") == ["Récente", "Vieille"]
    assert "Récente" in client.get("/").content.decode()


def test_a_restricted_page_is_in_no_list_nor_feed(client):
    page = make_news("Entre nous")
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    told = [client.get(path).content.decode() for path in (*LISTS, "/", "/plan-du-site/")]

    assert [text for text in told if "Entre nous" in text] == []


def test_lists_and_feeds_cost_the_same_with_one_and_three_hundred(client):
    one = make_news()
    first = {path: cost(client, path) for path in LISTS}
    copies(one, 300)

    assert {path: cost(client, path) for path in LISTS} == first
    assert max(first.values()) <= 12
    assert NewsPage.objects.live().count() == 301
    assert "301\u00a0actualités" in client.get("/actualites/").content.decode()
    assert len(titles(client, "/actualites/?page=26")) == 1


def test_both_feeds_are_well_formed_and_say_what_readers_ask(client, settings):
    make_news("Une & deux <nouvelles>", intro="Tout & plus", date=date(2026, 11, 20))
    make_news("Ailleurs", topic="territoires")
    rss = client.get("/actualites/flux/label/")
    atom = client.get("/actualites/atom/label/")
    channel = ET.fromstring(rss.content).find("channel")
    feed = ET.fromstring(atom.content)
    item, entry = channel.find("item"), feed.find(f"{ATOM}entry")

    assert rss["Content-Type"].startswith("application/rss+xml")
    assert atom["Content-Type"].startswith("application/atom+xml")
    assert [channel.find(n).text for n in ("title", "link", "language")] == [
        "Quali’Hlm, actualités\u00a0: Le label",
        f"{settings.PORTAL_ADDRESS}/actualites/",
        "fr",
    ]
    assert len(channel.findall("item")) == 1
    assert item.find("title").text == entry.find(f"{ATOM}title").text == "Une & deux <nouvelles>"
    assert item.find("link").text.startswith(settings.PORTAL_ADDRESS + "/actualites/")
    assert item.find("pubDate").text == "Fri, 20 Nov 2026 09:00:00 +0100"
    assert entry.find(f"{ATOM}id").text == item.find("guid").text
    assert feed.find(f"{ATOM}updated") is not None
    assert client.get("/actualites/flux/inconnu/").status_code == 404


def test_an_empty_index_and_an_empty_feed_say_so(client):
    assert "Rien à lire pour l’instant" in client.get("/actualites/").content.decode()
    assert ET.fromstring(client.get("/actualites/atom/").content).find(f"{ATOM}entry") is None


@pytest.mark.parametrize("path", ["/", "/actualites/", "/actualites/le-hall/"])
def test_a_picture_is_shown_with_its_author_wherever_the_news_is(client, path):
    image = make_image(description="Le hall", credit="Studio d’exemple")
    make_news("Le hall", slug="le-hall", picture=image, picture_alt="Un hall clair")
    make_sizes.func(image.pk)
    figure = BeautifulSoup(client.get(path).text, "html.parser").find("figure")

    assert figure.img["alt"] == "Un hall clair"
    assert figure.figcaption.text.strip() == "Crédit\u00a0: Studio d’exemple"


@pytest.mark.parametrize("path", ["/", "/actualites/", "/actualites/le-hall/"])
def test_a_drawn_cover_holds_the_place_of_a_picture_that_the_worker_has_not_made(client, path):
    image = make_image(description="Le hall", credit="Studio d’exemple")
    make_news("Le hall", slug="le-hall", picture=image, picture_alt="Un hall clair")
    image.renditions.all().delete()
    page = BeautifulSoup(client.get(path).text, "html.parser").main

    assert [one["class"] for one in page.select("svg.cover")] == [["cover"]]
    assert "en préparation" not in page.text
    assert "Studio d’exemple" not in page.text


def test_an_article_or_an_event_is_not_cut_by_the_tabs_of_its_section(client):
    """Its breadcrumb leads back; the pages that the tabs name keep them."""
    news, event = make_news(), make_event()
    paths = ("/actualites/", "/agenda/", news.address, event.address)

    assert [len(client.get(path).context["tabs"]) for path in paths] == [5, 5, 0, 0]


def test_what_a_list_needs_is_asked_before_publishing():
    page = NewsPage(title="Flux", slug="flux", intro=" ", picture_id=7)

    assert [name for name, _ in page.problems()] == ["slug", "intro", "topic", "picture_alt"]


def test_the_dircom_adds_its_own_topics(signed_in, dircom, sonia):
    client = signed_in(dircom)
    page = client.post(
        "/cms/snippets/home/newstopic/add/", {"name": "Congrès", "slug": "congres", "order": 5}
    )

    assert (page.status_code, NewsTopic.objects.first().name) == (302, "Congrès")
    assert signed_in(sonia).get("/cms/snippets/home/newstopic/").status_code != 200


def test_a_restriction_closes_the_page_what_is_below_and_its_aliases(client):
    """Our reading of restrictions says what Wagtail's own says."""
    news = make_news("Entre nous")
    index = news.get_parent()
    alias = news.create_alias(update_slug="alias")
    paths = (news.address, "/actualites/", "/actualites/alias/", "/contact/")

    def codes():
        return [client.get(path).status_code for path in paths]

    def same_as_wagtail():
        pages = [news, index.specific, alias.specific]
        ours = [set(page.get_view_restrictions()) for page in pages]
        return ours == [set(Page.get_view_restrictions(page)) for page in pages]

    opened = codes()
    closed = PageViewRestriction.objects.create(page=news, restriction_type="login")
    with_news, agreed = codes(), [same_as_wagtail()]
    closed.page = index
    closed.save()

    assert opened == [200, 200, 200, 200]
    assert with_news == [302, 200, 302, 200]
    assert codes() == [302, 302, 302, 200]
    assert [*agreed, same_as_wagtail()] == [True, True]
