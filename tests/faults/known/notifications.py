"""Faults of what calls people: mails (rights asked again, one an event, kills), and whose turn each surface says."""

from tests.faults.changes import edit
from tests.faults.fault import Fault

TESTS = "tests/portal/notifications"
CALENDAR = "tests/access/turns/test_calendar_turns.py::test_the_calendar_says_what_the_home_the_list_and_the_page_say"

FAULTS = (
    Fault(
        "mail-to-who-lost-the-right",
        "BR-96\u00a0: un courriel part à qui n’a plus le droit de lire ce qu’il dit.",
        "portal.notifications.delivery._told_if_right",
        edit("why_not(message, thing, NOTICES.get(message.notice))", '""'),
        "tests/portal/notifications/test_outbox.py::test_br96_who_lost_the_right_before_sending_gets_nothing",
    ),
    Fault(
        "mail-of-one-event-twice",
        "Le même événement, écrit deux fois, donne deux courriels.",
        "portal.notifications.outbox._queue",
        edit("event_key=key,", "event_key=f'{key}:{now}',"),
        "tests/portal/notifications/test_outbox.py::test_one_event_is_one_mail_a_person_however_often_it_is_queued",
    ),
    Fault(
        "mail-without-lock",
        "Deux processus envoient deux fois le même courriel.",
        "portal.notifications.delivery._to_a_person",
        edit(
            'rows.select_for_update(skip_locked=True, of=("person__mailbox",)).first()',
            "rows.first()",
        ),
        f"{TESTS}/test_races.py::test_two_workers_never_send_one_message_twice",
    ),
    Fault(
        "mail-repeated-under-another-name",
        "BR-96\u00a0: répété après un arrêt brutal, un courriel se présente comme un autre.",
        "portal.notifications.delivery.send",
        edit('_headers(lines) | {"Message-ID": identity}', "_headers(lines)"),
        "tests/portal/mail_desk/test_kills.py::test_br96_kills_lose_nothing_and_repeat_the_same_mail_under_its_name[twenty]",
    ),
    Fault(
        "mail-that-asks-what-is-done",
        "Un courriel gardé jusqu’au matin demande un acte que quelqu’un a fait entre-temps.",
        "portal.notifications.notices.Notice.has_passed",
        edit("thing.state not in self.states", "not thing.state"),
        "tests/access/mails/test_every_notice.py::test_br96_a_mail_is_not_sent_once_what_it_tells_is_over[dossier.to_check]",
    ),
    Fault(
        "mail-that-asks-somebody-else",
        "Un courriel demande un acte à qui ne peut pas le faire.",
        "labelling.committee.complaints.appeals.notices.who_notifies",
        edit("appeal.outcome == Appeal.Outcome.UPHELD", "False"),
        "tests/access/mails/test_mail_turns.py::test_what_a_mail_asks_waits_on_the_home_of_its_reader[appeal.to_notify]",
    ),
    Fault(
        "calendar-of-another-state",
        "Le calendrier dit d’un dossier un état que la liste ne dit pas.",
        "labelling.path.dossiers.calendar._due",
        edit("LabelDossier.State(row.w2).label", "LabelDossier.State.SUBMITTED.label"),
        f"{CALENDAR}[sonia]",
    ),
    Fault(
        "home-without-the-day-of-the-calendar",
        "L’accueil dit sans date ce que le calendrier attend tel jour.",
        "labelling.committee.support.worklist._task",
        edit("one.due_on,", "None,"),
        f"{CALENDAR}[alice]",
    ),
    Fault(
        "page-without-the-day-of-the-calendar",
        "La page d’un bon à tirer ne dit pas pour quand le calendrier en attend la réponse.",
        "portal.ui.actions.act_panel",
        edit('pick(thing, "due_on", default=None) if thing else None', "None"),
        f"{CALENDAR}[bob]",
    ),
    Fault(
        "notice-that-no-page-lists",
        "Quelqu’un reçoit des courriels que sa page de choix ne lui dit pas.",
        "portal.notifications.notices.Notice.capacities",
        edit('self.reaches or getattr(self.to, "reaches", ())', 'getattr(self.to, "reaches", ())'),
        "tests/access/mails/test_choices.py::test_nobody_receives_a_notice_that_their_page_does_not_list[mission.answered]",
    ),
)
