"""Two web processes and two workers share the services and two folders alone: one person goes from one to the other."""

import re
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.portal.ops import machines
from tests.portal.ops.machine_parts import MANY, PASSWORD
from tests.portal.ops.machines import Browser, until

pytestmark = pytest.mark.slow
NOTES = "/espace/organismes/valmeyre/suivi/"
IMPORT = "/espace/suivi/importer/"
FILE = Path(__file__).resolve().parents[2] / "data" / "tracking" / "suivi-label.xlsx"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with machines.on_postgres(tmp_path_factory.mktemp("site")) as one:
        one.people = one.run("people")
        for name in ("left", "right"):
            one.add(name).serve()
        yield one


@pytest.fixture
def sonia(site):
    """The référent, and the two machines that she is led to in turn."""
    left, right = site.machines
    return Browser(left, site.people["session"]), left, right


def write_note(browser, text):
    return browser.post(f"{NOTES}note/", {"text": text})


def test_one_signed_in_on_one_is_signed_in_on_the_other(sonia):
    browser, left, right = sonia

    assert [browser.on(one).get("/espace/").status for one in (left, right)] == [200, 200]
    assert left.var != right.var


def test_what_is_said_after_an_act_is_read_on_the_other(sonia):
    browser, left, right = sonia
    done = write_note(browser.on(left), "Appeler lundi")
    page = browser.on(right).get(NOTES).text

    assert done.status == 302
    assert ("La note est gardée" in page, "Appeler lundi" in page) == (True, True)


def test_who_writes_over_what_changed_on_the_other_is_told_so(sonia):
    browser, left, right = sonia
    write_note(browser.on(left), "Une note à deux")
    (address,) = set(
        re.findall(r"/espace/notes/[\w-]+/modifier/", browser.on(right).get(NOTES).text)[:1]
    )
    seen = [
        re.search(r'name="seen" value="([^"]*)"', browser.on(one).get(address).text)[1]
        for one in (left, right)
    ]
    first = browser.on(left).post(address, {"text": "De gauche", "seen": seen[0]})
    second = browser.on(right).post(address, {"text": "De droite", "seen": seen[1]})

    assert (first.status, second.status) == (302, 409)


def test_a_draft_that_the_browser_keeps_is_sent_to_the_other_as_to_the_first(sonia):
    """Kept under its person, with the version read: both say the same, and a token of one is good for the other."""
    browser, left, right = sonia
    pages = [browser.on(one).get(f"{NOTES}note/").text for one in (left, right)]
    owners = [re.search(r'name="draft-owner" content="([^"]+)"', page)[1] for page in pages]
    forms = [sorted(re.findall(r'name="([\w-]+)"', page)) for page in pages]
    once = re.search(r'name="once" value="([^"]*)"', pages[0])[1]
    sent = browser.on(right).post(f"{NOTES}note/", {"text": "Un brouillon gardé", "once": once})

    assert (owners[0], forms[0]) == (owners[1], forms[1])
    assert (sent.status, "Un brouillon gardé" in browser.on(left).get(NOTES).text) == (302, True)


def test_a_form_sent_to_both_at_once_has_one_effect(sonia):
    browser, left, right = sonia
    page = browser.on(left).get(f"{NOTES}note/").text
    once = re.search(r'name="once" value="([^"]*)"', page)[1]
    text = {"text": "Une seule fois", "once": once}
    for one in (left, right):
        browser.on(one).post(f"{NOTES}note/", text)

    assert len(re.findall("Une seule fois", browser.get(NOTES).text)) == 1


def test_a_file_sent_ahead_to_one_is_found_by_the_form_sent_to_the_other(sonia):
    browser, left, right = sonia
    with FILE.open("rb") as content:
        answer = browser.on(left).post(IMPORT, {"file": content}, {"X-Ahead": "1"})
    token = re.search(r"[0-9a-f-]{36}", answer.text)[0]
    done = browser.on(right).post(IMPORT, {"kept-file": token})

    assert (answer.status, done.status) == (200, 302)
    assert browser.on(left).get(done.headers["Location"]).status == 200


def test_tries_at_the_door_are_counted_together(site):
    machines, door = site.machines, "/compte/connexion/"
    good = {"login": "lea@test.example", "password": PASSWORD}
    before = [Browser(one).post(door, good).status for one in machines]
    wrong = Browser(machines[0])
    for turn in range(8):
        wrong.on(machines[turn % 2]).post(door, good | {"password": "faux" * 4})

    assert before == [302, 302]
    assert [Browser(one).post(door, good).status for one in machines] == [200, 200]


def test_a_change_made_anywhere_leaves_the_pages_kept_by_each(site):
    left, right = site.machines
    read = [
        [Browser(one).get("/annuaire/valmeyre/").text for one in (left, right)] for _ in range(2)
    ]
    site.run("rename", PORTAL_VAR=str(site.folder / "third"))
    after = [Browser(one).get("/annuaire/valmeyre/").text for one in (left, right)]

    assert ["Valmeyre Habitat" in page for pages in read for page in pages] == [True] * 4
    assert ["Corvange Habitat" in page for page in after] == [True, True]


def test_two_workers_do_nothing_twice(site):
    site.run("jobs")
    for one in site.machines:
        one.work()
    until(lambda: site.run("counted") == MANY and len(invited(site)) >= MANY, seconds=180)

    assert invited(site) == sorted(f"ana{number}@test.example" for number in range(MANY))
    assert site.run("counted") == MANY


def invited(site):
    """Whom the mails that left either machine are to."""
    letters = [path for one in site.machines for path in (one.var / "mail").glob("*.eml")]
    to = [message_from_bytes(path.read_bytes())["To"] for path in letters]
    return sorted(address for address in to if address.startswith("ana"))


def test_nothing_of_one_machine_is_needed_by_the_other(site):
    """What lies in the folder of each: its mails of the tests, its log; no file of a person, no version of a page."""
    found = {
        path.relative_to(one.var).parts[0] for one in site.machines for path in one.var.rglob("*")
    }

    assert found <= {"log", "mail"}
