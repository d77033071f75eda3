"""Window of an audit: the days between which it may open, counted from what its stage says (BR-17)."""

from labelling.parties.organisms.models import Organism
from labelling.path.dossiers import stages
from labelling.path.dossiers.addresses import page
from labelling.path.dossiers.steps.guards import OFFICE, hqs_mission
from portal.core import clock
from portal.ui import words
from portal.workflow import Problem, guard

ANCHORING = ("active", "extended", "suspended")  # labels whose dates open the window of an audit


def anchor_day(dossier, stage):
    """The date from which the window of `stage` is counted, or None when it is not known yet."""
    if stage.anchor == stage.Anchor.HQS_CLOSING:
        mission = hqs_mission(dossier)
        return anchor_of(stage, hqs_closed_on=mission.closed_on if mission else None)
    held = Organism(pk=dossier.organism_id).labels.filter(state__in=ANCHORING)
    return anchor_of(stage, label=held.order_by("-start_on").first())


def anchor_of(stage, *, hqs_closed_on=None, label=None):
    """The same of what was read already."""
    if stage.anchor == stage.Anchor.HQS_CLOSING:
        return hqs_closed_on
    if label is None:
        return None
    return label.end_on if stage.anchor == stage.Anchor.LABEL_END else label.start_on


def audit_window(dossier):
    """First and last day on which the audit may open, both included (BR-17), or None."""
    stage = stages.audit_stage(dossier)
    day = anchor_day(dossier, stage) if stage and stage.anchor else None
    return stage.window(day) if day else None


def _has_window(dossier):
    stage = stages.audit_stage(dossier)
    return bool(stage and stage.anchor)


def _of_window(dossier):
    window = audit_window(dossier)
    return "le calendrier" if window and clock.today() < window[0] else OFFICE


@guard("Fenêtre de l’audit", when=_has_window, by=_of_window)
def inside_window(dossier):
    """BR-17: never before the first day; after the last one, only with a waiver."""
    window = audit_window(dossier)
    if window is None and dossier.taken_over_on:
        return None  # the tracking does not tell the day from which it would be counted
    if window is None:
        return Problem("no_anchor", "La date dont dépend la fenêtre de l’audit n’est pas connue.")
    first, last = window
    if clock.today() < first:
        return Problem("too_early", f"L’audit ouvre au plus tôt le {words.day(first)}.")
    if clock.today() > last and not dossier.waivers.filter(rule="BR-17").exists():
        return Problem(
            "too_late",
            f"L’audit devait ouvrir avant le {words.day(last)} ; il y faut une dérogation.",
            page(dossier, "dossier_waiver"),
            "Accorder une dérogation",
        )
    return None
