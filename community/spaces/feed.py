"""What the feed of a space tells of the space itself; its rooms add what they hold."""

from community.models import Space
from community.spaces.home import add_block
from portal.feed.reading import changes
from portal.feed.topics import follow


def followed(user):
    return Space.objects.visible_to(user)


ACTS = {
    "close": "l’espace passe en lecture seule",
    "reopen": "l’espace est rouvert",
}
follow(Space, "Espace", followed, ACTS)


def block(user, space):
    """What changed since the visit that the page has just read (`tabs.frame`)."""
    found = changes(user, space, getattr(space, "seen_before", None))
    return ("community/spaces/changes.html", {"changes": found}) if found else None


add_block(block, order=5)
