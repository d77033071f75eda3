"""What is late, and why: dossiers whose date is over, the latest first."""

from labelling.cockpit.cases import Listed, about, kept
from labelling.dossiers.models import LabelDossier
from portal.ui import words

S = LabelDossier.State


def late(facts):
    waits = [wait for wait in facts.waits if wait.is_late]
    return sorted(waits, key=lambda wait: (wait.row.due_on, wait.row.pk))


def listed(facts):
    rows = (
        about(
            facts,
            one.row.organism,
            why(one),
            one.row.due_on,
            at=("dossier_detail", one.row.reference),
        )
        for one in late(facts)
    )
    return Listed(
        "Dossiers en retard", "dont la date promise ou attendue est passée", kept(rows), "Attendu le"
    )  # fmt: skip


def why(wait):
    """« Déposé depuis 12 jours, la main est au référent label »."""
    since = "" if wait.days is None else f" depuis {words.count(wait.days, 'jour', 'jours')}"
    hand = f", la main est {words.to(wait.hand)}" if wait.hand else ""
    return f"{S(wait.row.state).label}{since}{hand}"
