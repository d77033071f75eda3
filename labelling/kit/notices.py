"""The mails of the kit: the rights of a photograph that come to their end."""

from portal.models import Role, User
from portal.outbox import Notice


def dircom(_asset):
    return User.objects.filter(groups__name=Role.DIRCOM, is_active=True)


RIGHTS_END = Notice(
    "kit.rights_end",
    to=dircom,
    why="Vous recevez ce message parce que vous tenez le kit de communication.",
    dates=("rights_expire_on",),
)
