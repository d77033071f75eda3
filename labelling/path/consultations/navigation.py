"""Answers of an organism to its tenants, on its own page."""

from labelling.parties.organisms.panels import Panel, register_panel
from labelling.path.consultations.figures import FEWEST, answers_of
from labelling.path.consultations.rules import asker


@register_panel
def panel(user, organism, dossier=None):
    if dossier is not None or not asker(user, organism):
        return None
    answers = answers_of(organism)
    said = {"organism": organism, "answers": answers, "fewest": FEWEST}
    return Panel("labelling/consultations/panel.html", said) if answers else None
