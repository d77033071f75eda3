"""Tasks of the members' directory on a member's home: messages to answer."""

from community.people.models import Contact
from portal.web import worklist

LIMIT = 10


@worklist.provider
def messages(user):
    rows = Contact.objects.filter(recipient=user.pk, state="sent").select_related("sender")
    return [
        worklist.Task(
            worklist.DO, f"Message de {row.sender}", "Annuaire des membres", row.get_absolute_url(),
            "vous", button="Répondre",
        )
        for row in rows.order_by("created_at", "pk")[:LIMIT]
    ]  # fmt: skip
