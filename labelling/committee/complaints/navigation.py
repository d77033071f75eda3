"""Entry of requests in the member bar; what repeats of them on the page of an audit."""

from labelling.committee.complaints.handlers.rules import handled
from labelling.committee.complaints.models import repeated_of_the_service
from labelling.committee.complaints.rules import desk
from labelling.parties.organisms.panels import Panel, register_panel_of
from labelling.parties.organisms.rules import committee_office, instructor, memberships
from labelling.path.audits.models import AuditMission
from labelling.path.audits.rules import UNDER_WAY, assigned
from portal.web.navigation import SPACE, Entry, register_entry


def has_demands(user):
    """Those who answer, those who handle, and an organism for its appeals."""
    if not user.is_authenticated:
        return False
    handles = handled("handled_complaint")(user) or handled("handled_appeal")(user)
    answers = desk(user, None) or committee_office(user, None)
    return bool(answers or handles or memberships(user))


register_entry(
    SPACE,
    Entry("Demandes", "labelling:request_list", has_demands, order=65, root="/espace/demandes/"),
)


def repeated(user, mission):
    """What the auditor of a mission under way and the office read: how many complain of the service, nobody's words."""
    leads = assigned(user, mission) and mission.state in UNDER_WAY
    many = (
        repeated_of_the_service(mission.dossier.organism)
        if leads or instructor(user, mission)
        else 0
    )
    return Panel("labelling/complaints/repeated.html", many) if many else None


register_panel_of(AuditMission, repeated)
