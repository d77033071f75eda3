"""Référent's desk of facts: pages that hold some, those approved, those unlocked."""

from django.db import transaction
from wagtail.models import Page

from home.pages.base import Reviewed
from home.review import models
from home.upkeep.models import PageFinding
from portal.search.french import sort_key

Kind = models.EditorialEntry.Kind


def kinds():
    """Page types that are reviewed before publication."""
    return [model for model in _below(Reviewed) if not model._meta.abstract]


def _below(model):
    for child in model.__subclasses__():
        yield child
        yield from _below(child)


def pages_with_facts():
    """[(page, its place, its last line)]: one query a page type, one for the lines."""
    pages = [page for model in kinds() for page in model.objects.filter(holds_facts=True)]
    lines = models.EditorialEntry.objects.filter(page__in=[p.pk for p in pages])
    last = {}
    for line in lines.select_related("by"):
        last.setdefault(line.page_id, line)
    rows = [(page, place(page), last.get(page.pk)) for page in pages]
    return sorted(rows, key=lambda row: sort_key(row[0].title))


def numbers_of_the_rules():
    """What editors typed that the rules tell too, what is no longer true first: found each morning."""
    kinds = (PageFinding.Kind.OTHER_RULE, PageFinding.Kind.RULE)
    return PageFinding.objects.filter(kind__in=kinds).select_related("page")


def place(page):
    """Place of the page, from its path: « accueil/le-label »."""
    return page.url_path.strip("/")


def find_page(where):
    """The page of that place, if of a reviewed type; else None."""
    page = Page.objects.filter(url_path=f"/{where}/", depth__gt=1).first()
    page = page.specific if page else None
    return page if isinstance(page, Reviewed) else None


def offers(page):
    """[(act, label, explanation)] that the référent may do with this page now."""
    if not page.holds_facts:
        return [(Kind.MARKED, "Vérifier les faits de cette page", MARK)]
    found = [(Kind.UNMARKED, "Ne plus vérifier cette page", UNMARK)]
    if page.fact_fields and models.last_reading(page):
        found.insert(0, (Kind.UNLOCKED, "Déverrouiller les dates et les chiffres", UNLOCK))
    return found


MARK = "Chaque version attendra votre accord avant d’être publiée."
UNMARK = "La Dircom publiera cette page sans votre accord."
UNLOCK = "La Dircom pourra les modifier\u00a0; votre accord les verrouillera de nouveau."


@transaction.atomic
def do(page, act, by, reason):
    """Do the act and write its line; False when it is no longer offered."""
    page = type(page).objects.select_for_update().get(pk=page.pk)
    if act not in [offered for offered, _, _ in offers(page)]:
        return False
    if act in (Kind.MARKED, Kind.UNMARKED):
        type(page).objects.filter(pk=page.pk).update(holds_facts=act == Kind.MARKED)
    models.write(page, act, by, reason=reason)
    return True
