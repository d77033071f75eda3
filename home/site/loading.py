"""Required pages of the site: the home at the root, and those that every footer links to."""

import json

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Locale, Page, Site

from home.pages.front.models import HomePage
from home.pages.news import NewsTopic
from home.pages.texts import AccessibilityPage, ContentPage, LegalPage, PrivacyPage
from home.review.seeds import ensure_published, ensure_review
from home.search.entries import build
from home.search.models import SearchEntry
from home.site.campaigns import ensure_campaigns, ensure_letters
from home.site.demonstration import ensure_content
from home.site.front import BUTTONS, HEADLINE, INTRO, SECTIONS
from home.site.pages import STRUCTURE, TOPICS
from home.site.rules import open_to_editors
from home.site.writing import renew
from home.texts import ACCESSIBILITY_FACTS, LEGAL_FACTS, PAGES


def become(page, model, **fields):
    """Turn `page` (a ContentPage) into a `model` page: same address, text, dates, drafts and history."""
    text = page.specific
    kind = ContentType.objects.get_for_model(model)
    new = model(intro=text.intro, body=text.body, **fields)
    new.holds_facts = new.holds_facts or text.holds_facts
    for field in Page._meta.concrete_fields:
        setattr(new, field.attname, getattr(page, field.attname))
    new.page_ptr_id, new.content_type = page.pk, kind
    new.save_base(raw=True)  # the page's own row is there, unchanged but for its kind
    Page.objects.filter(pk=page.pk).update(content_type=kind)
    own = ContentPage.objects.filter(pk=page.pk)
    own._raw_delete(own.db)  # the row of the former kind alone; the page stays
    new.revisions.update(content_type=kind)
    return new


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
