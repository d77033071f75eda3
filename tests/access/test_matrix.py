"""Law of the access matrix: who gets what at every address; foreign and missing are one (G02, BR-01, BR-89)."""

import re
from collections import Counter

import pytest
from django.urls import reverse

from tests.access import addresses, canaries, tables
from tests.access.lines import HIDDEN, MISSING, NO, OK, POST_ONLY, TO_LOGIN
from tests.access.matrix import LINES
from tests.access.people import ANONYMOUS, EVERYBODY, LIKE, UNLIKE
from tests.access.reading_forms import posting
from tests.access.world import once

pytestmark = pytest.mark.django_db
PERSONAS = (ANONYMOUS, *EVERYBODY)
NAMED = ("file", "residence")
FOREIGN = (*NAMED, "import", "action", "finding")
WITH_AN_OBJECT = [line for line in LINES if line.args]
STRANGER = "bob"  # of everything with an object, the one who tries every page, in make test too
TOKENS = re.compile(rb'name="(csrfmiddlewaretoken|once)" value="[^"]*"|nonce-\w+')


def test_every_url_has_its_line():
    assert set(addresses.ours()) - {line.name for line in LINES} == set()


def test_every_line_has_its_url():
    assert {line.name for line in LINES} - set(addresses.ours()) == set()


def test_each_line_stands_once():
    assert [str(line) for line, times in Counter(LINES).items() if times > 1] == []


@pytest.mark.parametrize("who", [ANONYMOUS, *UNLIKE])
def test_everybody_gets_what_the_matrix_says(world, who, found):
    """Every address, what its answer holds and what it lets in the logs; and no row is written.

    Of a thing of which somebody sees no page at all, one page, for all but one stranger: its other pages reach it
    by the same `visible_to` (`test_views_start_from_visible_to`), and make test-all asks them.
    """
    assert_gets(world, who, found, tried_by(who, LINES))


def tried_by(who, lines):
    """These lines, less the second page of a thing that has no page for this person."""
    seen = {_thing(line) for line in LINES if line.wanted(who) != HIDDEN}
    tried, met = [], set()
    for line in lines:
        is_hidden = line.args and _wanted_of_a_get(line, who) == HIDDEN
        if who == STRANGER or not is_hidden or _thing(line) in seen or _thing(line) not in met:
            tried.append(line)
        met |= {_thing(line)} if is_hidden else set()
    return tried


def _thing(line):
    return line.args, line.ours


@pytest.mark.parametrize("who", LIKE)
def test_who_is_like_another_gets_what_the_matrix_says_where_they_differ(world, who, found):
    """And the first address of each part of the portal, where they do not."""
    firsts = {_part(_address(world, line)): line for line in reversed(LINES)}.values()
    lines = [one for one in LINES if one.wanted(who) != one.wanted(LIKE[who]) or one in firsts]

    assert len(lines) >= 10
    assert_gets(world, who, found, lines)


@pytest.mark.slow
@pytest.mark.parametrize("who", [one for one in EVERYBODY if one != STRANGER])
def test_everybody_gets_what_the_matrix_says_at_every_page_of_each_thing(world, who, found):
    assert_gets(world, who, found, LINES)


def assert_gets(world, who, found, lines):
    for line in lines:
        answer = world.read(who, _address(world, line))
        got, wanted = addresses.verdict(answer), _wanted_of_a_get(line, who)
        found.tell([] if got == wanted else [f"{line} {got}, not {wanted}"])
        found.tell(canaries.leaks(world, who, answer))

    found.end()
    assert tables.changes(world.rows) == []


@pytest.mark.postgres
def test_every_address_answers_on_postgresql_to_who_opens_it(world):
    """One who opens it asks each: the SQL of every page; SQLite asks for everybody."""
    asked = [
        (line, next(filter(lambda who: line.wanted(who) == OK, PERSONAS), "sonia"))
        for line in LINES
    ]
    faults = [
        f"{line} {got}, not {wanted}, for {who}"
        for line, who in asked
        if (got := addresses.verdict(world.read(who, _address(world, line))))
        != (wanted := _wanted_of_a_get(line, who))
    ]

    assert faults == [], faults
    assert tables.changes(world.rows) == []


def _address(world, line):
    return addresses.path(line, line.address(world.things[line.ours]))


def _wanted_of_a_get(line, who):
    if line.post_only:
        return POST_ONLY if who != ANONYMOUS else TO_LOGIN
    return line.wanted(who)


