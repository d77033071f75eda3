"""Late dossiers and why, the latest first."""

from labelling.path.dossiers.models import LabelDossier
from labelling.steering.cockpit.cases import CaseList, about, kept
from portal.ui import words

S = LabelDossier.State


def late(facts):
    waits = [wait for wait in facts.waits if wait.is_late]
    return sorted(waits, key=lambda wait: (wait.row.due_on, wait.row.pk))


def list_cases(facts):
    meaning = "dont la date promise ou attendue est passée"
    return CaseList("Dossiers en retard", meaning, rows(facts, late(facts)), "Attendu le")


def rows(facts, waits):
    found = (
        about(facts, one.row.organism, why(one), one.row.due_on, at=_place(one)) for one in waits
    )
    return kept(found)


def _place(wait):
    return "dossier_detail", wait.row.reference


def why(wait):
    """« Déposé depuis 12 jours, la main est au référent label »."""
    since = "" if wait.days is None else f" depuis {words.count(wait.days, 'jour', 'jours')}"
    hand = f", la main est {words.to(wait.hand)}" if wait.hand else ""
    return f"{S(wait.row.state).label}{since}{hand}"
