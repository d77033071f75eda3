"""CMS dashboard: wording of Wagtail's admin, turns of review, menu."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, PageViewRestriction

from home.cms import words
from home.models import ContentPage, NewsPage, PressPage
from home.review.worklist import pages_to_mend, pages_to_read
from labelling.models import BrandCharterVersion
from labelling.title.brand.charters.seeds import ensure_brand
from portal.core import clock
from portal.models import Role
from tests.factories import make_user
from tests.home.editing.conftest import browser, said

pytestmark = pytest.mark.django_db
NB = "\u00a0"
# What no editor should meet: two genders at once, a word of the trade, the name of the software.
FOREIGN = re.compile(
    r"\w\((?:e|te|tte|s|elle)\)|ce/cette|\b[Ss]lug\b|\be\.g\b|\bURL\b|Wagtail|\b[Ww]orkflow|[Vv]euillez|\w'\w"
)


def seen(response):
    """The words of a page: its texts and the names of its controls."""
    html = re.sub(r"(?s)<(script|style|svg|template)\b.*?</\1>|<!--.*?-->", " ", said(response))
    texts = re.findall(r">([^<>]+)<", html)
    texts += re.findall(r'\b(?:aria-label|title|placeholder|alt)="([^"]+)"', html)
    return [" ".join(text.split()) for text in texts if text.strip()]


def test_the_lists_of_the_referent_speak_french_and_show_no_number_of_a_row(cast):
    with translation.override("fr"):
        assert translation.gettext("Any date") == "Toutes"  # Django's own is not loaded
    ensure_brand()
    charter = BrandCharterVersion.objects.get()
    listed = cast.sonia.get("/cms/labelling/brandcharterversion/")
    sheet = cast.sonia.get(f"/cms/labelling/brandcharterversion/inspect/{charter.pk}/")

    assert [text for text in seen(listed) + seen(sheet) if FOREIGN.search(text)] == []
    assert {"ID", "version"}.isdisjoint(seen(sheet))
    assert "Fiche" in seen(sheet)


def test_our_words_answer_to_sentences_that_wagtail_still_has():
    known = {key[0] if isinstance(key, tuple) else key for key in words.theirs()}

    assert sorted(set(words.SAID) - known) == []


def test_the_rules_change_words_and_neither_marks_nor_blanks():
    said_by_wagtail = (
        "Êtes-vous sûr(e) de vouloir publier l'article '%(l'nom)s' <a class='l'un'>{l'autre}</a> ?"
    )

    assert words.tidy(said_by_wagtail) == (
        f"Voulez-vous vraiment publier l’article '%(l'nom)s' <a class='l'un'>{{l'autre}}</a>{NB}?"
    )
    assert words.tidy("Annuler le workflow de modération") == "Annuler le circuit"
    with translation.override("fr"):
        assert (
            translation.gettext("This field is required.") == "Champ requis."
        )  # the portal's own stays
        cited = translation.ngettext("Used %(usage_count)s time", "Used %(usage_count)s times", 3)
    assert cited == "Utilisé %(usage_count)s fois"


def test_no_page_of_the_desk_speaks_of_slugs_or_of_two_genders(cast):
    page, topic = cast.page.pk, cast.home.get_children().type(PressPage).get().pk
    addresses = (
        "/cms/",
        f"/cms/pages/{cast.home.pk}/",
        f"/cms/pages/{page}/edit/",
        f"/cms/pages/{topic}/edit/",
        f"/cms/pages/{page}/history/",
        f"/cms/pages/{page}/copy/",
        f"/cms/pages/{page}/delete/",
        f"/cms/pages/{page}/unpublish/",
        f"/cms/pages/{page}/usage/",
        f"/cms/pages/{cast.home.pk}/add_subpage/",
        "/cms/snippets/home/newstopic/",
        "/cms/snippets/home/newstopic/add/",
        "/cms/redirects/add/",
        "/cms/images/add/",
        "/cms/documents/multiple/add/",
        "/cms/account/",
    )
    found = {}
    for address in addresses:
        answer = cast.diane.get(address)
        assert answer.status_code == 200, address
        foreign = [text for text in seen(answer) if FOREIGN.search(text)]
        found |= {address: foreign} if foreign else {}

    assert found == {}


def test_the_first_page_offers_what_one_writes_and_says_what_is_coming(cast):
    with clock.at(datetime(2026, 11, 24, 9)):
        Page.objects.filter(pk=cast.page.pk).update(expire_at=clock.now() + timedelta(days=2))
        empty = said(cast.sonia.get("/cms/"))
        page = said(cast.diane.get("/cms/")).replace(NB, " ")

    under = cast.home.get_children().get(slug="actualites").pk
    assert f'href="/cms/pages/add/home/newspage/{under}/"' in page
    assert [
        text for text in ("retrait le", "26 novembre 2026", "Une page") if text not in page
    ] == []
    assert "wagtail.org" not in page
    assert "/cms/pages/add/" not in empty  # the référent reads, and writes no page


def test_pages_are_made_where_they_have_a_place_and_the_two_of_the_law_once(cast):
    screen = seen(cast.diane.get(f"/cms/pages/{cast.home.pk}/add_subpage/"))

    assert "Page de campagne" in screen
    assert "Une opération de communication, avec ses dates et ses supports." in screen
    assert "Mentions légales" not in screen
    assert "Déclaration d’accessibilité" not in screen


def test_dates_are_shown_and_typed_as_people_write_them(cast):
    news = cast.home.get_children().get(slug="actualites")
    page = news.add_child(instance=NewsPage(title="Nouvelle", slug="nouvelle", intro="Chapeau."))
    screen = said(cast.diane.get(f"/cms/pages/{page.pk}/edit/"))
    cast.diane.write(page, date="05/12/2026")
    draft = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()

    assert f'value="{page.date:%d/%m/%Y}"' in screen
    assert str(draft.date) == "2026-12-05"


def test_the_look_before_publishing_closes_every_form(cast):
    for page in (cast.facts, cast.home.get_children().type(PressPage).get().specific):
        panels = [type(panel).__name__ for panel in type(page).content_panels]
        assert panels[-2:] == ["CorrectionPanel", "BeforePublishing"]


def test_an_editor_s_settings_neither_rename_a_person_nor_publish_their_picture(cast):
    screen = said(cast.diane.get("/cms/account/"))
    cast.diane.post("/cms/account/", {"name_email-first_name": "Zoé", "name_email-last_name": "X"})
    cast.diane_user.refresh_from_db()

    assert 'name="name_email-first_name"' not in screen
    assert "avatar" not in re.findall(r'name="([a-z]+)-', screen)
    assert cast.diane_user.first_name == "Diane"


@pytest.mark.parametrize("which", ["mentions-legales", "home"])
def test_br90_a_page_that_every_footer_names_is_hidden_from_nobody(which, cast):
    """BR-90: neither the page nor what stands above it may ask for an account."""
    page = cast.home if which == "home" else cast.home.get_children().get(slug=which)
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    cast.diane.post(address, {"restriction_type": "login"})
    other = reverse("wagtailadmin_pages:set_privacy", args=[cast.page.pk])
    cast.diane.post(other, {"restriction_type": "login"})

    assert list(PageViewRestriction.objects.values_list("page", flat=True)) == [cast.page.pk]
    assert Client().get("/mentions-legales/").status_code == 200


def turns(user):
    tasks = [*pages_to_read(user), *pages_to_mend(user)]
    return [(task.list, task.title, task.hand, task.button) for task in tasks]


def test_the_lists_say_whose_turn_it_is_to_read(cast, david):
    cast.diane.write(cast.facts, "submit", body="<h2>Le label</h2><p>Autre texte.</p>")
    at_the_dircom = {
        "diane": turns(cast.diane_user),
        "david": turns(cast.david_user),
        "sonia": turns(cast.sonia_user),
    }
    david.act(cast.facts, "approve")
    at_the_referent = turns(cast.sonia_user), turns(cast.david_user)
    row = pages_to_read(cast.sonia_user)[0]
    cast.sonia.act(cast.facts, "reject", "Une date manque.")

    assert at_the_dircom == {
        "diane": [("wait", "Page en relecture", "une autre personne de la Dircom", "Ouvrir")],
        "david": [("do", "Page à relire", "vous", "Relire")],
        "sonia": [],
    }
    assert at_the_referent == ([("do", "Faits à vérifier", "vous", "Vérifier")], [])
    assert row.url == reverse("wagtailadmin_pages:edit", args=[cast.facts.pk])
    assert row.context == "Le label, soumise par Diane Combes"
    assert turns(cast.diane_user) == [("do", "Page à reprendre", "vous", "Reprendre")]
    assert turns(cast.sonia_user) == []


def test_alone_at_the_dircom_the_author_s_own_page_is_theirs_to_read(cast):
    cast.diane.write(cast.page, "submit")

    assert turns(cast.diane_user) == [("do", "Page à relire", "vous", "Relire")]


def test_many_pages_to_read_cost_what_one_costs(cast, david, django_assert_num_queries):
    for n in range(3):
        page = cast.home.add_child(instance=ContentPage(title=f"P{n}", slug=f"p{n}"))
        cast.diane.write(page, "submit")
        if n in (0, 2):
            list(cast.david_user.roles)
            with django_assert_num_queries(2):  # those to read, those to mend
                assert len(turns(cast.david_user)) == n + 1


def test_the_deputy_enters_the_desks_like_the_referent(cast):
    paul = browser(make_user("Paul", "Rey", roles=[Role.DEPUTY]))

    for address in ("/cms/", "/cms/labelling/brandcharterversion/"):
        assert (paul.get(address).status_code, cast.sonia.get(address).status_code) == (200, 200)


@pytest.mark.parametrize("key", ["x", "é", "1.5", "999999"])
def test_an_address_made_by_hand_is_a_missing_page(cast, key):
    desks = ("attestation", "brandcharterversion", "labelrulesversion", "trademark")
    acts = [
        f"/cms/labelling/{desk}/{act}/{key}/"
        for desk in desks
        for act in ("edit", "inspect", "delete")
    ]
    found = {path: cast.sonia.get(path).status_code for path in acts}
    several = [
        f"/cms/bulk/{kind}/delete/?id={key}" for kind in ("wagtailcore/page", "home/newstopic")
    ]
    several = {path: cast.diane.get(path).status_code for path in several}

    assert {path: code for path, code in found.items() if code not in (302, 403, 404)} == {}
    assert {path: code for path, code in several.items() if code not in (302, 404)} == {}
