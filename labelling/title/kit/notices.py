"""Notices of the kit: photograph rights that end."""

from portal.models import Role
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import Holders

GROUP = Group("Marque et kit", 620)

dircom = Holders((Role.DIRCOM,))


RIGHTS_END = Notice(
    "kit.rights_end",
    "Les droits d’un élément du kit prennent fin",
    to=dircom,
    why="Vous recevez ce message parce que vous tenez le kit de communication.",
    dates=("rights_expire_on",),
    audience="la Dircom",
    deadline=True,
    group=GROUP,
)

register_placeholders(
    {
        "thing.credit": "credit",
        "thing.rights_expire_on": "fin_des_droits",
    }
)
