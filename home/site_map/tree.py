"""Tree of published pages, from the table of pages alone."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import Page, PageViewRestriction

ABOVE = Q(below__startswith=F("page__path"))  # of the page itself, or of one above
SHOWN_ELSEWHERE = Q(page__aliases__isnull=False)


def closed(by=ABOVE):
    """Expression: whether a view restriction closes the page of the outer query."""
    below = ExpressionWrapper(OuterRef("path"), CharField())
    return Exists(PageViewRestriction.objects.annotate(below=below).filter(by))


class OneReading(models.Model):
    """Restrictions of a page and its ancestors, in one query; of an alias, those of its source."""

    is_open = False  # known to be closed by none of them: nothing is left to read

    class Meta:
        abstract = True

    def get_view_restrictions(self):
        if self.is_open:
            return PageViewRestriction.objects.none()
        paths = [self.path[:end] for end in range(Page.steplen, len(self.path) + 1, Page.steplen)]
        own = Q(page__path__in=paths, page__alias_of=None)
        return PageViewRestriction.objects.filter(own | Q(page__aliases__path__in=paths)).distinct()


NUMEROUS = ("newspage", "eventpage")  # their index lists them


def for_all(rows):
    """Rows that are published and that no view restriction closes, theirs or an ancestor's: one query."""
    return rows.filter(live=True).exclude(closed())


def published():
    """Every published page that everybody may read."""
    return for_all(Page.objects.filter(depth__gte=2))


def tree():
    """[{title, url, pages, many}] below the home; `many` counts what an index lists by itself."""
    kinds = [apps.get_model("home", name) for name in NUMEROUS]
    numerous = {kind.pk for kind in ContentType.objects.get_for_models(*kinds).values()}
    rows = published().filter(depth__gte=3).order_by("path")
    found, by_path = [], {}
    for path, title, url_path, kind in rows.values_list(
        "path", "title", "url_path", "content_type"
    ):
        above = by_path.get(path[: -Page.steplen])
        if kind in numerous and above:
            above["many"] += 1
            continue
        row = {"title": title, "url": address(url_path), "pages": [], "many": 0}
        by_path[path] = row
        (above["pages"] if above else found).append(row)
    return found


SECTIONS = (
    ("Le label", "le-label le-parcours la-gouvernance les-auditeurs devenir-labellise"),
    ("Locataires", "locataires un-probleme"),
    ("Ce qui se passe", "actualites agenda presse ressources partenaires"),
    ("Le site", "contact mentions-legales donnees-personnelles cookies accessibilite plan-du-site"),
)


def by_section(rows):
    """[(title, rows)] of a tree, in menu order; pages of no section come with the news."""
    slugs = {row["url"].strip("/"): row for row in rows}
    named = [
        (title, [slugs.pop(one) for one in names.split() if one in slugs])
        for title, names in SECTIONS
    ]
    named[2][1].extend(slugs.values())
    return named


def address(url_path):
    """« /le-label/ » from « /accueil/le-label/ »: the site's root is the home."""
    return "/" + url_path.split("/", 2)[2]


def above(path):
    """[(title, address)] of the pages between the home and the page at this path of the tree."""
    steps = range(3 * Page.steplen, len(path), Page.steplen)
    rows = Page.objects.filter(path__in=[path[:end] for end in steps]).order_by("path")
    pairs = rows.values_list("title", "url_path") if steps else ()
    return [(title, address(url_path)) for title, url_path in pairs]
