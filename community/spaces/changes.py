"""Changes of a space itself; each topic adds those of its content."""

from django.urls import reverse

from community.spaces.blocks import register_block
from community.spaces.models import Space
from portal.changes.listing import changes
from portal.changes.registry import Named, register_changes


def followed(user):
    return Space.objects.visible_to(user)


ACTS = {
    "close": "l’espace passe en lecture seule",
    "reopen": "l’espace est rouvert",
}
register_changes(Space, "Espace", followed, ACTS)


def named(title, place, page):
    """How a line of changes names a thing: two columns, and the page that shows it."""
    return Named(title, place, lambda space, where: reverse(page, args=[space.slug, where]))


def block(user, space):
    """Changes since the last visit, already read with the page (`tabs.frame`)."""
    found = changes(user, space, getattr(space, "seen_before", None))
    return ("community/spaces/changes.html", {"changes": found}) if found else None


register_block(block, order=5)
