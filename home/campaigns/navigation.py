"""Navigation entries of campaigns: the Dircom writes, the office reads."""

from portal.models import Role
from portal.web.navigation import SPACE, Entry, register_entry

READERS = (Role.DIRCOM, Role.REFERENT, Role.DEPUTY)


def follows_campaigns(user):
    return user.is_authenticated and any(user.has_role(role) for role in READERS)


register_entry(
    SPACE,
    Entry("Campagnes", "home:campaigns", follows_campaigns, order=85, root="/espace/campagnes/"),
)
