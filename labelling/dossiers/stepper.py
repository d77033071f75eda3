"""Stepper of a dossier: its stages with their dates, past or hoped for."""

from dataclasses import dataclass

from labelling.dossiers import stages, windows
from labelling.dossiers.models import STOPPED, LabelDossier
from portal.ui import words

S = LabelDossier.State
DECIDED = {S.GRANTED: "accordé", S.REFUSED: "refusé"}


@dataclass(frozen=True)
class Step:
    label: str
    note: str
    is_done: bool
    is_current: bool


def steps(dossier, dates):
    """One Step a stage of the rules. `dates`: {state: first entry}, from the journal."""
    plan = stages.stages(dossier)
    starts = [_start(dossier, stage, dates) for stage in plan]
    place = _place(dossier, plan, starts)
    is_over = dossier.state == S.GRANTED
    return [
        Step(
            label=stage.label,
            note=_note(dossier, plan, starts, number, place),
            is_done=number < place or is_over,
            is_current=number == place and not is_over,
        )
        for number, stage in enumerate(plan)
    ]


def _start(dossier, stage, dates):
    if stage.covers(S.DRAFT):
        is_ours = dossier.taken_over_on is None
        return stages.day_of(dossier.created_at) if is_ours else dossier.submitted_on
    return min((day for state, day in dates.items() if stage.covers(state)), default=None)


def _place(dossier, plan, starts):
    """The rank of the present stage; for a dossier that stopped, of the last one it entered."""
    current = stages.current_stage(dossier)
    if current is not None:
        return plan.index(current)
    entered = [number for number, start in enumerate(starts) if start]
    return max(entered, default=0)


def _note(dossier, plan, starts, number, place):
    if dossier.state in DECIDED and number == place:
        return f"{DECIDED[dossier.state]} le {words.day(dossier.decided_on, short=True)}"
    if number < place:
        later = starts[number + 1 :]
        if (
            dossier.taken_over_on
        ):  # of a stage that was skipped, the day is not that of the next one
            later = later[:1]
        end = next(filter(None, later), None)
        return f"faite le {words.day(end, short=True)}" if end else ""
    if number == place:
        start = starts[number]
        said = "arrêtée" if dossier.state in STOPPED else "en cours"
        return f"{said}, depuis le {words.day(start, short=True)}" if start else said
    return _hoped(dossier, plan[number])


def _hoped(dossier, stage):
    """« entre le 24 févr. et le 24 juin 2027 » when the window is known."""
    if stage != stages.audit_stage(dossier):
        return ""
    window = windows.audit_window(dossier)
    if window is None:
        return ""
    first, last = window
    same_year = first.year == last.year
    return f"entre le {words.day(first, short=True, year=not same_year)} et le {words.day(last, short=True)}"
