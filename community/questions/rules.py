"""Permission rules of public questions: who prepares them, who publishes them."""

from community.spaces.rules import office
from portal.access import role
from portal.models import Role

dircom = role(Role.DIRCOM, "la Dircom")
publisher = office | dircom
