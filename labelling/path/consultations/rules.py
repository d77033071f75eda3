"""Permission rules of consultations: who asks, who types what was said, who reads a remark to the auditors."""

from labelling.parties.accreditation.rules import is_auditor
from labelling.parties.organisms.affiliations import OFFICE
from labelling.parties.organisms.rules import instructor, member
from labelling.path.audits.rules import UNDER_WAY, running
from labelling.path.consultations.keys.models import AccessKey
from labelling.path.consultations.models import AuditorRemark, Consultation
from portal import documents
from portal.access import Visibility, register_visibilities, rule

documents.register_holder(Consultation)
register_visibilities(AccessKey, *OFFICE)
register_visibilities(
    AuditorRemark,
    Visibility(
        "l’auditeur de la mission",
        "parce que cette remarque n’est que pour lui",
        path="consultation__dossier__missions__auditor__user",
        where=lambda: running("consultation__dossier__missions__", UNDER_WAY),
        ties=is_auditor,
    ),
)

asker = member | instructor


@rule("l’auditeur de la mission")
def auditing(user, consultation):
    """The auditor of a mission of its dossier, accepted and whose access has not ended."""
    rows = consultation.dossier.missions.filter(running("", UNDER_WAY), auditor__user=user)
    return is_auditor(user) and rows.exists()


typist = instructor | auditing  # of what was said on paper or aloud; never the organism
