"""Tasks of the members' directory on a member's home: messages to answer."""

from community.people.models import Contact
from portal.ui import words
from portal.web import worklist


def _message(_user, row):
    return worklist.Task(
        worklist.DO,
        f"Message {words.of(row.sender)}",
        "Annuaire des membres",
        row.get_absolute_url(),
        "vous",
        button="Répondre",
    )


@worklist.source("sender", tell=_message, most=10)
def messages(user):
    rows = Contact.objects.filter(recipient=user.pk, state="sent")
    return rows.order_by("created_at", "pk")
