"""Creation of a page in the CMS: the button pressed while an autosave makes the page, an address that is taken."""

import re
from datetime import timedelta

from bs4 import BeautifulSoup
from django.urls import reverse

from home.models import ContentPage, HomePage, NewsIndexPage
from portal.core import clock
from tests.home.editing.conftest import COMMENTS, said, stream, text_of
from tests.home.editing.test_editor import NEW, THIRD


def made(client, title, body, **headers):
    """A page of text made under the home, by the button or, with `accept`, by the autosave."""
    address = reverse("wagtailadmin_pages:add", args=("home", "contentpage", home_page().pk))
    sent = COMMENTS | {"title": title, "slug": "rencontres", "intro": ""} | stream(body)
    return client.post(address, sent, headers=headers)


def home_page():
    return HomePage.objects.get()


def test_the_button_goes_on_with_the_draft_that_an_autosave_has_just_made(cast):
    quiet = made(cast.diane, "Rencontres", NEW, accept="application/json").json()
    answer = made(cast.diane, "Les rencontres", THIRD)

    [page] = ContentPage.objects.filter(slug="rencontres")
    assert (quiet["success"], answer.status_code) == (True, 302)
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert page.get_latest_revision_as_object().title == "Les rencontres"
    assert "Un texte encore autre." in text_of(page)


def test_an_address_that_a_page_has_is_refused_to_others_and_later(cast, david):
    made(cast.diane, "Rencontres", NEW, accept="application/json")
    [page] = ContentPage.objects.filter(slug="rencontres")
    told = said(made(david, "Les miennes", THIRD))
    with clock.at(page.latest_revision_created_at + timedelta(minutes=2)):
        again = said(made(cast.diane, "Les miennes", THIRD))

    assert ("La page n’est pas créée" in told, "La page n’est pas créée" in again) == (True, True)
    assert (
        ContentPage.objects.get(slug="rencontres").get_latest_revision_as_object().title
        == "Rencontres"
    )


def test_the_form_of_a_news_item_is_in_good_french_and_stars_what_publication_asks_for(cast):
    """« Sujet » and « Chapeau » may wait in a draft; the star says that they may not in a published page."""
    index = NewsIndexPage.objects.get()
    shown = said(
        cast.diane.get(reverse("wagtailadmin_pages:add", args=["home", "newspage", index.pk]))
    )
    listed = said(cast.diane.get(reverse("wagtailadmin_explore", args=[index.pk])))
    soup = BeautifulSoup(shown, "html.parser")
    starred = {
        mark.parent.get_text(" ", strip=True).rstrip("* ")
        for mark in soup.select(".w-required-mark")
    }

    assert soup.title.get_text(strip=True).startswith("Ajout\u00a0: Actualité")
    assert "Pages\u00a0: Actualités" in listed
    assert "Choisir\u00a0: sujet d’actualité" in shown
    assert {"Titre", "Date", "Sujet", "Chapeau"} <= starred
    for text in (shown, listed):
        assert re.findall(r"(?:Nouveau|Ajout|Exploration|Pages):", text) == []
