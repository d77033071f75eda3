"""What pages add to the feed of their space: one is published, by the title that its readers see."""

from django.urls import reverse

from community.models import Space, SpacePage
from portal.feed.topics import Branch, Named, grow

ACTS = {"publish": "une page est publiée|{n} pages sont publiées"}


def address(space, slug):
    return reverse("community:page", args=[space.slug, slug])


grow(Space, Branch(SpacePage, ACTS, "space", named=Named("public_title", "slug", address)))
