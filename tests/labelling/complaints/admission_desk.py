"""Requests of a space at the office's desk: their acts sent as its pages do, who was invited, what was told."""

from portal.accounts.models import Invitation
from portal.web.submissions.once import new_key

CHECKED = "Siren et direction lus au registre des entreprises."


def act(admission, address):
    return f"{admission.get_absolute_url()}{address}/"


def post(client, admission, address, **data):
    admission.refresh_from_db()
    sent = {"version": admission.version, "once": new_key()} | data
    return client.post(act(admission, address), sent)


def invited():
    rows = Invitation.objects.pending().order_by("pk")
    return [(one.email, one.data["organism"], one.data["function"]) for one in rows]


def told(mailoutbox, address):
    return [mail.subject for mail in mailoutbox if mail.to == [address]]
