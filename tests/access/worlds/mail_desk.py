"""World of the mail desk: a mail that waits, one that bounced, a hold and a text of the référent."""

from datetime import timedelta

from portal.core import clock
from portal.models import Hold, LostAddress, Message, TextVersion
from tests.access.people import OFFICE

KEY = "dossier.submitted"


def fill(world):
    alice = world.people["alice"]
    dossier = world.organism.dossiers.order_by("pk").first()
    about = {"notice": KEY, "template": "labelling/dossiers/mail/submitted.txt", "person": alice}
    about |= {"thing_type": "labelling.labeldossier", "thing_id": dossier.pk}
    waiting = Message.objects.create(event_key=f"{KEY}:world:1", **about)
    back = Message.objects.create(
        event_key=f"{KEY}:world:2",
        state=Message.State.SENT,
        sent_at=clock.now() - timedelta(days=1),
        subject=world.canary("objet", "alice", *OFFICE),
        body=world.canary("texte", "alice", *OFFICE),
        error=world.canary("retour", *OFFICE),
        bounce="hard",
        bounced_at=clock.now(),
        **about,
    )
    LostAddress.objects.create(person=alice, address=alice.email, message=back)
    hold = Hold.objects.create(
        reference="QH-RC-2026-0001",
        notice="dossier.scheduled",
        what=world.canary("retenue", *OFFICE),
        reason=world.canary("motif", *OFFICE),
        until_on="2026-12-12",
    )
    TextVersion.objects.create(
        notice="dossier.scheduled",
        number=1,
        subject=world.canary("sujet", *OFFICE),
        body=world.canary("corps", *OFFICE),
        by=world.people["sonia"],
    )
    for side in ("ours", "theirs"):
        world.things[side] |= {"waiting": waiting.uid, "back": back.uid, "hold": hold.reference}
        world.things[side] |= {
            "coming_day": "2026-11-24",
            "notice": KEY,
            "text": "dossier.scheduled",
        }
