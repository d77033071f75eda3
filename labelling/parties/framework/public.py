"""Rules in force as the public reads them: stages and evaluation framework."""

from labelling.parties.framework import pages
from labelling.parties.framework.binding import current_framework, current_rules
from labelling.parties.framework.kinds import DossierType
from portal.core.read_once import read_once
from portal.workflow import Refused


@read_once
def rules_in_force():
    """{version, months, kinds}: the stages of each type of dossier, in order, from the rules in force.

    None before the first version. `kinds` are {code, label, stages}; a stage says its label, its
    note, its audit with its window, whether the committee decides and tenants are heard.
    """
    try:
        rules = current_rules()
    except Refused:
        return None
    kinds = [
        {"code": kind.value, "label": kind.label, "stages": [_stage(stage) for stage in stages]}
        for kind in DossierType
        if (stages := rules.stages_for(kind))
    ]
    return {"version": rules, "months": rules.label_months, "kinds": kinds}


@read_once
def asked_pieces(kind=DossierType.INITIAL):
    """[{stage, pieces}]: the documents that the rules in force ask for, stage by stage; [] before the first version."""
    try:
        rules = current_rules()
    except Refused:
        return []
    rows = [(one.label, list(rules.pieces_for(kind, one.code))) for one in rules.stages_for(kind)]
    return [{"stage": label, "pieces": pieces} for label, pieces in rows if pieces]


def _stage(stage):
    return {
        "code": stage.code,
        "label": stage.label,
        "note": stage.hint,
        "audit": stage.get_audit_type_display() if stage.audit_type else "",
        "window": stage.window_shown,
        "is_decided": stage.is_decided,
        "hears_tenants": stage.needs_tenants,
    }


@read_once
def evaluation_framework():
    """{version, themes}: each theme with its criteria, from the framework in force; None before it."""
    try:
        version = current_framework()
    except Refused:
        return None
    return {"version": version} | {"themes": list(pages.describe(version)[1]["themes"])}
