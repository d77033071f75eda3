"""Permission rules of the brand: the Dircom writes, the référent and the deputy read."""

from labelling.parties.organisms.rules import instructor
from labelling.title.brand.charters import looks  # noqa: F401 -- gives the site its look
from labelling.title.brand.models import BrandCharterVersion, Trademark, UsageRulesVersion
from portal import documents
from portal.access import role
from portal.cache import versions
from portal.models import Role

dircom = role(Role.DIRCOM, "la Dircom")
office = dircom | instructor

documents.register_holder(UsageRulesVersion)
versions.watch(BrandCharterVersion)
versions.watch(Trademark, UsageRulesVersion)
