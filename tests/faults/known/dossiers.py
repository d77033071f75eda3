"""Faults of a dossier: opening, tenants, complements, pieces, window of the audit, withdrawal, what is only read."""

from tests.faults.changes import answer, edit, step
from tests.faults.fault import Fault

TESTS = "tests/labelling/dossiers"

FAULTS = (
    Fault(
        "another-text-corrected",
        "BR-25\u00a0: une rectification acceptée efface ce qui a été écrit depuis sa proposition.",
        "labelling.committee.corrections.workflow.unchanged",
        edit("!= correction.former", "is None"),
        "tests/labelling/corrections/test_corrections.py"
        "::test_br25_a_correction_whose_text_changed_since_is_not_agreed",
    ),
    Fault(
        "dismissed-dossier-closes-the-door",
        "BR-12\u00a0: un organisme dont le dossier fut classé sans suite ne peut plus candidater.",
        "labelling.path.dossiers.steps.opening._already_open",
        edit("exclude(state__in=FINAL)", 'exclude(state__in=("granted", "refused"))'),
        f"{TESTS}/test_opening.py::test_br12_a_finished_dossier_leaves_room_for_another[dismissed]",
    ),
    Fault(
        "tenants-of-before-the-stage",
        "BR-14\u00a0: une réunion de locataires d’il y a deux ans suffit à l’étape d’aujourd’hui.",
        "labelling.path.dossiers.parts.tenants._meetings",
        edit("since <= one.held_on <= clock.today()", "one.held_on <= clock.today()"),
        f"{TESTS}/test_submission.py"
        "::test_br14_the_evidence_belongs_to_the_stage_and_is_dated_inside_it[candidature--366-expected4]",
    ),
    Fault(
        "clock-dismisses",
        "BR-15\u00a0: le portail classe un dossier sans suite, sans personne.",
        "labelling.path.dossiers.steps.workflow.DOSSIER",
        step("propose_dismissal", lambda _: {"target": "dismissed"}),
        f"{TESTS}/test_submission.py::test_br15_silence_and_two_reminders_make_a_proposal_and_move_nothing",
    ),
    Fault(
        "replaced-piece-lost",
        "BR-16\u00a0: la pièce déposée disparaît quand une nouvelle version la remplace.",
        "labelling.path.dossiers.parts.pieces.replace_piece",
        edit("filter(pk=former.pk).update(is_current=False)", "filter(pk=former.pk).delete()"),
        f"{TESTS}/test_follow_up.py::test_br16_a_replaced_piece_is_kept_with_its_digest",
    ),
    Fault(
        "waiver-opens-early",
        "BR-17\u00a0: une dérogation pour retard ouvre l’audit avant la fin de la préparation.",
        "labelling.path.dossiers.steps.windows.inside_window",
        edit(
            "if clock.today() < first:",
            'if clock.today() < first and not dossier.waivers.filter(rule="BR-17").exists():',
        ),
        f"{TESTS}/path/test_audit_opening.py::test_br17_a_waiver_opens_it_late_never_early",
    ),
    Fault(
        "diagnosis-a-day-too-long",
        "BR-20\u00a0: un diagnostic HQS d’un an révolu ouvre la préparation.",
        "labelling.path.dossiers.steps.guards.hqs_usable_until",
        edit(" - timedelta(days=1)", ""),
        f"{TESTS}/path/test_path.py::test_br20_the_hqs_report_serves_twelve_months[today1-expected1]",
    ),
    Fault(
        "running-tie-forgotten",
        "BR-21\u00a0: qui travaille encore pour l’organisme enregistre son dossier.",
        "labelling.path.dossiers.rules.involved",
        edit("Q(ended_on__isnull=True) | Q(ended_on__gt=since)", "Q(ended_on__gt=since)"),
        f"{TESTS}/path/test_registration.py::test_br21_who_advised_the_organism_does_not_register_it[None-expected0]",
    ),
    Fault(
        "withdrawn-after-the-vote",
        "BR-22\u00a0: l’organisme retire son dossier entre le vote et la décision.",
        "labelling.path.dossiers.steps.readiness.vote_not_open",
        edit('state__in=("open", "closed")', 'state="open"'),
        f"{TESTS}/path/test_committee_steps.py::test_br22_the_organism_withdraws_until_the_vote_opens[closed-False]",
    ),
    Fault(
        "dossier-written-after-its-end",
        "BR-25\u00a0: un dossier clos pendant qu’on l’écrit change encore.",
        "labelling.path.dossiers.forms.PartForm.save",
        edit(
            "obstacle(self.part, current, self.by)", "obstacle(self.part, self.instance, self.by)"
        ),
        f"{TESTS}/path/test_states.py::test_br25_a_dossier_that_ends_while_somebody_writes_keeps_its_texts",
    ),
    Fault(
        "candidate-again-a-day-late",
        "BR-76\u00a0: six mois après un refus, la candidature est encore refusée.",
        "labelling.path.dossiers.steps.opening._too_soon",
        edit("clock.today() >= (first", "clock.today() > (first"),
        f"{TESTS}/test_opening.py"
        "::test_br76_after_a_refusal_a_first_application_waits_six_months[today1-expected1]",
    ),
    Fault(
        "met-date-runs-again",
        "D05\u00a0: un plan validé que l’on tient à jour met le dossier en retard de quatre mois.",
        "labelling.path.plan.edits._undo_validation",
        edit('dossier.due_date("D05")', 'dossier.rules.due("D05", dossier.prepared_on)'),
        "tests/labelling/plan/test_plan.py"
        "::test_a_change_to_a_validated_plan_is_not_late_for_the_date_that_it_had_met[False]",
    ),
    Fault(
        "opened-renewal-without-a-date",
        "D12\u00a0: l’échéance d’un renouvellement disparaît dès que l’on ouvre son dossier.",
        "labelling.path.dossiers.steps.opening.filing_due",
        answer(None),
        "tests/labelling/dossiers/test_opening.py::test_a_renewal_that_is_opened_keeps_its_date_everywhere",
    ),
)
