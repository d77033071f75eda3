"""Audits in the member bar, for auditors, the office and organisms’ members, and on the page of a dossier."""

from labelling.accreditation.rules import is_auditor
from labelling.audits.models import AuditFinding
from labelling.organisms.panels import Panel, register_panel
from labelling.organisms.rules import instructor, memberships
from portal.web.navigation import SPACE, Entry, register_entry


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
    kept = AuditFinding.State.ANSWERED, AuditFinding.State.REJECTED
    rows = AuditFinding.objects.visible_to(user).filter(
        mission__dossier=dossier, kind=AuditFinding.Kind.NC_MINOR, state__in=kept
    )
    rows = list(rows.exclude(mission__audit_type="hqs").select_related("mission"))
    return Panel("labelling/audits/panel.html", rows) if rows else None
