"""Permission rules of licences; they hold the proofs of removal."""

from labelling.title.licences.models import BrandLicence
from portal import documents
from portal.access import role, rule
from portal.models import Role

documents.register_holder(BrandLicence)
dircom = role(Role.DIRCOM, "la Dircom")


@rule("qui a proposé la révocation")
def accuser(user, licence):
    return licence.grievance_by_id == user.pk
