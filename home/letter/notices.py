"""Mail notices to subscribers: confirmation, the letter itself, a test to oneself."""

from django.conf import settings

from portal.notifications.notices import Notice

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
    about="home.Subscription",
    template="home/letter/mail/confirm.txt",
    to=nobody,
    why=ASKED,
    still=is_waiting,
)
LETTER = Notice(
    "letter.letter",
    about="home.LetterCopy",
    template="home/letter/mail/letter.txt",
    to=nobody,
    why=RECEIVED,
    still=is_received,
    headers=unsubscribe_headers,
)
TEST = Notice(
    "letter.test",
    about="home.LetterIssue",
    template="home/letter/mail/test.txt",
    to=nobody,
    why="Vous recevez cet essai parce que vous l’avez demandé.",
)
