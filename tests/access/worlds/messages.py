"""World of messages: one to Alice and one to Bob, each read by that person alone."""

from portal.notifications import outbox, unsubscribe
from portal.notifications.models import Message


def fill(world):
    told = outbox.NOTICES["dossier.registered"]
    for side, name, dossier in (
        ("ours", "alice", world.dossier),
        ("theirs", "bob", world.other_dossier),
    ):
        said = world.canary(f"{side}message", name)
        message = Message.objects.create(
            event_key=f"{told.key}:{side}",
            person=world.people[name],
            notice=told.key,
            template=outbox.template_of(told, "labelling/dossiers"),
            thing_type="labelling.labeldossier",
            thing_id=dossier.pk,
            state=Message.State.SENT,
            subject=said,
            name=said,
        )
        world.things[side]["stop_token"] = unsubscribe.address(message).split("/")[-2]
