"""History of an organism as its lines tell it: its dossiers one after the other, their audits and decisions."""

from dataclasses import dataclass, field

from labelling.parties.framework.kinds import DossierType
from labelling.path.dossiers.models import LabelDossier
from labelling.steering.follow_up.models import Exchange
from labelling.steering.follow_up.past import PastFact
from labelling.steering.history_import import rules
from labelling.steering.history_import.lines.base import Line
from portal.ui import partial_dates


def organisms_of(compared, kept):
    """{name in the file: organism}: those that were found, and those that have just been made."""
    found = {one.line.get("name"): one.organism for one in compared if one.organism}
    return found | {line.get("name"): organism for line, organism in kept}


def follow_up_of(tracking, organisms):
    """[PastFact]: a relance a line of reminder, a remark a line of organism; a line about nobody known is left."""
    return [*_relances(tracking, organisms), *_remarks(tracking, organisms)]


def _relances(tracking, organisms):
    for line in tracking.reminders:
        name = line.get("organism")
        organism = organisms.get(tracking.names.get(name, name))
        if organism is not None:
            text = line.get("text") or "Relance, sans autre précision."
            yield PastFact(organism, text, Exchange.Kind.RELANCE, line.get("on", ""), line.place)


def _remarks(tracking, organisms):
    for line in tracking.organisms:
        organism = organisms.get(line.get("name"))
        if organism is not None and line.get("note"):
            yield PastFact(organism, line.get("note"), place=line.place)


S = LabelDossier.State
DECIDED = {"granted": S.GRANTED, "refused": S.REFUSED}


@dataclass
class Procedure:
    """A dossier of the past; `line` is that of its decision, None where the file has none."""

    state: str
    dossier_type: str = DossierType.INITIAL
    applied_on: str = ""
    decided_on: object = None
    decision: Line | None = None
    audits: list = field(default_factory=list)
    steps: list = field(default_factory=list)  # (what, day as it is known)
    has_label: bool = False


def procedures(line, audits, decisions, steps=()):
    """The dossiers of an organism in their order; the last one is where it stands."""
    decisions = [one for one in decisions if _session(one)]
    found = [
        _decided(one) for one in sorted(decisions, key=_session) if one.get("decision") in DECIDED
    ]
    status, committee = line.get("status"), partial_dates.precise(line.get("committee_on"))
    if status in rules.LABELS:
        found = _of_a_title(found, line, committee)
    else:
        pending = [one for one in decisions if one.get("decision") == "pending"]
        found.append(Procedure(rules.DOSSIERS[status], decision=pending[-1] if pending else None))
    has_title = line.get("is_renewal", False)
    for one in found:
        one.dossier_type = DossierType.RENEWAL if has_title else DossierType.INITIAL
        has_title = has_title or one.state == S.GRANTED
    for step in steps:
        if step.get("kind") == "application":
            _give_application(found, step.get("on", ""))
        else:
            on = step.get("on", "")
            _procedure_of(found, _first_day(on)).steps.append((step.get("text"), on))
    if not any(step.get("kind") == "application" for step in steps):
        _give_application(found, line.get("application_on", ""))
    for audit in audits:
        _procedure_of(found, _day_of(audit)).audits.append(audit)
    return found


def _decided(line):
    return Procedure(DECIDED[line.get("decision")], decided_on=_session(line), decision=line)


def _of_a_title(found, line, committee):
    """A title follows a grant: of the committee that the lines name, else of the first day of the label."""
    granted = [one for one in found if one.state == S.GRANTED]
    start = partial_dates.precise(line.get("label", {}).get("start"))
    if committee and all(one.decided_on != committee for one in granted):
        found.append(Procedure(S.GRANTED, decided_on=committee))
    elif not granted:
        found.append(Procedure(S.GRANTED, decided_on=start))
    found.sort(key=lambda one: one.decided_on)
    last = [one for one in found if one.state == S.GRANTED][-1]
    last.has_label = True
    return found


def _give_application(found, said):
    """The first dossier decided since one applied, else the one under way; after the last decision, a fact of it."""
    day = _first_day(said)
    procedure = _procedure_of(found, day)
    if day and procedure.decided_on and procedure.decided_on < day:
        procedure.steps.append(("Candidature", said))
    else:
        procedure.applied_on = said


def _procedure_of(found, day):
    if day is None:
        return found[0]
    return next((one for one in found if one.decided_on and one.decided_on >= day), found[-1])


def _first_day(said):
    span = partial_dates.parse(said)
    return span[0] if span else None


def _session(line):
    return partial_dates.precise(line.get("session"))


def _day_of(audit):
    span = partial_dates.parse(audit.get("end")) or partial_dates.parse(audit.get("start"))
    return span[0] if span else None
