"""Tasks of the mail desk on a member's home: mails given up or bounced, lost addresses."""

from portal.mail_desk.catalogue import title
from portal.mail_desk.models import Delivery, LostAddress
from portal.mail_desk.rules import is_office
from portal.notifications.models import Message
from portal.ui import words
from portal.web.worklist import DO, Task, source

MOST = 10


def _succession(_user, row):
    return Task(
        DO,
        f"Trouver qui succède {words.to(row.person)}",
        "Son adresse refuse les courriels pour de bon",
        row.message.delivery_url,
        "vous",
    )


@source("person", "message", tell=_succession, most=MOST)
def lost_addresses(user):
    """One a person, until their address changes or their account is closed."""
    if not is_office(user):
        return None
    return LostAddress.objects.visible_to(user).filter(LostAddress.still_lost())


def _given_up(_user, row):
    return Task(
        DO,
        f"Courriel abandonné\u00a0: {title(row.notice)}",
        "Renvoyez-le, une fois la cause levée",
        row.get_absolute_url(),
        "vous",
    )


@source(tell=_given_up, most=MOST)
def given_up(user):
    """What nobody sent again since."""
    if not is_office(user):
        return None
    rows = Delivery.objects.visible_to(user).filter(state=Message.State.FAILED, again=None)
    return rows.order_by("-pk")
