"""Entry of the evaluations of auditors in the member bar, their part of the pages of an accreditation and a mission."""

from labelling.accreditation.models import AuditorAccreditation
from labelling.audits.models import AuditMission
from labelling.evaluations import pages
from labelling.evaluations.rules import opener
from labelling.organisms.panels import register_panel_of
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
