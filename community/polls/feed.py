"""What surveys add to the feed of their space: opened, closed, told; who answers is nowhere."""

from django.urls import reverse

from community.models import Space, Survey
from portal.feed.topics import Branch, Named, grow

ACTS = {
    "open": "une enquête est ouverte|{n} enquêtes sont ouvertes",
    "close": "une enquête est close|{n} enquêtes sont closes",
    "publish": "les résultats d’une enquête sont publiés|les résultats de {n} enquêtes sont publiés",
}


def address(space, reference):
    return reverse("community:survey", args=[space.slug, reference])


grow(Space, Branch(Survey, ACTS, "space", named=Named("title", "reference", address)))
