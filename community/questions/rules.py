"""Who prepares the public text of an entry, and who publishes it."""

from community.spaces.rules import office
from portal.access import role
from portal.models import Role

dircom = role(Role.DIRCOM, "la Dircom")
publisher = office | dircom
