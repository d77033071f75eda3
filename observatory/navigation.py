"""Navigation entries: the observatory in the public bar, practices in the member space's."""

from labelling.public import instructor, memberships
from portal.models import Role
from portal.web.navigation import PUBLIC, SPACE, Entry, register_entry


def follows_practices(user):
    """Members of an organism, the office and the Dircom."""
    if not user.is_authenticated:
        return False
    return bool(memberships(user)) or instructor(user, None) or user.has_role(Role.DIRCOM)


NAMES = ("pratiques", "progresser", "reprises", "questions", "collections", "trophees")
ROOTS = (*(f"/espace/{name}/" for name in NAMES), "/espace/pratique-du-mois/")
register_entry(PUBLIC, Entry("Observatoire", "observatory:list", order=45, root="/observatoire/"))
register_entry(
    SPACE,
    Entry(
        "Recherches",
        "observatory:alerts",
        lambda user: user.is_authenticated,
        92,
        root="/espace/recherches/",
    ),
)
register_entry(
    SPACE,
    Entry("Pratiques", "observatory:practices", follows_practices, 65, root=ROOTS),
)
