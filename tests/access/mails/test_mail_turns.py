"""Law of turns, of mails: what a mail asks waits on its reader's home, by a date that the mail says."""

import re

import pytest

from portal.mail_desk.catalogue import kinds
from portal.notifications import outbox, rendering
from tests.access.mails.test_every_notice import KEYS, desk, told  # noqa: F401 -- its fixture
from tests.access.people import browser
from tests.access.turns.test_turns import DATE, HOME, NOTHING, day, is_beside, panel, tasks, words

pytestmark = pytest.mark.django_db
ASKING = [key for key in KEYS if outbox.NOTICES[key].asks]
BEFORE = re.compile(rf"(?:avant|jusqu.au|pour|au plus tard)(?: le)? ({DATE.pattern})")


def promised(key, thing, person):
    """The days by which the mail says that something is to be done."""
    subject, text = rendering.render_template(kinds()[key][1], thing, person=person)
    return {day(found[1]) for found in BEFORE.finditer(words(f"{subject}\n{text}"))}


def contradictions(key, thing, person, ask):
    """Sentences: what the mail asks of its reader, and their home or the page of the thing does not say."""
    address, who = thing.get_absolute_url().partition("#")[0], person.first_name
    rows = [row for row in tasks(ask(HOME)) if row[0] == "a-faire" and row[2].startswith(address)]
    if not rows:
        yield f"« {key} » asks an act of {who}, and nothing waits on their home for {address}"
    page = panel(ask(address))
    if page and not any(is_beside(row[1]) for row in rows):
        if page[0] and page[0] != "à vous":
            yield f"« {key} » asks an act of {who}, and {address} says that the ball is {page[0]}"
        if page[2] == NOTHING:
            yield f"« {key} » asks an act of {who}, and {address} says that there is nothing to do"
    said, due = promised(key, thing, person), {row[4] for row in rows if row[4]}
    if due and page and page[0] and page[1] not in due:
        yield f"« {key} »: {sorted(due)} on the home of {who}, {page[1]} on {address}"
    if said and due and not said & due:
        yield f"« {key} » tells {who} {sorted(said)}, and their home {sorted(due)}"


def asking(person):
    """`ask(path)`: the page that this person is shown there, as things now stand."""
    shown = browser(person)
    return lambda path: shown.get(path).content.decode()


@pytest.mark.parametrize("key", ASKING)
def test_what_a_mail_asks_waits_on_the_home_of_its_reader(desk, key):  # noqa: F811 -- the fixture
    notice, thing, people = told(key)
    asked = [one for one in people if not notice.still_for or notice.still_for(thing, one)]
    found = [one for person in asked for one in contradictions(key, thing, person, asking(person))]

    assert (found, bool(asked)) == ([], True)


def test_control_something_is_asked_and_dated(desk):  # noqa: F811 -- the fixture
    """The law would keep silent on mails that it cannot read."""
    keys = ("appeal.to_agree", "dossier.to_check", "enquiry.arrived", "question.asked")
    things = {key: told(key)[1] for key in keys}

    assert [key for key in keys if promised(key, things[key], desk.people["sonia"])] == [*keys]
    assert len(ASKING) >= 35
