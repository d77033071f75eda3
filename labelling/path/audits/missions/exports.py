"""Exported tables of missions, and of the findings of one."""

from labelling.path.audits.missions import listing, pages
from labelling.path.audits.models import AuditMission
from portal.exports.columns import Column
from portal.exports.tables import Table
from portal.web.pages import visible_or_404

MISSIONS = Table(
    "audits",
    "Audits",
    (
        Column("type", "Audit", lambda one: one.get_audit_type_display()),
        Column("reference", "Référence", lambda one: one.reference),
        Column("organism", "Organisme", lambda one: one.dossier.organism.name),
        Column("auditor", "Auditeur", lambda one: one.auditor and str(one.auditor)),
        Column("starts", "Du", lambda one: one.starts_on),
        Column("ends", "Au", lambda one: one.ends_on),
        Column("state", "État", lambda one: one.get_state_display()),
        Column("due", "Échéance", lambda one: one.due_on),
    ),
    rows=listing.read_list,
    form=listing.filter_form,
)


def findings(user, _query, *, reference):
    mission = visible_or_404(AuditMission, user, rows=pages.rows(), reference=reference)
    return list(pages.findings_of(mission, user))


def _state(finding):
    return "Pour information" if finding.expects_nothing else finding.get_state_display()


FINDINGS = Table(
    "constats",
    "Constats",
    (
        Column("number", "Numéro", lambda one: one.number),
        Column("kind", "Nature", lambda one: one.get_kind_display()),
        Column("criterion", "Critère", lambda one: one.criterion.code),
        Column("text", "Fait observé", lambda one: one.text),
        Column("state", "État", _state),
        Column("due", "Réponse pour le", lambda one: None if one.expects_nothing else one.due_on),
    ),
    rows=findings,
)
