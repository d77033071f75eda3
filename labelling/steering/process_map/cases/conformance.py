"""Conformance of dossiers with the plan of the rules in force for them: each deviation, its case, its derogation."""

from dataclasses import dataclass

from labelling.path.dossiers.models import STOPPED, LabelDossier, Waiver
from labelling.steering.process_map.cases.lives import audit_stage_of, rules_by_code

S = LabelDossier.State
WINDOW_RULE = "BR-17"
NAMES = {
    "outside": "Étape hors du plan",
    "skipped": "Étape du plan sautée",
    "back": "Retour à une étape d’avant",
    "early": "Audit ouvert avant sa fenêtre",
    "late": "Audit ouvert après sa fenêtre",
}


@dataclass(frozen=True)
class Deviation:
    """What a dossier did otherwise than its plan; `waiver` is the reason of its derogation, "" where it has none."""

    dossier: int
    code: str
    stage: str
    waiver: str = ""

    @property
    def name(self):
        return NAMES[self.code]


def deviations(traces, types, windows):
    """[Deviation] of dossiers; `types`: {key: type}, `windows`: {key: (first day, last day)} of their audit."""
    versions = rules_by_code()
    waived = dict(Waiver.objects.filter(rule=WINDOW_RULE).values_list("dossier", "reason"))
    found = []
    for trace in traces:
        rules = versions.get(trace.rules)
        if rules is None:
            continue
        plan = rules.stages_for(types[trace.key])
        found += _of_the_order(trace, plan)
        found += _of_the_window(
            trace, audit_stage_of(rules, types[trace.key]), windows.get(trace.key), waived
        )
    return found


def _of_the_order(trace, plan):
    """What was entered out of the order of the plan; a dossier that stopped has skipped nothing."""
    last, labels, found = 0, [one.label for one in plan], {}
    for passage in trace.passages:
        if passage.target in STOPPED:
            break
        rank = next((n for n, stage in enumerate(plan) if stage.covers(passage.target)), None)
        if rank is None:
            found["outside", str(S(passage.target).label)] = None
            continue
        if rank < last:
            found["back", labels[rank]] = None
        for missed in labels[last + 1 : rank]:
            found["skipped", missed] = None
        last = rank
    return [Deviation(trace.key, code, stage) for code, stage in found]


def _of_the_window(trace, stage, window, waived):
    opened = [one.day for one in trace.passages if one.act == "start_audit"]
    if window is None or not opened:
        return []
    told = (stage.label if stage else "", waived.get(trace.key, ""))
    if opened[0] < window[0]:
        return [Deviation(trace.key, "early", *told)]
    return [Deviation(trace.key, "late", *told)] if opened[0] > window[1] else []
