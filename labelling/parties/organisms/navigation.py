"""Entries of organisms in the member bar: all of them for the office, one's own for its people."""

from labelling.parties.organisms.rules import instructor, memberships
from portal.web.navigation import SPACE, Entry, register_entry


def acts_for_one(user):
    return bool(memberships(user)) and not instructor(user, None)


register_entry(
    SPACE,
    Entry(
        "Mon organisme",
        "labelling:organism_own",
        visible=acts_for_one,
        order=15,
        root="/espace/organismes/",
    ),
    Entry(
        "Organismes",
        "labelling:organism_list",
        visible=lambda user: instructor(user, None),
        order=50,
        root="/espace/organismes/",
    ),
)
