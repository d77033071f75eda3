"""Mail notices to subscribers: confirmation, the letter itself, a test to oneself."""

from home import consent
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders

GROUP = Group("Site public", 1010)

ASKED = "Vous recevez ce message parce que cette adresse a été donnée pour la lettre Quali’Hlm."
RECEIVED = "Vous recevez cette lettre parce que vous l’avez demandée et confirmée."


def is_received(copy):
    """Checked at sending: whoever has left gets nothing."""
    return copy.subscription.is_running


def unsubscribe_headers(copy):
    return consent.unsubscribe_headers(copy.subscription)


CONFIRM = Notice(
    "letter.confirm",
    "La lettre attend une confirmation",
    about="home.Subscription",
    template="home/letter/mail/confirm.txt",
    to=consent.nobody,
    why=ASKED,
    still=consent.is_waiting,
    audience="l’adresse donnée",
    to_address=True,
    group=GROUP,
)
LETTER = Notice(
    "letter.letter",
    "La lettre du mois",
    about="home.LetterCopy",
    template="home/letter/mail/letter.txt",
    to=consent.nobody,
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
    to=consent.nobody,
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
