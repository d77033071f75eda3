"""Scenario acts of audit missions."""

from labelling.path.audits import actions, guards
from labelling.path.audits.workflow import FINDING
from portal.scenario import act
from portal.scenario.files import document


@act("mission.open", screen="labelling:mission_list_of_dossier", who="le référent label")
def open_mission(by, dossier, audit_type):
    """Open a mission of a type on a dossier."""
    return actions.open_mission(dossier, audit_type, by=by)


@act("mission.rate_all", screen="labelling:mission_criterion", who="l’auditeur")
def rate_all(by, on, rating=2, ratings=None, na=None, comment="Vérifié sur pièces et sur site."):
    """Rate every criterion in scope: a default, exceptions by code, a list of codes not applicable."""
    chosen, not_applicable = ratings or {}, set(na or ())
    values = {
        c.code: (chosen.get(c.code, rating), c.code in not_applicable, comment)
        for c in guards.criteria_of(on)
    }
    actions.rate(on, values, by=by)


@act("mission.add_finding", screen="labelling:finding_add", who="l’auditeur")
def add_finding(by, on, kind, criterion, text, evidence=""):
    """Write a finding on a criterion (its code)."""
    found = next(c for c in guards.criteria_of(on) if c.code == criterion)
    return actions.add_finding(on, by=by, kind=kind, criterion=found, text=text, evidence=evidence)


@act("finding.answer", screen="labelling:finding_act repondre-au-constat", who="l’organisme")
def answer(by, on, **values):
    """Answer a finding; a sample proof comes with the answer to a major non-conformity."""
    if guards.is_major(on):
        values["proof"] = document("Preuve de la correction", "Les dossiers repris, un par un.")
    FINDING.fire(on, "answer", by=by, **values)


@act("mission.observe", screen="labelling:mission_observe", who="l’organisme")
def observe(by, on, text="L’organisme partage les constats et n’a pas d’observation de fond."):
    """Give the organism's observations on the draft report."""
    actions.observe(on, text, by=by)
