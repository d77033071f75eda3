"""Faults of audits: eligibility of an auditor, steps of a mission, findings, report, evaluation of the auditor."""

from tests.faults.changes import answer, edit, step
from tests.faults.fault import Fault

TESTS = "tests/labelling/audits"
RULES, STEPS = f"{TESTS}/test_rules.py", f"{TESTS}/test_steps.py"

FAULTS = (
    Fault(
        "hearing-of-an-erased-dossier",
        "BR-93\u00a0: un dossier est effacé pendant la phase contradictoire de son label.",
        "labelling.path.audits.retention.held",
        edit('"organism__labels__hearings",', ""),
        f"{TESTS}/test_retention.py"
        "::test_br93_what_is_open_holds_the_dossier_until_it_is_closed[hearing]",
    ),
    Fault(
        "tie-of-the-firm-ignored",
        "BR-27\u00a0: un auditeur audite l’organisme que son cabinet conseillait l’an dernier.",
        "labelling.path.audits.eligibility._barring",
        edit("if reaches(t, auditor) and", "if not t.is_of_firm and reaches(t, auditor) and"),
        f"{RULES}::test_br27_a_contract_closes_the_organism_for_36_months[True-starts_on0-False]",
    ),
    Fault(
        "window-of-assessments-too-long",
        "BR-28\u00a0: qui a mené trois audits de suite d’un organisme en mène un quatrième.",
        "labelling.path.audits.eligibility._too_familiar",
        edit("past[: rules.same_auditor_max]", "past[: rules.same_auditor_max + 1]"),
        f"{RULES}::test_br28_however_many_audits_in_a_row_came_before_the_limit_is_met[since_another0-True]",
    ),
    Fault(
        "mission-without-declaration",
        "BR-29\u00a0: un auditeur accepte une mission sans déclarer son impartialité.",
        "labelling.path.audits.workflow.MISSION",
        step("accept", lambda _: {"form": None}),
        f"{STEPS}::test_br29_a_mission_is_accepted_by_declaring_impartiality[said0-422-proposed]",
    ),
    Fault(
        "any-auditor-rates",
        "BR-30\u00a0: un auditeur cote l’audit d’un autre.",
        "labelling.path.audits.rules.assigned",
        edit("mission.auditor.user_id == user.pk", 'hasattr(user, "auditor")'),
        f"{RULES}::test_br30_nobody_but_its_auditor_writes_ratings_and_findings[another auditor]",
    ),
    Fault(
        "validated-ratings-not-frozen",
        "BR-31\u00a0: les cotations validées ne sont pas figées, parce que le début de l’audit l’est déjà.",
        "labelling.path.audits.steps.validate",
        edit(
            'snapshots.take(mission, "post")',
            'mission.snapshots.exists() or snapshots.take(mission, "post")',
        ),
        f"{RULES}::test_br31_both_photographs_keep_both_sides",
    ),
    Fault(
        "plan-without-tenants",
        "BR-32\u00a0: un plan d’audit sans rencontre des locataires est approuvé.",
        "labelling.path.audits.guards.tenants_planned",
        edit("mission.plan_tenants_on is None", "not mission.plan_people"),
        f"{STEPS}::test_br32_a_plan_without_the_tenants_is_not_approved",
    ),
    Fault(
        "landlord-meets-the-tenants",
        "BR-32\u00a0: le plan nomme quelqu’un de l’organisme à la rencontre des locataires.",
        "labelling.path.audits.step_forms.PlanForm._without_names",
        edit("if found := names_in(searched, names)", "if found := names_in(searched, names[:0])"),
        f"{TESTS}/test_planning.py::test_br32_the_meeting_with_tenants_is_planned_without_the_people_of_the_organism"
        "[Amicale des Lilas, avec Luc Martin-Luc Martin]",
    ),
    Fault(
        "comment-counts-as-rating",
        "BR-33\u00a0: le terrain se clôt sur un critère commenté et jamais coté.",
        "labelling.path.audits.guards.all_rated",
        edit(" if rating.is_given", ""),
        f"{STEPS}::test_br33_one_criterion_left_refuses_the_closing_and_names_it[a comment]",
    ),
    Fault(
        "minor-finding-without-evidence",
        "BR-34\u00a0: une non-conformité mineure s’écrit sans preuve factuelle.",
        "labelling.path.audits.actions.add_finding",
        edit('kind in ("NCm", "NCM")', 'kind == "NCM"'),
        f"{RULES}::test_br34_a_non_conformity_needs_factual_evidence[NCm]",
    ),
    Fault(
        "findings-of-former-dossiers-forgotten",
        "BR-36\u00a0: l’audit du renouvellement ne vérifie aucune non-conformité du premier cycle.",
        "labelling.path.audits.guards.to_verify",
        edit(
            "mission__dossier__organism=mission.organism_id", "mission__dossier=mission.dossier_id"
        ),
        f"{STEPS}::test_br36_an_open_minor_finding_shows_in_the_next_mission[renewal]",
    ),
    Fault(
        "report-replaced-a-day-too-long",
        "BR-37\u00a0: le rapport change encore le seizième jour après sa validation.",
        "labelling.path.audits.actions.replaceable_until",
        edit("mission.validated_on, days)", "mission.validated_on, days + 1)"),
        f"{RULES}::test_br37_the_report_is_replaced_until_day_15_and_locked_on_day_16",
    ),
    Fault(
        "auditor-reads-for-ever",
        "BR-38\u00a0: l’auditeur lit la mission et le dossier des années après leur clôture.",
        "labelling.path.audits.rules.running",
        edit(" & recent", ""),
        f"{RULES}::test_br38_the_auditor_reads_the_mission_for_15_days_after_its_closing",
    ),
    Fault(
        "unsent-report-served",
        "BR-39\u00a0: l’organisme télécharge le rapport que l’auditeur n’a pas envoyé.",
        "labelling.path.audits.rules.but_unsent_reports",
        edit("unsent.exclude(state__in=SENT)", "unsent.exclude(state__in=UNDER_WAY)"),
        f"{RULES}::test_br39_the_file_of_a_report_waits_until_it_is_sent_to_the_organism",
    ),
    Fault(
        "evaluation-told-by-the-difference",
        "BR-40\u00a0: l’auditeur calcule la quatrième évaluation, donc qui l’a donnée, par différence.",
        "labelling.committee.evaluations.averages.own_averages",
        edit(
            "found[: len(found) // least * least]",
            "found[: len(found) if len(found) >= least else 0]",
        ),
        "tests/labelling/evaluations/test_evaluations.py"
        "::test_br40_the_auditor_reads_averages_by_threes_and_never_who",
    ),
    Fault(
        "turn-without-anything-to-do",
        "La main est à l’organisme, d’un constat qui n’attend de lui aucune réponse.",
        "labelling.path.audits.models.AuditFinding.hand",
        answer("l’organisme"),
        "tests/access/turns/test_held_turns.py::test_whoever_holds_the_ball_is_offered_what_moves_it",
    ),
)
