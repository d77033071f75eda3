"""What documents add to the feed of their space: one comes, one has another version, one is back."""

from django.urls import reverse

from community.models import Space, SpaceDocument
from portal.feed.topics import Branch, Named, grow

ACTS = {
    "add": "un document est déposé|{n} documents sont déposés",
    "add_version": "un document a une nouvelle version|{n} nouvelles versions de documents",
    "show": "un document est remis en ligne|{n} documents sont remis en ligne",
}


def address(space, slug):
    return reverse("community:document", args=[space.slug, slug])


grow(Space, Branch(SpaceDocument, ACTS, "space", named=Named("title", "slug", address)))