@pytest.mark.parametrize("who", UNLIKE)
def test_what_one_does_not_see_is_what_does_not_exist(world, who, found):
    """BR-01, G03: of each address with an object, the 404 of the same address with a missing one.

    Asked once for each part of the space, since a missing thing has one page there.
    """
    assert_hidden_is_missing(world, who, found, tried_by(who, WITH_AN_OBJECT))


@pytest.mark.slow
@pytest.mark.parametrize("who", [one for one in EVERYBODY if one != STRANGER])
def test_no_page_of_what_one_does_not_see_differs_from_what_does_not_exist(world, who, found):
    assert_hidden_is_missing(world, who, found, WITH_AN_OBJECT)


def assert_hidden_is_missing(world, who, found, lines):
    missing = {}
    for line in lines:
        if _wanted_of_a_get(line, who) == HIDDEN:
            path, nowhere = _address(world, line), addresses.path(line, line.missing)
            if _part(nowhere) not in missing:
                missing[_part(nowhere)] = _bare(world.ask(who, nowhere), nowhere)
            is_alike = _bare(world.read(who, path), path) == missing[_part(nowhere)]
            found.tell([] if is_alike else [str(line)])
    found.end()


def _part(path):
    """/marque/kit/ and /espace/kit/ are two places."""
    return "/".join(path.split("/")[1:3])


def test_a_foreign_object_is_a_missing_one_to_write(world, found):
    """BR-01, G03: for another landlord the same status, headers and body, by POST as by GET; nothing is written.

    A missing thing is sent to once for each part of the space, and by each way that a page refuses a POST.
    """
    missing = {}
    for line in FOREIGN_LINES:
        foreign, nowhere = _address(world, line), addresses.path(line, line.missing)
        sent = world.ask(STRANGER, foreign, "post", data=once())
        got = addresses.verdict(sent)
        if got not in (HIDDEN, POST_ONLY):
            found.tell([f"{line} {got}"])
        place = _part(nowhere), got, sent.headers.get("Allow")
        if place not in missing:
            missing[place] = _posted(world, nowhere)
        found.tell([] if _bare(sent, foreign) == missing[place] else [str(line)])

    found.end()
    assert tables.changes(world.rows) == []


@pytest.mark.slow
def test_a_foreign_object_is_a_missing_one_at_the_same_address(world, found):
    """The same of each page, by GET and by POST: a page that breaks for want of its thing would be told from others."""
    for line in FOREIGN_LINES:
        foreign, nowhere = _address(world, line), addresses.path(line, line.missing)
        read = _bare(world.read(STRANGER, foreign), foreign)
        found.tell([f"GET {line}"] if read != _bare(world.ask(STRANGER, nowhere), nowhere) else [])
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

    assert _bare(world.ask("bob", foreign), foreign) == _bare(world.ask("bob", missing), missing)
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
        ("member_end", [slug], {"member": member.pk}),
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
    own, hers = world.read("bob", path), world.read("alice", _address(world, line))
    if {own.status_code, hers.status_code} != {200} or "html" not in own["Content-Type"]:
        return
    theirs = posting(hers)
    for key, form in posting(own).items():
        offered = theirs[key]["offered"] if key in theirs else {}
        for name, values in offered.items():
            for value in sorted(values - form["offered"].get(name, set()))[:2]:
                yield form["given"].get("action") or path, form["sent"] | {name: value}


def _bare(response, path):
    """Status, body and headers, less what changes at each answer or with the second."""
    body = TOKENS.sub(b"", response.body).replace(path.encode(), b"")
    headers = {k: v for k, v in response.headers.items() if k not in ("Content-Length", "Expires")}
    return response.status_code, body, headers


def _posted(world, path):
    return _bare(world.ask("bob", path, "post", data=once()), path)


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
            response = world.ask(name, _address(world, line), "post", data=once())
            got, wanted = addresses.verdict(response), line.wanted(name)
            found.tell([] if got in (wanted, POST_ONLY) else [f"{line} {got}, not {wanted}"])

    found.end()
    assert tables.changes(world.rows) == []


def test_a_post_of_nobody_leads_to_the_door_and_writes_nothing(world):
    got = {}
    for line in LINES:
        if line.anonymous == TO_LOGIN:
            answer = world.ask(ANONYMOUS, _address(world, line), "post")
            got[str(line)] = addresses.verdict(answer)

    assert {name: answer for name, answer in got.items() if answer != TO_LOGIN} == {}
    assert tables.changes(world.rows) == []
