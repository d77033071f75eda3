"""Required pages of the site: the home at the root, and those that every footer links to."""

import json

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from home.demonstration import ensure_content
from home.demonstration_campaigns import ensure_campaigns, ensure_letters
from home.editors import open_to_editors
from home.first import STRUCTURE, TOPICS
from home.first.home import BUTTONS, HEADLINE, INTRO, SECTIONS
from home.page_conversion import become
from home.pages.content import ContentPage
from home.pages.front import HomePage
from home.pages.news import NewsTopic
from home.pages.notices import AccessibilityPage, LegalPage
from home.pages.privacy import PrivacyPage
from home.review.baseline import ensure_published
from home.review.setup import ensure_review
from home.search.entries import build
from home.search.models import SearchEntry
from home.text_updates import renew
from home.texts import ACCESSIBILITY_FACTS, LEGAL_FACTS, PAGES

NOTICES = {
    "mentions-legales": (LegalPage, LEGAL_FACTS),
    "accessibilite": (AccessibilityPage, ACCESSIBILITY_FACTS),
    "donnees-personnelles": (PrivacyPage, {}),
}
SITE_NAME = "Quali’Hlm"


@transaction.atomic
def ensure_site(hostname="localhost", port=80):
    """Idempotent: what exists is left as edited. Returns the home page."""
    locale, _ = Locale.objects.get_or_create(language_code="fr")
    home = HomePage.objects.first() or _make_home(locale)
    for page in PAGES:
        model, facts = NOTICES.get(page["slug"], (ContentPage, {}))
        _ensure_page(home, locale, model, page, facts)
    for model, page in STRUCTURE:
        _ensure_page(home, locale, model, page)
    _ensure_topics()
    site, _ = Site.objects.get_or_create(
        is_default_site=True,
        defaults={
            "hostname": hostname,
            "port": port,
            "root_page": home,
            "site_name": SITE_NAME,
        },
    )
    if site.root_page_id != home.pk or not site.site_name:
        site.root_page, site.site_name = home, SITE_NAME
        site.save()
    open_to_editors(home)
    _demonstrate()
    ensure_review(home)
    ensure_published()
    if not SearchEntry.objects.exists():
        build()
    return home


def _demonstrate():
    """Invented news, campaigns and letters, in the demonstration only."""
    ensure_content()
    if settings.IS_DEMO:
        ensure_campaigns()
        ensure_letters()


def _ensure_page(home, locale, model, page, facts=None):
    """The page, of its type: one that was plain text before its type existed is converted.

    A kind that stands once is looked for by its kind: an editor may have changed its address. Words
    of an earlier version that nobody has edited become those of today.
    """
    facts = facts or {}
    there = Page.objects.child_of(home).filter(slug=page["slug"]).first()
    if there is None and model.max_count == 1 and model.objects.exists():
        return
    if there is None:
        home.add_child(instance=model(locale=locale, **page, **facts))
        return
    if model is not ContentPage and there.specific_class is ContentPage:
        own = {k: v for k, v in page.items() if k not in ("title", "slug", "intro", "body")}
        there = become(there, model, **own, **facts)
    renew(there, page)


def _ensure_topics():
    """Initial topics of news, unless some exist."""
    if not NewsTopic.objects.exists():
        NewsTopic.objects.bulk_create(
            NewsTopic(name=name, slug=slug, order=10 * rank)
            for rank, (name, slug) in enumerate(TOPICS, 1)
        )


def _make_home(locale):
    """Under the root of the tree, in place of Wagtail's welcome page."""
    root = Page.get_first_root_node() or Page.add_root(
        instance=Page(title="Racine", slug="root", locale=locale)
    )
    home = HomePage(
        title="La qualité de service des organismes Hlm",
        slug="accueil",
        headline=HEADLINE,
        intro=INTRO,
        buttons=json.dumps(BUTTONS),
        sections=json.dumps(SECTIONS),
        locale=locale,
    )
    root.add_child(instance=home)
    Site.objects.filter(is_default_site=True).update(root_page=home)
    for welcome in root.get_children().filter(slug="home", depth=2).exclude(pk=home.pk):
        welcome.delete()
    home.refresh_from_db()
    return home
