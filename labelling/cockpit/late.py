"""What is late, and why: dossiers whose date is over, the latest first."""

from labelling.cockpit.cases import Listed, about, kept, page
from labelling.dossiers.models import LabelDossier
from labelling.dossiers.workflow import SITUATIONS
from portal.ui import words

S = LabelDossier.State


def late(facts):
    waits = [
        wait for wait in facts.waits if wait.days_late and wait.row.organism in facts.organisms
    ]
    return sorted(waits, key=lambda wait: (wait.row.due_on, wait.row.pk))


def listed(facts):
    rows = (
        about(
            facts,
            one.row.organism,
            why(one),
            one.row.due_on,
            url=page("dossier_detail", one.row.reference),
        )
        for one in late(facts)
    )
    return Listed(
        "Dossiers en retard", "dont la date promise ou attendue est passée", kept(rows), "Attendu le"
    )  # fmt: skip


def why(wait):
    """« Réponse du référent : Déposé, la main est au référent label »."""
    state = S(wait.row.state)
    due = SITUATIONS[state].due
    hand = f", la main est {words.to(wait.hand)}" if wait.hand else ""
    return f"{words.lead(due)} état «\u00a0{state.label}\u00a0»{hand}"
