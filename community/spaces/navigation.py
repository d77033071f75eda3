"""Navigation entries of the communities in the member space; the first tabs of a space."""

from community.rules import comes
from community.spaces import figures, tabs  # noqa: F401 -- they register themselves
from community.spaces.members import jobs  # noqa: F401 -- they register themselves
from portal.web.navigation import SPACE, Entry, register_entry

ROOTS = ("/espace/communautes/", "/espace/club/", "/espace/auditeurs/", "/espace/groupes/")
ROOTS += ("/espace/contacts/", "/espace/mentorat/")

register_entry(SPACE, Entry("Communautés", "community:communities", comes, order=70, root=ROOTS))
tabs.register_tab(
    tabs.Tab("L’espace", "community:space", order=10),
    tabs.Tab("Équipe", "community:space_team", order=85),
    tabs.Tab("Charte", "community:space_charter", order=90),
    tabs.Tab(
        "Organismes",
        "community:space_organisms",
        lambda user, space: space.kind == "club",
        order=72,
    ),
)
