"""Faults of the label as a title: grant, validity, mention, suspension, withdrawal, register, public figures."""

from dataclasses import replace

from tests.faults.changes import answer, edit, reinstalled, value
from tests.faults.fault import Fault

TESTS = "tests/labelling/labels"


FAULTS = (
    Fault(
        "label-one-day-too-long",
        "BR-63\u00a0: le label dure un jour de trop.",
        "portal.core.working_days.last_day_of_validity",
        edit("add_months(start, months) - timedelta(days=1)", "add_months(start, months)"),
        "tests/portal/core/test_working_days.py::test_br63_a_label_is_valid_thirty_six_months_less_a_day[2024-06-15-2027-06-14]",
    ),
    Fault(
        "suspended-before-heard",
        "BR-72\u00a0: un label est suspendu avant la fin de la phase contradictoire.",
        "labelling.title.labels.guards.heard",
        answer(None),
        f"{TESTS}/test_workflow.py::test_br72_a_suspension_waits_for_thirty_days_after_the_written_notice",
    ),
    Fault(
        "observations-too-late",
        "BR-72\u00a0: des observations se présentent après leur dernier jour.",
        "labelling.title.hearings.workflow.in_time",
        answer(None),
        "tests/labelling/hearings/test_observations.py::test_br72_after_the_last_day_the_form_is_closed_and_says_so",
    ),
    Fault(
        "refusal-without-mail",
        "BR-60\u00a0: le refus d’un agrément est notifié sans courriel.",
        "labelling.committee.votes.mails.notice_of",
        edit('if option == "validate":', "if option:"),
        "tests/labelling/committee/test_notifying.py::test_br60_a_decision_is_told_once_its_minutes_are_approved_with_motives_and_remedy[accreditation-refuse-accreditation.notified-True]",
    ),
    Fault(
        "renewal-overlaps",
        "BR-65\u00a0: le label renouvelé commence avant la fin de l’ancien.",
        "labelling.title.labels.actions.term",
        edit("working_days.add_days(former_end_on, 1) if", "former_end_on if"),
        f"{TESTS}/test_granting.py::test_br65_a_renewal_before_the_end_starts_the_day_after",
    ),
    Fault(
        "withdrawn-still-listed",
        "BR-68\u00a0: un label retiré par le comité paraît encore dans l’annuaire et l’open data.",
        "labelling.title.labels.register.directory_labels",
        edit("Label.objects.in_force(day)", 'Label.objects.exclude(state="expired")'),
        "tests/test_withdrawal_everywhere.py::test_br_68_withdrawn_label_is_gone_everywhere_at_once",
    ),
    Fault(
        "small-cell-by-subtraction",
        "BR-98\u00a0: deux tableaux publics, croisés, donnent le score d’un organisme.",
        "portal.figures.tables.disclosed",
        answer(frozenset()),
        "tests/portal/figures/test_small_cells.py::test_br98_two_tables_crossed_do_not_tell_one_organism",
    ),
    Fault(
        "number-given-twice",
        "BR-67\u00a0: deux attestations émises au même instant portent le même numéro.",
        "portal.access.references.next_references",
        edit("Counter.objects.select_for_update().get", "Counter.objects.get"),
        f"{TESTS}/test_races.py::test_br67_eight_attestations_at_once_get_eight_numbers",
    ),
    Fault(
        "label-of-a-refusal",
        "BR-62\u00a0: une décision de refus crée un label.",
        "labelling.title.labels.actions.grant",
        edit(
            'if decision is None or not decision.option.startswith("grant"):',
            "if decision is None:",
        ),
        f"{TESTS}/test_granting.py::test_br62_a_label_is_born_of_a_grant_decision_only",
    ),
    Fault(
        "verification-gives-a-second-label",
        "BR-64\u00a0: un audit de vérification réussi donne un second label.",
        "labelling.title.labels.actions.NEW_TITLE",
        value(lambda types: (*types, "verification")),
        f"{TESTS}/test_granting.py::test_br64_a_verification_confirms_the_label_and_makes_no_second",
    ),
    Fault(
        "attestation-signed-in-no-capacity",
        "BR-66\u00a0: une attestation sort sans la qualité de qui la signe.",
        "labelling.title.labels.attestations.actions.NEEDED",
        value(lambda needed: {k: v for k, v in needed.items() if k != "signatory_title"}),
        f"{TESTS}/test_granting.py"
        "::test_br66_an_attestation_without_one_of_its_facts_is_refused[signatory_title]",
    ),
    Fault(
        "attestation-under-way-survives",
        "BR-69\u00a0: l’attestation d’une décision annulée se publie, parce que son PDF se préparait.",
        "labelling.title.labels.attestations.actions.void",
        edit(
            "exclude(status=Attestation.Status.VOID)", "filter(status=Attestation.Status.PUBLISHED)"
        ),
        "tests/labelling/committee/open_vote/test_annulment.py"
        "::test_br69_a_job_still_queued_on_a_reopened_dossier_produces_nothing",
    ),
    Fault(
        "engaged-without-consent",
        "BR-70\u00a0: un organisme engagé paraît dans l’annuaire sans l’avoir accepté.",
        "labelling.title.labels.register.engaged",
        edit("has_public_consent=True, ", ""),
        f"{TESTS}/directory/test_directory.py"
        "::test_br70_engaged_organisms_are_listed_with_their_consent_only_and_apart",
    ),
    Fault(
        "column-that-nobody-decided",
        "BR-71\u00a0: les données ouvertes donnent une colonne de plus, que personne n’a décidée.",
        "labelling.title.labels.directory.opendata.COLUMNS",
        value(lambda columns: (*columns, replace(columns[0], name="score"))),
        f"{TESTS}/directory/test_opendata.py"
        "::test_br71_columns_are_a_whitelist_and_each_is_in_the_dictionary_and_the_schema",
    ),
    Fault(
        "ended-suspension-forgotten",
        "BR-73\u00a0: retirée de l’ordre du jour, une suspension à son terme n’est plus à personne.",
        "labelling.committee.worklist._over",
        edit("if label.is_listed:", "if label.agenda_items.exists():"),
        "tests/labelling/committee/sessions/test_overdue_suspensions.py"
        "::test_br73_a_suspension_that_is_over_is_the_referent_s_until_an_agenda_takes_it",
    ),
    Fault(
        "extended-by-a-closed-renewal",
        "BR-74\u00a0: un label est prorogé alors que le renouvellement a été refusé.",
        "labelling.title.labels.guards.renewal_open",
        edit(".exclude(state__in=finals)", ""),
        f"{TESTS}/test_workflow.py::test_br74_an_extension_comes_once_a_cycle_with_an_open_renewal",
    ),
    Fault(
        "draft-renewal-stops-the-reminders",
        "BR-75\u00a0: un brouillon oublié arrête les rappels, et le label échoit.",
        "labelling.title.labels.notices.renewal_missing",
        edit("        and one.submitted_on is not None\n", ""),
        f"{TESTS}/test_workflow.py"
        "::test_br75_reminders_stop_when_the_renewal_is_submitted[draft-sent]",
    ),
    Fault(
        "mention-outlives-the-label",
        "BR-77\u00a0: un label suspendu garde sa mention spéciale.",
        "labelling.title.labels.mentions.MentionQuerySet.in_force",
        edit("return rows.filter(label__in=Label.objects.in_force(day))", "return rows"),
        f"{TESTS}/test_mentions.py"
        "::test_br77_the_mention_ends_at_once_with_the_label_that_carries_it[suspended-more2]",
    ),
    Fault(
        "frozen-figure-rewritten",
        "BR-97\u00a0: la base laisse récrire un chiffre d’un bilan publié.",
        "labelling.steering.yearly_report.triggers.yearly_reports",
        reinstalled(edit("    yield from FIGURES.triggers(vendor)\n", "")),
        "tests/labelling/yearly_report/test_freezing.py"
        "::test_br_97_a_frozen_figure_is_neither_rewritten_nor_added_to",
    ),
    Fault(
        "table-shorter-than-the-map",
        "BR-99\u00a0: le tableau de la carte tait les dernières régions.",
        "templates/labelling/labels/directory_map.html",
        edit("{% for area in sorted_areas %}", '{% for area in sorted_areas|slice:":12" %}'),
        f"{TESTS}/directory/test_directory_map.py::test_br99_the_map_and_its_sortable_table_tell_the_same",
    ),
)
