"""Faults of the rules that bind: versions in force, published for ever, periods that follow, « sans objet »."""

from tests.faults.changes import edit, reinstalled
from tests.faults.fault import Fault

TESTS = "tests/labelling/framework"

FAULTS = (
    Fault(
        "rules-of-the-submission",
        "BR-08\u00a0: un dossier enregistré sous un nouveau règlement suit celui du jour de son dépôt.",
        "labelling.path.dossiers.steps.effects.register",
        edit("in_force(clock.today())", "in_force(dossier.submitted_on)"),
        "tests/labelling/dossiers/path/test_registration.py"
        "::test_br08_registration_binds_the_rules_in_force_that_day_for_good",
    ),
    Fault(
        "published-version-receives-a-criterion",
        "BR-09\u00a0: la base laisse ajouter un critère à un cadre publié, que des dossiers suivent.",
        "labelling.parties.framework.triggers.published_rules",
        reinstalled(
            edit('for event in ("INSERT", "UPDATE", *deletes)', 'for event in ("UPDATE", *deletes)')
        ),
        f"{TESTS}/test_triggers.py::test_br09_nothing_is_added_to_it_by_sql",
    ),
    Fault(
        "gap-between-two-versions",
        "BR-10\u00a0: la base laisse un jour sans règlement entre deux versions.",
        "labelling.parties.framework.triggers.published_rules",
        reinstalled(edit('for event in ("INSERT", "UPDATE"):', 'for event in ("INSERT",):')),
        f"{TESTS}/test_triggers.py::test_br10_an_overlap_or_a_gap_is_refused[start1]",
    ),
    Fault(
        "blank-reason-of-not-applicable",
        "BR-11\u00a0: trente espaces disent pourquoi un critère est sans objet.",
        "labelling.path.dossiers.steps.readiness.self_assessed",
        edit('Length(Trim("na_reason"))', 'Length("na_reason")'),
        "tests/labelling/dossiers/path/test_audit_opening.py"
        "::test_br11_not_applicable_needs_a_reason_of_twenty_characters[blank]",
    ),
)
