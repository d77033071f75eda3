"""Faults of what everything stands on: journal, engine, replays, cache of pages, sessions, worker."""

from tests.faults.changes import answer, edit, instead, reinstalled, value
from tests.faults.fault import Fault

TESTS = "tests/portal"
JOURNAL = f"{TESTS}/workflow/test_audit_log.py"
FAULTS = (
    Fault(
        "edited-line-unseen",
        "BR-23\u00a0: une ligne du journal réécrite ne se voit pas.",
        "portal.workflow.audit_log.FIELDS",
        value(lambda names: tuple(name for name in names if name != "sentence")),
        f"{JOURNAL}::test_an_edited_line_is_found",
    ),
    Fault(
        "journal-without-trigger",
        "BR-23\u00a0: la base laisse effacer une ligne du journal.",
        "portal.workflow.triggers.append_only",
        reinstalled(edit('("UPDATE", "DELETE", *truncate)', '("UPDATE", *truncate)')),
        f"{JOURNAL}::test_br23_the_database_refuses_to_change_or_delete_a_line[DELETE FROM {{}}-Entry]",
    ),
    Fault(
        "replay-has-two-effects",
        "Un double clic enregistre deux fois.",
        "portal.web.submissions.once.key_of",
        answer(None),
        f"{TESTS}/web/test_once.py::test_a_post_replayed_three_times_has_one_effect",
    ),
    Fault(
        "stale-version-accepted",
        "Un acte pris sur une page périmée écrase celui d’un collègue.",
        "portal.workflow.engine._same_version",
        answer(None),
        f"{TESTS}/workflow/test_engine.py::test_a_page_shown_before_another_act_is_refused_with_what_is_now",
    ),
    Fault(
        "superuser-moves-everything",
        "BR-24\u00a0: un superutilisateur accorde un label d’un clic.",
        "portal.workflow.engine.Workflow._entitle",
        edit("not transition.by(by, thing)", "not (by.is_superuser or transition.by(by, thing))"),
        "tests/labelling/dossiers/test_matrix.py"
        "::test_br24_a_stranger_and_a_superuser_move_nothing_from_the_right_state[registered]",
    ),
    Fault(
        "page-of-a-member-kept",
        "La page d’une personne connectée est servie à tout le monde.",
        "portal.cache.pages._key",
        edit("if any(name in request.COOKIES for name in own)", "if False"),
        "tests/home/test_page_cache.py::test_who_is_signed_in_never_gets_nor_makes_a_kept_page",
    ),
    Fault(
        "kept-page-past-midnight",
        "Un label échu reste affiché dans les pages gardées.",
        "portal.cache.pages._stamp",
        edit("clock.today()", '""'),
        "tests/home/test_page_cache_invalidation.py::test_a_label_that_ends_leaves_at_midnight_with_every_job_stopped",
    ),
    Fault(
        "account-never-waits",
        "BR-06\u00a0: mille réseaux essaient chacun quatre mots de passe d’un compte, sans fin.",
        "portal.accounts.rate_limits.tries_of",
        edit("max(own.until, account.until)", "own.until"),
        f"{TESTS}/accounts/test_lockout.py::test_br_06_fifty_failures_from_everywhere_make_an_account_wait",
    ),
    Fault(
        "no-second-factor",
        "BR-07\u00a0: le référent entre avec son seul mot de passe.",
        "portal.accounts.middleware.SecondFactorRequired.process_view",
        answer(None),
        f"{TESTS}/accounts/test_second_factor.py::test_br_07_a_password_alone_lands_on_enrolment_only[/espace/]",
    ),
    Fault(
        "broken-job-stops-the-clock",
        "Une tâche en panne arrête toutes les autres.",
        "portal.ops.worker._attempt",
        instead(lambda _original, _report, _name, job: job()),
        f"{TESTS}/ops/test_worker.py::test_the_clock_runs_every_job_and_names_those_that_failed",
    ),
    Fault(
        "turn-of-the-state-alone",
        "La main est dite par l’état seul\u00a0: qui doit régler ce qui manque n’en sait rien.",
        "portal.workflow.tables.mender",
        answer(""),
        "tests/labelling/audits/test_turns.py"
        "::test_a_validated_mission_waits_for_the_answers_then_for_their_judgement",
    ),
)
