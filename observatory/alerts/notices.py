"""Mail notice of a saved search: its new practices; none when there are none."""

from django.conf import settings

from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import EVERYBODY

GROUP = Group("Observatoire", 830)

WHY = "Vous recevez ce message parce que vous gardez cette recherche dans l’observatoire."


def reader(digest):
    return [digest.search.person]


def is_wanted(digest):
    """Checked at sending: mails not stopped, something still to read."""
    return digest.search.sends and bool(digest.shown)


def unsubscribe_headers(digest):
    """List-Unsubscribe-Post (RFC 8058): the mail program's own button."""
    return {
        "List-Unsubscribe": f"<{settings.PORTAL_ADDRESS}{digest.search.stop_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


DIGEST = Notice(
    "practice.digest",
    "De nouvelles pratiques pour une recherche gardée",
    about="observatory.SearchDigest",
    template="observatory/mail/digest.txt",
    to=reader,
    why=WHY,
    still=is_wanted,
    headers=unsubscribe_headers,
    audience="qui garde la recherche",
    group=GROUP,
    reaches=(EVERYBODY,),
)

register_placeholders(
    {
        "thing.search": "recherche",
        "thing.search.get_absolute_url": "adresse_recherche",
        "thing.search.stop_url": "adresse_arret",
    }
)
