"""Public site: home with live figures, footer pages, and their creation."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from home.models import ContentPage, HomePage
from home.site.pages import STRUCTURE
from tests.factories import make_organism
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
PUBLISH = {"action-publish": "action-publish"}
FOOTER = (
    *("contact", "mentions-legales", "donnees-personnelles", "accessibilite", "plan-du-site"),
    "cookies",
)


@pytest.fixture
def site(made_site):
    return made_site


def test_making_the_site_again_changes_nothing_that_editors_wrote():
    call_command("ensure_site")
    page = ContentPage.objects.get(slug="contact")
    page.intro = "Écrit par la rédaction"
    page.save()
    call_command("ensure_site")

    assert (HomePage.objects.count(), Page.objects.filter(depth=3).count()) == (
        1,
        len(FOOTER) + len(STRUCTURE) - 1,
    )
    assert ContentPage.objects.get(slug="contact").intro == "Écrit par la rédaction"
    assert Site.objects.get(is_default_site=True).root_page.slug == "accueil"
    assert Page.find_problems() == ([], [], [], [], [])


def test_every_page_of_the_footer_answers(client, site):
    codes = {slug: client.get(f"/{slug}/").status_code for slug in ("", *FOOTER) if slug}

    assert codes == dict.fromkeys(FOOTER, 200)
    assert client.get("/").status_code == 200


def test_the_home_reads_its_figures_in_the_register(client, site):
    make_label(make_organism("Valmeyre Habitat", homes=12_480))
    make_label(state="withdrawn")

    response = client.get("/")

    assert [figure["value"] for figure in response.context["figures"]] == [
        1,
        0,
        "8 000 à 15 000",
        1,
    ]
    assert "Valmeyre Habitat" in response.content.decode()


def test_the_home_costs_the_same_with_one_label_and_thirty(client, site):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        return len(queries)

    make_label()
    cost()
    one = cost()
    for _ in range(30):
        make_label()

    assert cost() == one <= 14


def test_the_site_map_names_every_page(client, site):
    text = client.get("/plan-du-site/").content.decode()

    assert [slug for slug in FOOTER if f'href="/{slug}/"' not in text] == []
    assert re.findall(r"<h2[^>]*>([^<]+)</h2>", text) == [
        "Chercher et vérifier", "Le label", "Locataires", "Ce qui se passe", "Le site",
    ]  # fmt: skip


def test_a_page_that_no_section_names_is_on_the_site_map_all_the_same(client, site):
    site.add_child(instance=ContentPage(title="Campagne", slug="campagne", intro="Une page."))
    sections = dict(client.get("/plan-du-site/").context["sections"])

    assert sections["Ce qui se passe"][-1]["title"] == "Campagne"
    assert [row["title"] for row in sections["Le label"]][:2] == ["Le label", "Le parcours"]


def test_the_home_cites_real_organisms_apart_from_those_of_the_register(client, site):
    make_label(make_organism("Valmeyre Habitat"))
    said = "Label reçu un mois d’octobre (source : hautsdeseinehabitat.fr)."
    make_organism("Hauts-de-Seine Habitat", is_demo=False, source=said, siren="000329029")

    page = client.get("/").content.decode()

    assert page.index("Derniers labels") < page.index("Valmeyre Habitat")
    assert page.index("Organismes réels") < page.index("Hauts-de-Seine Habitat")
    assert "Label reçu un mois d’octobre." in page
    assert "000329029" not in page
    assert "Hauts-de-Seine Habitat" not in client.get("/annuaire/").content.decode()


def test_the_dircom_edits_and_publishes_the_pages_of_the_site(site, signed_in, dircom):
    client, page = signed_in(dircom), ContentPage.objects.get(slug="contact")
    url = f"/cms/pages/{page.pk}/edit/"
    sent = {"title": "Nous écrire", "slug": "contact", "intro": "Une adresse.", "body-count": 0}

    assert client.get(f"/cms/pages/{site.pk}/").status_code == 200
    assert client.get("/cms/images/").status_code == 200
    assert client.get("/cms/documents/").status_code == 200
    client.post(url, sent | {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0} | PUBLISH)

    page.refresh_from_db()
    assert (page.title, page.live) == ("Nous écrire", True)
    assert "Nous écrire" in client.get("/contact/").content.decode()


def test_the_referent_has_desks_and_no_page_to_edit(site, signed_in, sonia):
    url = f"/cms/pages/{ContentPage.objects.get(slug='contact').pk}/edit/"

    assert signed_in(sonia).get(url).status_code == 302


def test_no_public_page_shows_words_left_to_be_written(client, site):
    pages = Page.objects.live().public().filter(depth__gt=1)
    told = {page.url: client.get(page.url, follow=True).text.lower() for page in pages}

    assert len(told) > 15
    assert [url for url, text in told.items() if "à renseigner" in text] == []
