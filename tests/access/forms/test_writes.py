"""Law of writes: what is closed to read is closed to write; foreign and missing are one (G03, BR-01)."""

import pytest
from django.urls import reverse

from tests.access import addresses, tables
from tests.access.asking import STRANGER, WITH_AN_OBJECT, address, bare, part, tried_by
from tests.access.forms.reading_forms import posting
from tests.access.lines import HIDDEN, MISSING, NO, OK, POST_ONLY, TO_LOGIN
from tests.access.matrix import LINES
from tests.access.people import ANONYMOUS, LIKE, UNLIKE
from tests.access.world import once

pytestmark = pytest.mark.django_db
NAMED = ("file", "residence")
FOREIGN = (*NAMED, "import", "action", "finding")


def test_a_foreign_object_is_a_missing_one_to_write(world, found):
    """BR-01, G03: for another landlord the same status, headers and body, by POST as by GET; nothing is written.

    A missing thing is sent to once for each part of the space, and by each way that a page refuses a POST.
    """
    missing = {}
    for line in FOREIGN_LINES:
        foreign, nowhere = address(world, line), addresses.path(line, line.missing)
        sent = world.ask(STRANGER, foreign, "post", data=once())
        got = addresses.verdict(sent)
        if got not in (HIDDEN, POST_ONLY):
            found.tell([f"{line} {got}"])
        place = part(nowhere), got, sent.headers.get("Allow")
        if place not in missing:
            missing[place] = _posted(world, nowhere)
        found.tell([] if bare(sent, foreign) == missing[place] else [str(line)])

    found.end()
    assert tables.changes(world.rows) == []


@pytest.mark.slow
def test_a_foreign_object_is_a_missing_one_at_the_same_address(world, found):
    """The same of each page, by GET and by POST: a page that breaks for want of its thing would be told from others."""
    for line in FOREIGN_LINES:
        foreign, nowhere = address(world, line), addresses.path(line, line.missing)
        read = bare(world.read(STRANGER, foreign), foreign)
        found.tell([f"GET {line}"] if read != bare(world.ask(STRANGER, nowhere), nowhere) else [])
        is_alike = _posted(world, foreign) == _posted(world, nowhere)
        found.tell([] if is_alike else [f"POST {line}"])

    found.end()
    assert tables.changes(world.rows) == []


FOREIGN_LINES = [line for line in WITH_AN_OBJECT if line.wanted(STRANGER) == HIDDEN]
# Things that a dossier, a mission or a session holds, in whose address stands their parent's.
CHILDREN = [line for line in WITH_AN_OBJECT if len(line.args) == 2 and line.args[1] in FOREIGN]


@pytest.mark.parametrize("line", CHILDREN, ids=str)
def test_the_child_of_another_is_missing_under_ones_own_parent(world, line):
    """G03: Bob’s own dossier or mission, in its address what only ours holds."""
    own, held = world.things["theirs"][line.args[0]], _only_ours(world, line)
    foreign = addresses.path(line, (own, held, *line.literal))
    missing = addresses.path(line, (own, MISSING[line.args[1]], *line.literal))

    assert bare(world.ask("bob", foreign), foreign) == bare(world.ask("bob", missing), missing)
    assert _posted(world, foreign) == _posted(world, missing)
    assert _posted(world, foreign)[0] == 404
    there = addresses.path(line, (world.things[line.ours][line.args[0]], held, *line.literal))
    assert addresses.verdict(world.read("sonia", there)) != HIDDEN  # the control: it exists


def _only_ours(world, line):
    """Pieces and residences have names of their own; what is numbered, a number that Bob has not."""
    return world.things[line.ours][line.args[1]] if line.args[1] in NAMED else 2


