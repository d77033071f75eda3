"""Faults of an auditor's accreditation: decision, training, term, running missions, public list."""

from tests.faults.changes import edit, value
from tests.faults.fault import Fault

TESTS = "tests/labelling/accreditation"
STEPS = f"{TESTS}/test_steps.py"

FAULTS = (
    Fault(
        "annulled-decision-grants",
        "BR-41\u00a0: une décision annulée du comité donne un agrément.",
        "labelling.parties.accreditation.guards.decided_item",
        edit('filter(state="validated")', "filter(decision__isnull=False)"),
        f"{STEPS}::test_br41_a_decision_that_was_annulled_grants_nothing",
    ),
    Fault(
        "untrained-before-the-committee",
        "BR-42\u00a0: un auditeur qui n’a pas suivi la formation passe devant le comité.",
        "labelling.committee.agenda.actions.AWAITING",
        value(lambda states: ("training", *states)),
        "tests/labelling/committee/test_accreditation_points.py"
        "::test_br42_on_screen_no_training_no_point",
    ),
    Fault(
        "renewal-from-the-decision",
        "BR-43\u00a0: un auditeur renouvelé à temps perd les mois qui lui restaient.",
        "labelling.parties.accreditation.workflow.renew",
        edit("working_days.add_days(old, 1)", "decision.decided_on"),
        f"{STEPS}::test_br43_a_renewal_adds_d18_after_the_old_end_with_a_new_decision",
    ),
    Fault(
        "accepted-missions-not-listed",
        "BR-44\u00a0: personne ne sait qu’une mission acceptée n’a plus d’auditeur agréé.",
        "labelling.parties.accreditation.models.AuditorAccreditation.running_missions",
        edit("state__in=RUNNING", 'state="in_progress"'),
        f"{STEPS}::test_br44_the_clock_ends_an_accreditation_the_day_after_its_last_day",
    ),
    Fault(
        "listed-without-consent",
        "BR-45\u00a0: un auditeur qui ne l’a pas accepté paraît dans la liste publique.",
        "labelling.parties.accreditation.models.AuditorQuerySet.listed_on",
        edit("is_public=True, ", ""),
        f"{STEPS}::test_br45_the_public_list_shows_active_auditors_who_agreed",
    ),
)
