"""Faults of what everything stands on: journal, engine, replays, cache of pages, sessions, worker."""

from tests.faults.changes import answer, edit, instead, reinstalled, value
from tests.faults.fault import Fault

FAULTS = (
    Fault(
        "edited-line-unseen",
        "BR-23 : une ligne du journal réécrite ne se voit pas.",
        "portal.journal.FIELDS",
        value(lambda names: tuple(name for name in names if name != "sentence")),
        "tests/portal/test_journal.py::test_an_edited_line_is_found",
    ),
    Fault(
        "chain-not-followed",
        "BR-23 : une ligne ajoutée au journal hors de la chaîne ne se voit pas.",
        "portal.journal.broken",
        edit("entry.previous != digest", "not entry.previous"),
        "tests/portal/test_journal.py::test_an_inserted_line_is_found",
    ),
    Fault(
        "journal-without-trigger",
        "BR-23 : la base laisse effacer une ligne du journal.",
        "portal.journal_triggers._creation",
        reinstalled(answer(())),
        "tests/portal/test_journal.py::test_br23_the_database_refuses_to_change_or_delete_a_line[DELETE FROM {}-Entry]",
    ),
    Fault(
        "replay-has-two-effects",
        "Un double clic enregistre deux fois.",
        "portal.once._key",
        answer(None),
        "tests/portal/test_once.py::test_a_post_replayed_three_times_has_one_effect",
    ),
    Fault(
        "stale-version-accepted",
        "Un acte pris sur une page périmée écrase celui d’un collègue.",
        "portal.workflow._same_version",
        answer(None),
        "tests/portal/test_workflow.py::test_a_page_shown_before_another_act_is_refused_with_what_is_now",
    ),
    Fault(
        "guards-not-asked",
        "Une étape se franchit sans ses conditions.",
        "portal.transitions.Transition.problems",
        answer([]),
        "tests/portal/test_workflow.py::test_a_guard_refuses_with_its_reason_and_the_address_that_mends",
    ),
    Fault(
        "page-of-a-member-kept",
        "La page d’une personne connectée est servie à tout le monde.",
        "portal.page_cache._is_stranger",
        edit("if any(name in request.COOKIES for name in own)", "if False"),
        "tests/home/test_page_cache.py::test_who_is_signed_in_never_gets_nor_makes_a_kept_page",
    ),
    Fault(
        "kept-page-past-midnight",
        "Un label échu reste affiché dans les pages gardées.",
        "portal.page_cache._key",
        edit("clock.today().isoformat()", '""'),
        "tests/home/test_pages_let_go.py::test_a_label_that_ends_leaves_at_midnight_with_every_job_stopped",
    ),
    Fault(
        "write-ends-no-page",
        "Une page publique gardée ne change pas quand son texte change.",
        "portal.generation._at_commit",
        answer(None),
        "tests/home/test_pages_let_go.py::test_published_text_appears_at_once",
    ),
    Fault(
        "no-second-factor",
        "BR-07 : le référent entre avec son seul mot de passe.",
        "portal.middleware.SecondFactorRequired.process_view",
        answer(None),
        "tests/portal/accounts/test_second_factor.py::test_br_07_a_password_alone_lands_on_enrolment_only[/espace/]",
    ),
    Fault(
        "tries-without-end",
        "BR-06 : un mot de passe se devine à force d’essais.",
        "portal.accounts.tries.Tries.wait",
        answer(0),
        "tests/portal/accounts/test_sign_in.py::test_br_06_the_eleventh_attempt_is_refused_even_if_right",
    ),
    Fault(
        "session-without-end",
        "La session d’un poste quitté reste ouverte.",
        "portal.accounts.sessions.end_if_too_old",
        edit('"idle" if now - seen > idle else ""', '""'),
        "tests/portal/accounts/test_sessions.py::test_thirty_minutes_for_a_privileged_person",
    ),
    Fault(
        "broken-job-stops-the-clock",
        "Une tâche en panne arrête toutes les autres.",
        "portal.worker._attempt",
        instead(lambda _original, _report, _name, job: job()),
        "tests/portal/test_worker.py::test_the_clock_runs_every_job_and_names_those_that_failed",
    ),
)