def test_a_form_takes_no_choice_of_another(world):
    """G03: the values of ours, typed by Bob in the forms of his own pages, write nothing."""
    residence = world.organism.residences.first()
    member = world.organism.memberships.get(user=world.people["alice"])
    action = {"scope": "local", "title": "Une action", "owner": "Agence", "due_on": "2027-01-01"}
    slug, own = world.things["theirs"]["organism"], world.things["theirs"]["dossier"]
    asked = [
        ("plan_add", [own], action | {"residence": residence.pk, "indicator": "Un taux"}),
        ("plan_add", [own], action | {"residence": residence.code, "indicator": "Un taux"}),
        ("member_end", [slug], {"member": member.pk, "when": "now"}),
        ("dossier_open", [], {"organism": world.organism.pk, "dossier_type": "verification"}),
    ]
    codes = [
        world.ask("bob", reverse(f"labelling:{name}", args=args), "post", data=data | once())
        for name, args, data in asked
    ]

    assert [response.status_code for response in codes] == [422] * len(asked)
    assert tables.changes(world.rows) == []


def test_no_form_takes_a_value_that_it_offers_to_another(world):
    """G03: in each form of Bob’s pages, what the same form offers to Alice and not to him."""
    tried, faults = [], []
    for line in LINES:
        if set(line.args) <= set(world.things["theirs"]) and line.wanted("alice") == OK:
            tried += _swapped(world, line)
    for path, data in tried:
        answer = world.ask("bob", path, "post", data=data | once())
        if answer.status_code not in (400, 403, 404, 409, 422):
            faults.append(f"{answer.status_code} {path} {data}")

    assert faults == [], faults
    assert tables.changes(world.rows) == []
    assert len(tried) >= 8


def _swapped(world, line):
    """(path, data) of each form of Bob’s page with one value of Alice’s in the place of his."""
    path = addresses.path(line, line.address(world.things["theirs"]))
    own, hers = world.read("bob", path), world.read("alice", address(world, line))
    if {own.status_code, hers.status_code} != {200} or "html" not in own["Content-Type"]:
        return
    theirs = posting(hers)
    for key, form in posting(own).items():
        offered = theirs[key]["offered"] if key in theirs else {}
        for name, values in offered.items():
            for value in sorted(values - form["offered"].get(name, set()))[:2]:
                yield form["given"].get("action") or path, form["sent"] | {name: value}


def _posted(world, path):
    return bare(world.ask("bob", path, "post", data=once()), path)


def _closed(name):
    """What a POST may not open: what is said not to be theirs (403), and what they do not see."""
    return [line for line in LINES if line.wanted(name) in (NO, HIDDEN)]


@pytest.mark.parametrize("name", UNLIKE)
def test_what_is_closed_to_read_is_closed_to_write(world, name, found):
    """A POST opens no door that a GET finds closed, and writes nothing there.

    Everybody tries what is said not to be theirs, whatever the state of the thing (BR-24); a landlord and a
    member in retrait, two reasons not to see what one is near, what they do not see (Bob’s objects: above; of a
    thing without any page for Rosa, one page, as she reads it).
    """
    assert_closed_to_write(world, name, found, tried_by(name, _closed(name)))


@pytest.mark.slow
@pytest.mark.parametrize("name", [*LIKE, "rosa"])
def test_whatever_is_closed_to_read_is_closed_to_write(world, name, found):
    assert_closed_to_write(world, name, found, _closed(name))


def assert_closed_to_write(world, name, found, lines):
    for line in lines:
        if line.wanted(name) == NO or name == "rosa" or (name == "bob" and not line.args):
            response = world.ask(name, address(world, line), "post", data=once())
            got, wanted = addresses.verdict(response), line.wanted(name)
            found.tell([] if got in (wanted, POST_ONLY) else [f"{line} {got}, not {wanted}"])

    found.end()
    assert tables.changes(world.rows) == []


def test_a_post_of_nobody_leads_to_the_door_and_writes_nothing(world):
    got = {}
    for line in LINES:
        if line.anonymous == TO_LOGIN:
            answer = world.ask(ANONYMOUS, address(world, line), "post")
            got[str(line)] = addresses.verdict(answer)

    assert {name: answer for name, answer in got.items() if answer != TO_LOGIN} == {}
    assert tables.changes(world.rows) == []
