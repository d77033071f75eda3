"""Entry of the evaluations of auditors in the member bar, their part of the pages of an accreditation and a mission."""

from labelling.committee.evaluations import pages
from labelling.committee.evaluations.rules import opener
from labelling.parties.accreditation.models import AuditorAccreditation
from labelling.parties.organisms.panels import register_panel_of
from labelling.path.audits.models import AuditMission
from portal.web.navigation import SPACE, Entry, register_entry

register_panel_of(AuditorAccreditation, pages.means_panel)
register_panel_of(AuditMission, pages.asking_panel)
register_entry(
    SPACE,
    Entry(
        "Évaluations",
        "labelling:evaluation_list",
        visible=lambda user: user.is_authenticated and opener(user, None),
        order=61,
        root="/espace/evaluations/",
    ),
)
