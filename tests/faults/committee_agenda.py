"""Faults of what comes before a session: convocation, agenda and its freeze."""

from tests.faults.changes import edit
from tests.faults.fault import Fault

TESTS = "tests/labelling/committee/test_agenda.py"

FAULTS = (
    Fault(
        "anybody-convenes-in-urgency",
        "BR-46\u00a0: le secrétariat convoque en retard, par un motif d’urgence de sa main.",
        "labelling.committee.agenda.actions.lateness",
        edit("by is not None and chair(by, session)", "by is not None"),
        f"{TESTS}::test_br46_only_the_president_convenes_late_and_says_why",
    ),
    Fault(
        "agenda-never-frozen",
        "BR-47\u00a0: un dossier s’inscrit la veille de la séance, que personne n’a eu le temps de lire.",
        "labelling.committee.agenda.actions.problem",
        edit("clock.today() > freeze_date(session) and", "clock.today() > session.held_on and"),
        f"{TESTS}::test_br47_after_the_freeze_nothing_is_listed[27-False]",
    ),
)
