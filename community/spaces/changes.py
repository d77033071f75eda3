"""What the feed of a space tells of the space itself; its rooms add what they hold."""

from django.urls import reverse

from community.spaces.home import register_block
from community.spaces.models import Space
from portal.changes.lines import changes
from portal.changes.topics import Named, register_changes


def followed(user):
    return Space.objects.visible_to(user)


ACTS = {
    "close": "l’espace passe en lecture seule",
    "reopen": "l’espace est rouvert",
}
register_changes(Space, "Espace", followed, ACTS)


def named(title, place, page):
    """How a line of a space names a thing of one of its rooms: two of its columns, and the page that shows it."""
    return Named(title, place, lambda space, where: reverse(page, args=[space.slug, where]))


def block(user, space):
    """What changed since the visit that the page has just read (`tabs.frame`)."""
    found = changes(user, space, getattr(space, "seen_before", None))
    return ("community/spaces/changes.html", {"changes": found}) if found else None


register_block(block, order=5)
