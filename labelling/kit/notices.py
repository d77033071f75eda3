"""The mails of the kit: the rights of a photograph that come to their end."""

from portal.models import Role, User
from portal.outbox import Notice


def stewards(_asset):
    roles = (Role.DIRCOM,)
    return User.objects.filter(groups__name__in=roles, is_active=True).distinct()


RIGHTS_END = Notice(
    "kit.rights_end",
    to=stewards,
    why="Vous recevez ce message parce que vous tenez le kit de communication.",
)
