"""The spaces: the club, closed to Bob, the auditors, a working group of Alice and Ali."""

from community.faq import recording as faq
from community.models import Acceptance, Charter, Space, SpaceMember
from community.spaces.standing import places
from community.threads import recording
from tests.access.people import OFFICE, OWN

GROUP = ("alice", "ali", *OFFICE)


def fill(world):
    club, auditors = Space.objects.get(slug="club"), Space.objects.get(slug="auditeurs")
    group = Space.objects.create(
        slug="charges", kind="group", name=world.canary("groupe", *GROUP), intro="Énergie"
    )
    for name, function in (("alice", "animator"), ("ali", "member")):
        SpaceMember.objects.create(space=group, person=world.people[name], function=function)
    for space in (club, auditors, group):
        charter = Charter.objects.get(kind=space.kind)
        for person in world.people.values():
            if space.pk in places(person):
                Acceptance.objects.create(space=space, charter=charter, person=person)
    for person in world.people.values():
        person._places = None, None
    for side in ("ours", "theirs"):
        world.things[side] |= {"space": "club", "auditors_space": "auditeurs"}
        world.things[side] |= {"group_space": "charges"}
    talk(world, club, group)


def talk(world, club, group):
    """A question answered, certified, reported, hidden in part; its entry of the FAQ; one of the group."""
    people, readers = world.people, (*OWN, *OFFICE)
    alice, chloe, sonia = (people[name] for name in ("alice", "chloe", "sonia"))
    title, source = world.canary("question", *readers), world.canary("message", *readers)
    thread = recording.ask(club, by=alice, title=title, source=source, tags=("T07",))
    given = recording.answer(thread, by=chloe, source=world.canary("answer", *readers))
    given.workflow.fire(given, "certify", by=sonia)
    details = {"motive": "other", "details": world.canary("report", *OFFICE)}
    given.workflow.fire(given, "report", by=alice, **details)
    lost = recording.answer(thread, by=alice, source=world.canary("hidden", "alice", *OFFICE))
    facts = {"motive": "tone", "details": world.canary("hiddennote", "alice", *OFFICE)}
    lost.workflow.fire(lost, "hide", by=sonia, **facts)
    text = world.canary("faq", *readers)
    entry = faq.publish(thread, by=sonia, title="Une question", source=text)
    facts = {
        "title": world.canary("grouptitle", *GROUP),
        "source": world.canary("grouptext", *GROUP),
    }
    apart = recording.ask(group, by=people["ali"], **facts)
    for side in ("ours", "theirs"):
        world.things[side] |= {
            "thread": thread.reference,
            "message": 1,
            "faq_entry": entry.reference,
        }
        world.things[side] |= {"group_thread": apart.reference}
