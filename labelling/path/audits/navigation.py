"""Audits in the member bar, for auditors, the office and organisms’ members, and on the page of a dossier."""

from labelling.parties.accreditation.rules import is_auditor
from labelling.parties.organisms.panels import Panel, register_panel
from labelling.parties.organisms.rules import instructor, memberships
from labelling.path.audits.missions.pages import findings_for
from labelling.path.audits.models import AuditFinding
from portal.web.navigation import SPACE, Entry, register_entry

ANOTHER = "l’organisme en donne une autre\u00a0; l’instruction continue."
GOING_ON = {
    AuditFinding.State.ANSWERED: f"L’auditeur ne l’a pas encore jugée. S’il la refuse, {ANOTHER}",
    AuditFinding.State.REJECTED: f"L’auditeur l’a refusée\u00a0: {ANOTHER}",
}


def concerned(user):
    if not user.is_authenticated:
        return False
    return instructor(user, None) or bool(memberships(user)) or is_auditor(user)


register_entry(
    SPACE,
    Entry("Audits", "labelling:mission_list", visible=concerned, order=40, root="/espace/audits/"),
)


@register_panel
def panel(user, _organism, dossier=None):
    """Answers that a dossier under instruction does not wait for, and that its auditor may still refuse (BR-36)."""
    if dossier is None or dossier.state not in ("review", "scheduled"):
        return None
    rows = (
        findings_for(user)
        .visible_to(user)
        .filter(mission__dossier=dossier, kind=AuditFinding.Kind.NC_MINOR, state__in=GOING_ON)
    )
    rows = rows.exclude(mission__audit_type="hqs")
    said = [(finding, GOING_ON[finding.state]) for finding in rows]
    return Panel("labelling/audits/panel.html", said) if said else None
