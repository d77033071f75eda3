"""The spaces: the club, closed to Bob, the auditors, a working group of Alice and Ali."""

from community.models import Acceptance, Charter, Space, SpaceMember
from community.spaces.standing import places
from tests.access.people import OFFICE

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
