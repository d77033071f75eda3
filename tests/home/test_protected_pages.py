"""Protected pages (BR-90): legal notice, personal data, accessibility, contact."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

from home.guards import KEPT
from home.models import AccessibilityPage, ContentPage, HomePage, LegalPage
from home.site.loading import ensure_site
from home.texts import LEGAL, as_page

pytestmark = pytest.mark.django_db
QUIET = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, "body-count": 0}
PUBLISH = QUIET | {"action-publish": "action-publish"}
LEGAL_NOTICE = {
    "title": "Mentions légales",
    "slug": "mentions-legales",
    "publisher": "Éditeur d’essai",
    "publisher_address": "1 rue de l’Essai, 75000 Paris",
    "director": "Ada Martin",
    "host": "Hébergeur d’essai",
    "host_address": "2 rue de l’Essai, 75000 Paris",
}
STATEMENT = {
    "title": "Accessibilité",
    "slug": "accessibilite",
    "conformity": "none",
    "declared_on": "2026-11-20",
    "contact": "accessibilite@exemple.fr",
}


@pytest.fixture
def site(made_site):
    return made_site


@pytest.fixture
def editor(site, signed_in, dircom):
    return signed_in(dircom)


def publish(client, page, fields):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), fields | PUBLISH)


@pytest.mark.parametrize(
    "address", ["/", "/annuaire/", "/verifier/", "/compte/connexion/", "/rien/"]
)
def test_every_page_leads_to_the_kept_pages(address, client, site):
    """BR-90."""
    text = client.get(address).content.decode()

    assert [slug for slug in KEPT if f'href="/{slug}/"' not in text] == []


def test_every_template_with_a_frame_of_its_own_names_the_kept_pages():
    """BR-90: a page extends base.html, whose footer no block replaces; documents and mails are not pages."""
    root = Path(settings.BASE_DIR) / "templates"
    framed = [p for p in root.rglob("*.html") if "<html" in p.read_text(encoding="utf-8")]
    pages = [p for p in framed if not p.name.endswith(".pdf.html") and "pdf" not in p.parts]
    missing = [
        str(page.relative_to(root))
        for page in pages
        if "<footer" in (text := page.read_text(encoding="utf-8"))
        and not all(f'href="/{slug}/"' in text for slug in KEPT)
    ]

    assert root / "base.html" in pages
    assert missing == []


@pytest.mark.parametrize("slug", KEPT)
@pytest.mark.parametrize("act", ["unpublish", "delete"])
def test_br90_a_kept_page_is_neither_unpublished_nor_deleted(act, slug, editor):
    page = Page.objects.get(slug=slug)

    answer = editor.post(reverse(f"wagtailadmin_pages:{act}", args=[page.pk]), follow=True)

    assert Page.objects.get(slug=slug).live
    assert "citée au pied de chaque page" in answer.content.decode()


def test_a_kept_page_is_not_moved(editor, site):
    """BR-90."""
    page, below = (Page.objects.get(slug=slug) for slug in ("contact", "plan-du-site"))

    editor.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, below.pk]))

    assert Page.objects.get(slug="contact").get_parent().pk == site.pk


@pytest.mark.parametrize("act", ["unpublish", "delete", "move"])
def test_br90_a_kept_page_among_several_refuses_them_all(act, editor):
    pages = Page.objects.filter(slug__in=("contact", "plan-du-site"))
    chosen = "&".join(f"id={page.pk}" for page in pages)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", act])

    editor.post(f"{url}?{chosen}&next=/cms/", {"chooser": HomePage.objects.get().pk})

    assert [page.live for page in pages.all()] == [True, True]


def test_the_home_above_the_kept_pages_is_not_unpublished(editor, site):
    """BR-90: it would take them along."""
    editor.post(
        reverse("wagtailadmin_pages:unpublish", args=[site.pk]), {"include_descendants": "on"}
    )

    assert Page.objects.filter(live=True, slug__in=(*KEPT, "accueil")).count() == 7


@pytest.mark.parametrize("act", ["unpublish", "delete", "move"])
@pytest.mark.parametrize("which", ["accueil", "contact", "actualites", "le-label"])
def test_what_is_refused_is_not_asked_and_names_the_page(which, act, editor, site):
    """BR-90: the address answers before any question; the refusal speaks of that page."""
    page = Page.objects.get(slug=which)

    answer = editor.get(reverse(f"wagtailadmin_pages:{act}", args=[page.pk]), follow=True)

    assert "Voulez-vous vraiment" not in answer.text
    assert f"«\u00a0{page.title}\u00a0» est " in answer.text
    assert "elle ne peut être ni dépubliée, ni déplacée" in answer.text


@pytest.mark.parametrize("act", ["unpublish", "delete", "move"])
def test_what_is_refused_is_not_offered(act, editor, site):
    """BR-90."""
    fixed = [site, *Page.objects.filter(slug__in=("contact", "actualites"))]
    free = site.add_child(instance=ContentPage(title="Libre", slug="libre"))
    offered = {}
    for page in (*fixed, free):
        screens = (f"/cms/pages/{page.pk}/edit/", f"/cms/pages/{page.pk}/")
        entry = f"/cms/pages/{page.pk}/{act}/"
        offered[page.slug] = any(entry in editor.get(screen).text for screen in screens)

    assert editor.get(f"/cms/pages/add/home/contentpage/{site.pk}/").status_code == 200
    assert offered == {"accueil": False, "contact": False, "actualites": False, "libre": True}


def test_a_page_with_others_below_says_what_would_fall(editor, site):
    """Unpublished alone, it leaves them; deleted, it would take them along."""
    above = site.add_child(instance=ContentPage(title="Dossier", slug="dossier"))
    for number in range(7):
        above.add_child(instance=ContentPage(title=f"Page {number}", slug=f"page-{number}"))
    addresses = {act: f"wagtailadmin_pages:{act}" for act in ("unpublish", "delete")}
    told = {
        act: editor.get(reverse(name, args=[above.pk]), follow=True).text
        for act, name in addresses.items()
    }
    alone = Page.objects.get(slug="page-0")

    for text in told.values():
        assert "«\u00a0Page 0\u00a0»" in text
        assert "et 2\u00a0autres" in text
    assert "7\u00a0pages en ligne sous cette page" in told["unpublish"]
    assert "a 7\u00a0pages sous elle" in told["delete"]
    assert (
        "sous cette page" not in editor.get(reverse(addresses["unpublish"], args=[alone.pk])).text
    )
    assert editor.get(reverse(addresses["delete"], args=[alone.pk])).status_code == 200
    editor.post(reverse(addresses["delete"], args=[above.pk]))
    assert Page.objects.filter(slug__startswith="page-", live=True).count() == 7


@pytest.mark.parametrize("change", [{"slug": "ailleurs"}, {"expire_at": "2099-01-01 10:00"}])
def test_a_kept_page_keeps_its_address_and_has_no_end(change, editor):
    """BR-90."""
    page = Page.objects.get(slug="contact")

    publish(editor, page, {"title": "Contact", "slug": "contact"} | change)

    page.refresh_from_db()
    assert (page.slug, page.expire_at) == ("contact", None)


@pytest.mark.parametrize("name", LegalPage.mandatory)
def test_the_legal_notice_is_not_published_with_an_empty_field(name, editor):
    """BR-90."""
    page = LegalPage.objects.get()

    publish(editor, page, LEGAL_NOTICE | {name: "  "})

    assert LegalPage.objects.get().director == "Nom à renseigner"


def test_the_legal_notice_is_published_when_complete_and_shows_its_facts(editor):
    publish(editor, LegalPage.objects.get(), LEGAL_NOTICE)

    text = editor.get("/mentions-legales/").content.decode()
    assert [
        value for key, value in LEGAL_NOTICE.items() if key != "slug" and value not in text
    ] == []


def test_what_is_still_to_be_filled_in_is_not_published_in_service(editor, settings):
    """BR-90: the first wording would be an empty field in disguise."""
    settings.IS_DEMO = False

    publish(editor, LegalPage.objects.get(), LEGAL_NOTICE | {"host": "Hébergeur à renseigner"})

    assert LegalPage.objects.get().director == "Nom à renseigner"


@pytest.mark.parametrize(
    "wrong",
    [
        {"conformity": ""},
        {"declared_on": ""},
        {"contact": ""},
        {"conformity": "full"},
        {"declared_on": "2026-11-25"},
    ],
)
def test_the_statement_is_not_published_incomplete_or_without_its_audit(wrong, editor):
    """BR-90."""
    publish(editor, AccessibilityPage.objects.get(), STATEMENT | wrong)

    page = AccessibilityPage.objects.get()
    assert (page.conformity, page.declared_on) == ("none", date(2026, 11, 1))


def test_the_home_says_the_state_of_the_statement(editor, client):
    """BR-90."""
    before = client.get("/").content.decode()
    audited = {"conformity": "partial", "audited_by": "Cabinet d’essai"}
    publish(editor, AccessibilityPage.objects.get(), STATEMENT | audited)

    assert "Accessibilité\u00a0: non conforme" in before
    assert "Accessibilité\u00a0: partiellement conforme" in client.get("/").content.decode()


def test_a_page_of_text_becomes_the_notice_and_keeps_what_editors_wrote(site):
    LegalPage.objects.get().delete()
    site.refresh_from_db()
    plain = site.add_child(instance=ContentPage(**as_page(LEGAL) | {"intro": "De la rédaction"}))
    plain.save_revision().publish()

    ensure_site()

    page = LegalPage.objects.get()
    assert (page.pk, page.intro, page.body) == (plain.pk, "De la rédaction", plain.body)
    assert page.get_latest_revision_as_object().intro == "De la rédaction"
    assert not ContentPage.objects.filter(pk=plain.pk).exists()
    assert Page.find_problems() == ([], [], [], [], [])
