"""Faults of the label's path: dossier, stock, plan, assessment, audit, accreditation, and the rules' delays."""

from tests.faults.changes import edit
from tests.faults.fault import Fault

TESTS = "tests/labelling"

FAULTS = (
    Fault(
        "anybody-submits",
        "BR-03\u00a0: un contact engage son organisme sans signataire.",
        "labelling.parties.organisms.rules.signatory",
        edit(
            "memberships(user).get(organism_id(thing)) == Membership.Function.SIGNATORY",
            "organism_id(thing) in memberships(user)",
        ),
        f"{TESTS}/dossiers/test_submission.py::test_br03_only_a_signatory_submits[chloe]",
    ),
    Fault(
        "missing-piece-unseen",
        "BR-13\u00a0: un dossier incomplet est déposé.",
        "labelling.path.dossiers.steps.guards.pieces_complete",
        edit("piece.mandatory and piece.code not in held", "piece.mandatory and not held"),
        f"{TESTS}/dossiers/test_submission.py::test_br13_each_missing_piece_is_named_with_the_page_that_mends",
    ),
    Fault(
        "holiday-worked",
        "Un délai en jours ouvrés compte le 14 juillet.",
        "portal.core.working_days.is_working_day",
        edit(" and day not in _holidays(day.year)", ""),
        "tests/portal/core/test_working_days.py::test_national_holidays_are_not_worked[2026-07-14]",
    ),
    Fault(
        "worst-axis-forgotten",
        "BR-18\u00a0: une résidence insalubre n’est pas prioritaire parce que le reste va bien.",
        "labelling.path.stock.scores.rate",
        edit(" or max(axes) >= scale.axis_alarm", ""),
        f"{TESTS}/stock/test_rating.py::test_the_index_is_the_sum_and_an_axis_at_four_is_a_priority[axes5-rating5]",
    ),
    Fault(
        "plan-of-dropped-actions",
        "BR-19\u00a0: un plan dont toutes les actions sont abandonnées ouvre l’audit.",
        "labelling.path.dossiers.steps.readiness.plan_complete",
        edit('dossier.actions.exclude(progress="dropped")', "dossier.actions.all()"),
        f"{TESTS}/dossiers/path/test_audit_opening.py::test_br19_the_plan_has_a_transversal_action",
    ),
    Fault(
        "accreditation-ends-during-the-mission",
        "BR-26\u00a0: un auditeur finit sa mission sans agrément.",
        "labelling.path.audits.eligibility._not_accredited",
        edit("a.ends_on >= ends_on", "a.ends_on >= starts_on"),
        f"{TESTS}/audits/test_rules.py::test_br26_an_accreditation_that_ends_during_the_mission_refuses_it",
    ),
    Fault(
        "report-before-the-answer",
        "D07c\u00a0: l’auditeur clôt son rapport sans attendre les observations de l’organisme.",
        "labelling.path.audits.models.AuditMission.may_be_final",
        edit("clock.today() > self.due_on", "clock.today() >= self.starts_on"),
        f"{TESTS}/audits/test_steps.py::test_the_organism_has_its_delay_before_the_final_report",
    ),
)
