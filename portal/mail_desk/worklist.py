"""For the référent: mails given up, come back, addresses lost; for the others of an organism, who succeeds."""

from portal.mail_desk.catalogue import title
from portal.mail_desk.models import Delivery, LostAddress
from portal.mail_desk.rules import is_office
from portal.notifications.models import Message
from portal.web.worklist import DO, Task, provider

MOST = 10


@provider
def lost_addresses(user):
    """One a person, until their address changes or their account is closed. One query."""
    if not is_office(user):
        return []
    rows = LostAddress.objects.visible_to(user).filter(LostAddress.still_lost())
    return [
        Task(
            DO,
            f"Trouver qui succède à {row.person}",
            "Son adresse refuse les courriels pour de bon",
            row.message.delivery_url,
            "le référent label",
        )
        for row in rows.select_related("person", "message")[:MOST]
    ]


@provider
def given_up(user):
    """What nobody sent again since; one query."""
    if not is_office(user):
        return []
    rows = Delivery.objects.visible_to(user).filter(state=Message.State.FAILED, again=None)
    return [
        Task(
            DO,
            f"Courriel abandonné\u00a0: {title(row.notice)}",
            "Renvoyez-le, une fois la cause levée",
            row.get_absolute_url(),
            "le référent label",
        )
        for row in rows.order_by("-pk")[:MOST]
    ]
