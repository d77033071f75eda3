"""Line of « Mise en service »: no first wording is left in the pages that the law asks for."""

from django.urls import reverse

from home.pages.texts import (
    NOWHERE,
    UNSAID,
    AccessibilityPage,
    ContentPage,
    LegalPage,
    PrivacyPage,
)
from home.site.writing import fingerprint, print_of
from home.texts import CONTACT, PAGES
from portal.access.roles import CMS_ROLES
from portal.commissioning.registry import register_line

MARKS = (
    UNSAID,
    "version de démonstration",
    NOWHERE,
)  # of the texts of `home.texts`, and of those of before
FIRST = {page["slug"]: fingerprint(page["intro"], page["body"]) for page in PAGES}


def _address(user):
    return reverse("wagtailadmin_home") if not user.roles.isdisjoint(CMS_ROLES) else ""


@register_line(
    "texts",
    "Les pages que la loi demande ont leurs vrais textes",
    hand="la Dircom ou le référent label",
    order=5,
    address=_address,
)
def missing():
    pages = [page for kind in (LegalPage, AccessibilityPage, PrivacyPage) for page in _live(kind)]
    pages += ContentPage.objects.live().filter(slug=CONTACT["slug"])
    found = [
        f"{page.title}\u00a0: il reste un texte provisoire."
        for page in pages
        if is_unfinished(page)
    ]
    absent = [
        kind._meta.verbose_name.capitalize()
        for kind in (LegalPage, AccessibilityPage, PrivacyPage)
        if not any(isinstance(page, kind) for page in pages)
    ]
    return found + [f"{name}\u00a0: la page n’est pas en ligne." for name in absent]


def _live(kind):
    return kind.objects.live()


def is_unfinished(page):
    """Its first text still, or a mark of it in a field of the page or in its text."""
    if print_of(page) == FIRST.get(page.slug):
        return True
    written = [str(getattr(page, name)) for name in getattr(page, "mandatory", ())]
    written += [page.intro, str(page.body.get_prep_value())]
    return any(mark in text.lower() for mark in MARKS for text in written)
