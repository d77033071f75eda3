"""News that name an organism, on its page of the directory."""

from django.db.models import Q

from home.pages.news import NewsPage
from labelling.public import OrganismLine, OrganismPart, register_organism_part
from portal.ui import words

SHOWN = 3


@register_organism_part
def news(organism):
    named = Q(title__icontains=organism.name) | Q(intro__icontains=organism.name)
    rows = NewsPage.objects.live().public().filter(named).order_by("-date", "-pk")[:SHOWN]
    lines = tuple(OrganismLine(one.title, one.url, words.day(one.date)) for one in rows)
    return OrganismPart("Dans les actualités", lines) if lines else None
