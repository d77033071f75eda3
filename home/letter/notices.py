"""Mail notices to subscribers: confirmation, the letter itself, a test to oneself."""

from django.conf import settings

from portal.notifications.notices import Group, Notice
from portal.notifications.placeholder_names import register_placeholders

GROUP = Group("Site public", 1010)

ASKED = "Vous recevez ce message parce que cette adresse a été donnée pour la lettre Quali’Hlm."
RECEIVED = "Vous recevez cette lettre parce que vous l’avez demandée et confirmée."


def nobody(_thing):
    return ()


def is_waiting(subscription):
    return subscription.confirmed_at is None and subscription.ended_at is None


def is_received(copy):
    """Checked at sending: whoever has left gets nothing."""
    return copy.subscription.confirmed_at is not None and copy.subscription.ended_at is None


def unsubscribe_headers(copy):
    """List-Unsubscribe-Post (RFC 8058): the mail program's own button."""
    address = settings.PORTAL_ADDRESS + copy.subscription.stop_url
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


CONFIRM = Notice(
    "letter.confirm",
    "La lettre attend une confirmation",
    about="home.Subscription",
    template="home/letter/mail/confirm.txt",
    to=nobody,
    why=ASKED,
    still=is_waiting,
    audience="l’adresse donnée",
    to_address=True,
    group=GROUP,
)
LETTER = Notice(
    "letter.letter",
    "La lettre du mois",
    about="home.LetterCopy",
    template="home/letter/mail/letter.txt",
    to=nobody,
    why=RECEIVED,
    still=is_received,
    headers=unsubscribe_headers,
    audience="les abonnés de la lettre",
    to_address=True,
    group=GROUP,
)
TEST = Notice(
    "letter.test",
    "Un essai de la lettre",
    about="home.LetterIssue",
    template="home/letter/mail/test.txt",
    to=nobody,
    why="Vous recevez cet essai parce que vous l’avez demandé.",
    audience="qui prépare la lettre",
    to_address=True,
    group=GROUP,
)

register_placeholders(
    {
        "thing.issue.subject": "objet_lettre",
        "thing.subject": "sujet",
        "thing.subscription.stop_url": "adresse_arret",
    }
)
