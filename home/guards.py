"""Protection of the pages that every footer links to: in place, published, at their address (BR-90)."""

from wagtail.models import Page

from portal.ui import words

KEPT = (
    *("contact", "locataires", "un-probleme"),
    *("mentions-legales", "donnees-personnelles", "accessibilite"),
)
DEPTH = 3  # right under the home
# Cited by the bar, the home, the tabs and the pages of errors: their address is part of the site.
NAMED = (
    "le-label le-parcours la-gouvernance les-auditeurs devenir-labellise actualites agenda presse "
    "ressources partenaires cookies plan-du-site"
).split()
ABOVE = {
    1: "«\u00a0{}\u00a0» porte tout le site\u00a0: elle ne peut être ni dépubliée, ni déplacée, ni supprimée.",
    2: "«\u00a0{}\u00a0» est l’accueil du site\u00a0: elle ne peut être ni dépubliée, ni déplacée, ni supprimée. "
    "Modifiez-la, puis publiez-la.",
}
TOLD = 5  # names of the pages below, before « et 12 autres »
SENTENCE = (
    "«\u00a0{}\u00a0» est citée {}\u00a0: elle ne peut être ni dépubliée, ni déplacée, "
    "ni supprimée. Modifiez-la, puis publiez-la."
)
WHERE = {True: "au pied de chaque page", False: "par les menus du site"}


def inside(page):
    """The first protected page that is this one or below it, or None."""
    kept = page.get_descendants(inclusive=True).filter(slug__in=(*KEPT, *NAMED), depth=DEPTH)
    return kept.order_by("path").first()


def refusal(pages):
    """Why these pages may not be moved or removed, or None."""
    page = next(filter(is_fixed, pages), None)
    if page is None:
        return None
    if page.depth < DEPTH:
        return ABOVE[page.depth].format(page.title)
    return SENTENCE.format(page.title, WHERE[page.slug in KEPT])


def is_fixed(page):
    """The root, the home, and the pages that the site cites by themselves."""
    return page.depth < DEPTH or (page.depth == DEPTH and page.slug in (*KEPT, *NAMED))


def below(page):
    """[title] of every page below, drafts too."""
    return list(page.get_descendants().order_by("path").values_list("title", flat=True))


def falling(page):
    """[title] of the published pages below: they would fall with it."""
    return list(page.get_descendants().live().order_by("path").values_list("title", flat=True))


def named(titles):
    """« A », « B » and how many more."""
    shown = ", ".join(f"«\u00a0{title}\u00a0»" for title in titles[:TOLD])
    more = len(titles) - TOLD
    return shown if more <= 0 else f"{shown} et {words.count(more, 'autre', 'autres')}"


def is_kept(page):
    return bool(page.pk) and Page.objects.filter(pk=page.pk, slug__in=KEPT, depth=DEPTH).exists()


def problems(page):
    """A protected page keeps its address and has no end date."""
    before = Page.objects.filter(pk=page.pk, slug__in=(*KEPT, *NAMED), depth=DEPTH).first()
    if before is None:
        return []
    found = []
    if page.slug != before.slug:
        found.append(
            (
                "slug",
                f"Gardez l’adresse «\u00a0{before.slug}\u00a0»\u00a0: d’autres pages la citent.",
            )
        )
    if page.expire_at:
        found.append(("expire_at", "Cette page reste publiée\u00a0: retirez la date de fin."))
    return found
