"""Stages of a dossier in the plan of its rules, with the dates of entry."""

from labelling.path.dossiers.models import FINAL, LabelDossier
from portal.core import clock

S = LabelDossier.State


def current_stage(dossier):
    """The stage that the dossier goes through now, or None at its end.

    Its rules are dated: a state that they do not name yet is a pause in the last stage entered.
    """
    found = _stage_of(dossier, dossier.state)
    if found is None and dossier.state not in FINAL:
        before = (_stage_of(dossier, line.target) for line in dossier.history if line.target)
        return next(filter(None, before), None)
    return found


def _stage_of(dossier, state):
    return dossier.rules.stage_at(dossier.dossier_type, state)


def stages(dossier):
    return dossier.rules.stages_for(dossier.dossier_type)


def reached(dossier):
    """The stages gone through so far, the present one included; all of them once the path is over."""
    current = current_stage(dossier)
    return [stage for stage in stages(dossier) if current is None or stage.order <= current.order]


def pieces_due(dossier):
    """The pieces asked for by the stages gone through so far (BR-13)."""
    codes = {stage.code for stage in reached(dossier)}
    return [
        piece for piece in dossier.rules.pieces_for(dossier.dossier_type) if piece.stage in codes
    ]


def has_hqs(dossier):
    """Does the plan of this type of dossier hold an HQS diagnosis?"""
    return any(stage.audit_type == "hqs" for stage in stages(dossier))


def audit_stage(dossier):
    """The stage whose audit goes to the committee, with its window (BR-17)."""
    return next((s for s in stages(dossier) if s.audit_type and s.audit_type != "hqs"), None)


def entries(dossier):
    """{state: date of its first entry}, from the journal; of what was taken over, by the tracking."""
    told = {line.target: _entered(dossier, line) for line in dossier.history if line.target}
    return {state: day for state, day in told.items() if day}


def _entered(dossier, line):
    """The journal of a dossier taken over begins with the day of its import, not with that of the fact."""
    is_first = dossier.taken_over_on is not None and not line.source
    return dossier.known_since if is_first else day_of(line.at)


def day_of(instant):
    return instant.astimezone(clock.PARIS).date()


def entered_on(dossier, stage):
    """The first day that counts for `stage`: evidence before it belongs elsewhere (BR-14).

    Tenants are told before one applies: the first stage counts from D01t before the dossier was opened.
    """
    if stage.covers(S.DRAFT):
        return dossier.rules.due("D01t", day_of(dossier.created_at))
    found = [day for state, day in entries(dossier).items() if stage.covers(state)]
    since = dossier.submitted_on if dossier.taken_over_on else None
    return min(found, default=since or day_of(dossier.since_at))
