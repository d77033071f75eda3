"""Page lookup by path: the same page as Wagtail's routing."""

import pytest
from wagtail.models import Page, PageViewRestriction, Site

from home.models import ContentPage
from home.pages import serving
from tests.home.blocks.factories import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(made_site):
    """A part of the site and a page below it."""
    part = make_page(made_site, "partie")
    below = part.add_child(instance=ContentPage(title="Dessous", slug="dessous", intro=""))
    return part, below


def codes(client, *paths):
    return [client.get(path).status_code for path in paths]


def restrict(page):
    kind = PageViewRestriction.LOGIN
    PageViewRestriction.objects.create(page=page, restriction_type=kind)


def test_a_page_is_found_at_its_address_alone(client, pages):
    assert codes(client, "/", "/partie/", "/partie/dessous/") == [200, 200, 200]
    assert (
        codes(client, "/dessous/", "/partie/partie/", "/accueil/", "/accueil/partie/") == [404] * 4
    )
    assert client.get("/partie/dessous/").context["page"].title == "Dessous"


def test_a_draft_is_not_found_and_what_is_below_it_stays(client, pages):
    Page.objects.filter(pk=pages[0].pk).update(live=False)

    assert codes(client, "/partie/", "/partie/dessous/") == [404, 200]


def test_a_page_that_moves_is_found_where_it_is(client, pages):
    codes(client, "/partie/dessous/")
    part, below = pages
    below.move(part.get_parent(), pos="last-child")

    assert codes(client, "/dessous/", "/partie/dessous/")[0] == 200
    assert Page.objects.get(pk=below.pk).url_path == "/accueil/dessous/"


@pytest.mark.parametrize("which", [0, 1])
def test_a_restriction_of_the_page_or_above_closes_it(client, pages, which):
    restrict(pages[which])
    answer = client.get("/partie/dessous/")

    assert (answer.status_code, answer["Cache-Control"].count("no-store")) == (302, 1)
    assert codes(client, "/partie/", "/contact/") == [[302, 200][which], 200]


def test_a_page_shown_elsewhere_is_closed_there_too(client, pages):
    part, below = pages
    below.create_alias(parent=part, update_slug="copie", log_action=None)
    before = codes(client, "/partie/copie/")
    restrict(below)

    assert (before, codes(client, "/partie/copie/", "/partie/")) == ([200], [302, 200])


def test_another_site_has_its_own_root(client, pages, settings):
    """A host of its own, else the default site, whatever the port."""
    settings.ALLOWED_HOSTS = ["*"]
    Site.objects.create(hostname="partie.exemple.fr", port=80, root_page=pages[0])

    assert serving.placed("partie.exemple.fr", "80", "dessous/")[1] == pages[1].pk
    assert serving.placed("partie.exemple.fr", "8000", "")[1] == pages[0].pk
    assert serving.placed("ailleurs.exemple.fr", "80", "partie/dessous/")[1] == pages[1].pk
    assert client.get("/dessous/", headers={"host": "partie.exemple.fr"}).status_code == 200


def test_nothing_is_found_without_a_site(client, pages):
    Site.objects.all().delete()

    assert serving.placed("localhost", "80", "partie/") == (None, None, False)
    assert codes(client, "/partie/") == [404]
