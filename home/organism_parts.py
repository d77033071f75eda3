"""News that name an organism, on its page of the directory."""

from django.db.models import Q

from home.pages.news import NewsPage
from home.site_map import tree
from labelling.public import OrganismLine, OrganismPart, register_organism_part
from portal.ui import words

SHOWN = 3


@register_organism_part
def news(organism):
    named = Q(title__icontains=organism.name) | Q(intro__icontains=organism.name)
    rows = tree.for_all(NewsPage.objects.filter(named)).order_by("-date", "-pk")[:SHOWN]
    lines = tuple(
        OrganismLine(title, tree.address(url_path), words.day(date))
        for title, url_path, date in rows.values_list("title", "url_path", "date")
    )
    return OrganismPart("Dans les actualités", lines) if lines else None
