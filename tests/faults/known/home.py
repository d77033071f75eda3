"""Faults of the public site: kept pages, seats, facts, subscriptions."""

from tests.faults.changes import answer, edit, value
from tests.faults.fault import Fault

TESTS = "tests/home"

FAULTS = (
    Fault(
        "seat-given-twice",
        "La dernière place d’une rencontre est donnée à deux personnes.",
        "home.registrations.actions.held",
        edit('select_for_update(of=("self",))', "all()"),
        f"{TESTS}/gatherings/test_registration_races.py::test_the_last_seat_goes_to_one[True-1-False]",
    ),
    Fault(
        "facts-unread",
        "Une page publie un fait sur le label que le référent n’a pas lu.",
        "home.review.guards.needs_reading",
        answer(False),
        f"{TESTS}/editing/test_review.py::test_facts_are_not_published_unread_whatever_the_way[bulk]",
    ),
    Fault(
        "kept-page-unpublished-among-others",
        "BR-90\u00a0: cochée parmi d’autres, la page de contact est dépubliée.",
        "home.wagtail_hooks.TAKES_AWAY",
        value(lambda acts: acts - {"unpublish"}),
        f"{TESTS}/test_protected_pages.py"
        "::test_br90_a_kept_page_among_several_refuses_them_all[unpublish]",
    ),
    Fault(
        "reserved-place-in-the-letter",
        "La lettre, que tout le monde lit, dit le lieu d’un rendez-vous réservé.",
        "home.pages.events.EventPage.public_place",
        edit("self.place if is_public else self.get_audience_display()", "self.place"),
        f"{TESTS}/letter/test_letter.py::test_the_letter_tells_the_place_of_an_event_that_is_open_to_all_alone"
        "[club]",
    ),
)
