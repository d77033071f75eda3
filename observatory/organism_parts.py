"""Practices of an organism, on its page of the directory."""

from django.urls import reverse

from labelling.public import OrganismLine, OrganismPart, register_organism_part
from observatory.practices.models import GoodPractice
from portal.ui import words

SHOWN = 5


@register_organism_part
def practices(organism):
    told = GoodPractice.objects.published().filter(organism=organism)
    told = told.only("slug", "title", "published_on").order_by("-published_on", "-pk")
    rows = list(told[: SHOWN + 1])
    if not rows:
        return None
    lines = tuple(
        OrganismLine(one.title, one.get_public_url(), f"publiée le {words.day(one.published_on)}")
        for one in rows[:SHOWN]
    )
    every = reverse("observatory:list", query={"q": organism.name})
    more = OrganismLine("Toutes ses pratiques", every) if len(rows) > SHOWN else None
    return OrganismPart("Ses bonnes pratiques", lines, more)
