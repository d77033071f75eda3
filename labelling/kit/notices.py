"""The mails of the kit: the rights of a photograph that come to their end."""

from portal.models import Role
from portal.notifications.notices import Notice
from portal.notifications.recipients import Holders

dircom = Holders((Role.DIRCOM,))


RIGHTS_END = Notice(
    "kit.rights_end",
    to=dircom,
    why="Vous recevez ce message parce que vous tenez le kit de communication.",
    dates=("rights_expire_on",),
)
