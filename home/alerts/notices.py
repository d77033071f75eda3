"""Mail notices of alerts: the confirmation, then what changed."""

from home import consent
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders

GROUP = Group("Site public", 1010)

ASKED = "Vous recevez ce message parce que cette adresse a été donnée pour une alerte Quali’Hlm."
RECEIVED = "Vous recevez cette alerte parce que vous l’avez demandée et confirmée."


def is_received(mail):
    """Checked at sending: whoever has left gets nothing."""
    return mail.alert.is_running


def unsubscribe_headers(mail):
    return consent.unsubscribe_headers(mail.alert)


CONFIRM = Notice(
    "alert.confirm",
    "Une alerte attend une confirmation",
    about="home.Alert",
    template="home/alerts/mail/confirm.txt",
    to=consent.nobody,
    why=ASKED,
    still=consent.is_waiting,
    audience="l’adresse donnée",
    to_address=True,
    group=GROUP,
)
ALERT = Notice(
    "alert.changed",
    "Du nouveau pour une alerte",
    about="home.AlertMail",
    template="home/alerts/mail/changed.txt",
    to=consent.nobody,
    why=RECEIVED,
    still=is_received,
    headers=unsubscribe_headers,
    audience="qui a demandé l’alerte",
    to_address=True,
    group=GROUP,
)

register_placeholders({"thing.about": "sujet_alerte", "thing.alert.stop_url": "adresse_arret"})
