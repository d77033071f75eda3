"""Faults of source texts: what the laws of the house read in modules, templates, locks and documents."""

from tests.faults.changes import append, step, value
from tests.faults.fault import Fault

LAWS = "tests/house/test_conventions.py"

FAULTS = (
    Fault(
        "state-by-the-back-door",
        "Un état est écrit hors du moteur\u00a0: ni garde, ni journal, ni courriel.",
        "labelling/title/licences/steps.py",
        append('\n\ndef end_now(licence):\n    licence.state = "ended"\n    licence.save()\n'),
        f"{LAWS}::test_only_the_engine_writes_a_state",
    ),
    Fault(
        "view-without-visible-to",
        "BR-01\u00a0: une vue cherche dans tous les dossiers.",
        "labelling/path/dossiers/views.py",
        append(
            "\n\ndef find(reference):\n    return LabelDossier.objects.get(reference=reference)\n"
        ),
        f"{LAWS}::test_views_start_from_visible_to",
    ),
    Fault(
        "time-of-the-machine",
        "De minuit à deux heures, en été, une échéance est comptée de la veille.",
        "labelling/title/labels/register.py",
        append("\n\ndef now():\n    return timezone.now()\n"),
        f"{LAWS}::test_time_comes_from_the_clock",
    ),
    Fault(
        "inline-style",
        "La politique de contenu refuse le style d’une page\u00a0: elle s’affiche nue.",
        "templates/labelling/labels/directory.html",
        append('<p style="color: red">Attention</p>\n'),
        f"{LAWS}::test_templates_obey_the_policy_and_the_typography",
    ),
    Fault(
        "place-of-a-machine",
        "Le projet ne marche que sur une machine.",
        "Makefile",
        append("\tcp {}/demo.sqlite3 var/\n".format("/root")),
        f"{LAWS}::test_nothing_names_a_workplace",
    ),
    Fault(
        "breaking-space-in-a-page",
        "Un deux-points commence une ligne.",
        "templates/labelling/labels/directory.html",
        append("<p>Organismes labellisés : douze</p>\n"),
        "tests/house/test_typography.py::test_templates_have_their_no_break_spaces",
    ),
    Fault(
        "breaking-space-in-a-mail",
        "Un deux-points commence une ligne d’un courriel.",
        "templates/labelling/labels/mail/suspended.txt",
        append("Motif : {{ thing.reason }}\n"),
        "tests/house/test_typography.py::test_mails_and_notices_have_their_no_break_spaces",
    ),
    Fault(
        "setting-without-example",
        "Un réglage n’est connu que de qui l’a écrit.",
        "portal/settings.py",
        append('\nBRAND = env.text("BRAND_COLOUR", "")\n'),
        "tests/house/test_machines.py::test_the_example_names_every_setting_of_the_environment",
    ),
    Fault(
        "rule-that-no-book-tells",
        "Un code cite une règle que personne ne trouve.",
        "labelling/title/labels/register.py",
        append(f"\n# BR-{199}\n"),
        "tests/house/test_rules.py::test_each_rule_that_is_cited_is_told_and_each_rule_told_is_tested_or_said_to_wait",
    ),
    Fault(
        "column-without-migration",
        "La mise à jour en service oublie une colonne.",
        "labelling.title.labels.models.Label.reference.field.max_length",
        value(99),
        "tests/house/test_project.py::test_no_migration_is_missing",
    ),
    Fault(
        "step-not-in-the-documents",
        "Les schémas des parcours montrent une étape d’hier.",
        "labelling.title.labels.workflow.LABEL",
        step("suspend", lambda _: {"label": "Mettre en pause"}),
        "tests/house/test_project.py::test_documents_are_current",
    ),
)
