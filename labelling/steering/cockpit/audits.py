"""Audits due: those whose day is set, and those that the dated rules ask for and nobody has planned."""

from labelling.parties.framework.binding import current_rules, published_versions
from labelling.parties.framework.kinds import DossierType
from labelling.parties.framework.models import LabelRulesVersion, Stage
from labelling.path.dossiers.models import LabelDossier
from portal.core.working_days import add_months

S = LabelDossier.State
BEFORE = (S.SUBMITTED, S.TO_COMPLETE, S.REGISTERED, S.DIAGNOSIS, S.PREPARATION)
A = Stage.Anchor
FURTHEST = 18  # months between the audit of a label and its end, at most


def of_dossiers(facts):
    """(organism, words, day, place): the first day of what is planned, else the last day of the window.

    The window is that of the dossier's own rules, where the day it is counted from is known.
    """
    planned = [one for one in facts.missions if one.starts_on]
    for one in planned:
        if facts.today <= one.starts_on <= facts.end:
            place = ("mission_detail", one.reference)
            yield one.dossier__organism, _audit_label(one.audit_type), one.starts_on, place
    yield from _to_plan(facts, {one.dossier for one in planned if one.audit_type != "hqs"})


def _to_plan(facts, planned):
    rules, today = published_versions(LabelRulesVersion), current_rules()
    closed = {one.dossier: one.closed_on for one in facts.missions if one.audit_type == "hqs"}
    held = {label.organism: label for label in facts.labels}
    for wait in facts.waits:
        row = wait.row
        if row.state not in BEFORE or row.pk in planned:
            continue
        stage = _audited(rules.get(row.rules, today), row.dossier_type)
        anchor = stage and _anchor(stage, closed.get(row.pk), held.get(row.organism))
        if anchor:
            said = f"{_audit_label(stage.audit_type)}, à planifier"
            yield row.organism, said, stage.window(anchor)[1], ("dossier_detail", row.reference)


def of_labels(facts):
    """The verification that comes before the end of a label whose renewal nobody has begun."""
    rules = published_versions(LabelRulesVersion)
    begun = {
        wait.row.organism for wait in facts.waits if wait.row.dossier_type == DossierType.RENEWAL
    }
    latest = add_months(facts.end, FURTHEST)
    for label in facts.labels:
        version = rules.get(label.dossier__rules)
        stage = version and _audited(version, DossierType.RENEWAL)
        if label.organism in begun or label.end_on > latest:
            continue
        if not stage or stage.anchor != A.LABEL_END:
            continue
        said = f"{_audit_label(stage.audit_type)}, à planifier"
        day = stage.window(label.end_on)[1]
        yield label.organism, said, day, ("label_detail", label.reference)


def _audited(rules, dossier_type):
    """The stage whose audit goes to the committee."""
    stages = rules.stages_for(dossier_type) if rules else ()
    return next((one for one in stages if one.audit_type not in ("", "hqs") and one.anchor), None)


def _anchor(stage, hqs_closed_on, label):
    if stage.anchor == A.HQS_CLOSING:
        return hqs_closed_on
    return label and (label.start_on if stage.anchor == A.LABEL_START else label.end_on)


def _audit_label(audit_type):
    return Stage.AuditType(audit_type).label if audit_type in Stage.AuditType.values else "audit"
