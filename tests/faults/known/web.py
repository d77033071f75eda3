"""Faults of what people type and of what leaves by other ways: quiet saves, conflicts, policy, calendar, scenario."""

from tests.faults.changes import answer, edit, value
from tests.faults.fault import Fault

FAULTS = (
    Fault(
        "quiet-save-lost",
        "Ce qu’on tape n’est plus gardé tout seul\u00a0: une coupure emporte le texte.",
        "portal.web.submissions.autosave.is_quiet",
        edit("X-Autosave", "X-Quiet-Save"),
        "tests/labelling/dossiers/test_autosave.py::test_what_is_typed_is_kept_and_the_next_save_goes_on",
    ),
    Fault(
        "colleague-overwritten",
        "Deux collègues écrivent\u00a0: le texte du premier disparaît sans un mot.",
        "portal.web.submissions.edit_conflicts.refuse_if_changed",
        answer(None),
        "tests/labelling/dossiers/test_autosave.py::test_a_colleague_s_text_is_never_overwritten",
    ),
    Fault(
        "answer-without-policy",
        "Un script glissé dans une page s’exécute chez qui la lit.",
        "django.conf.settings.MIDDLEWARE",
        value(lambda names: [name for name in names if "csp" not in name.lower()]),
        "tests/portal/accounts/test_sessions.py::test_every_answer_carries_the_headers[/compte/connexion/-200]",
    ),
    Fault(
        "closed-account-reads-the-calendar",
        "L’agenda d’un compte fermé se lit encore sur un téléphone perdu.",
        "portal.calendar.models.CalendarFeed.of_secret",
        edit(", person__is_active=True", ""),
        "tests/portal/calendar/test_feed.py::test_a_closed_account_and_a_missing_address_are_one_404",
    ),
    Fault(
        "scenario-without-dates",
        "La démonstration raconte dix ans d’actes comme s’ils étaient tous d’aujourd’hui.",
        "portal.scenario.playing.Player._steps",
        edit("with clock.at(step.at), reading_once():", "with reading_once():"),
        "tests/labelling/dossiers/test_scenario.py::test_a_candidature_is_replayed_to_its_registration",
    ),
    Fault(
        "event-on-a-sunday",
        "La démonstration annonce une rencontre un dimanche.",
        "home.site.demonstration._events",
        edit(
            "next_working_day(clock.today() + timedelta(days=days))",
            "clock.today() + timedelta(days=days)",
        ),
        "tests/home/test_demonstration.py::test_events_start_on_working_days[21]",
    ),
)
