"""Where somebody stands towards a practice."""

from labelling.public import instructor, member
from observatory.models import GoodPractice
from portal import files
from portal.access import role, rule
from portal.models import Role

files.register_holder(GoodPractice)
dircom = role(Role.DIRCOM, "la Dircom")
contributor = member  # whoever acts for the organism whose practice it is


@rule("la personne qui a proposé la fiche")
def proposer(user, practice):
    return practice.proposed_by_id == user.pk


moderator = instructor - (contributor | proposer)  # BR-84: nobody validates their own record
publisher = instructor | dircom
keeper = contributor | instructor  # who may withdraw it at once
