"""Law of the access matrix: who gets what at every address; foreign and missing are one (G02, BR-01, BR-89)."""

from collections import Counter

import pytest

from tests.access import addresses, tables
from tests.access.asking import (
    STRANGER,
    WITH_AN_OBJECT,
    address,
    bare,
    part,
    tried_by,
    wanted_of_a_get,
)
from tests.access.lines import HIDDEN, OK
from tests.access.matrix import LINES
from tests.access.people import ANONYMOUS, EVERYBODY, LIKE, UNLIKE
from tests.access.secrets import canaries

pytestmark = pytest.mark.django_db
PERSONAS = (ANONYMOUS, *EVERYBODY)


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
    by the same `visible_to` (`test_views_start_from_visible_to`), and make test-all asks them. What takes only a POST
    refuses a GET before it looks at who asks: nobody and the stranger try it for all.
    """
    asked = [one for one in LINES if not one.post_only or who in (STRANGER, ANONYMOUS)]
    assert_gets(world, who, found, tried_by(who, asked))


@pytest.mark.parametrize("who", LIKE)
def test_who_is_like_another_gets_what_the_matrix_says_where_they_differ(world, who, found):
    """And the first address of each part of the portal that is not public, where they do not."""
    inside = [one for one in reversed(LINES) if one.wanted(ANONYMOUS) != OK]
    firsts = {part(address(world, line)): line for line in inside}.values()
    lines = [one for one in LINES if one.wanted(who) != one.wanted(LIKE[who]) or one in firsts]

    assert len(lines) >= 10
    assert_gets(world, who, found, lines)


@pytest.mark.slow
@pytest.mark.parametrize("who", [one for one in EVERYBODY if one != STRANGER])
def test_everybody_gets_what_the_matrix_says_at_every_page_of_each_thing(world, who, found):
    assert_gets(world, who, found, LINES)


def assert_gets(world, who, found, lines):
    for line in lines:
        answer = world.read(who, address(world, line))
        got, wanted = addresses.verdict(answer), wanted_of_a_get(line, who)
        found.tell([] if got == wanted else [f"{line} {got}, not {wanted}"])
        found.tell(canaries.leaks(world, who, answer))

    found.end()
    assert tables.changes(world.rows) == []


@pytest.mark.sqlite
def test_every_address_answers_on_sqlite_to_who_opens_it(world):
    """One who opens it asks each: the SQL of every page; PostgreSQL asks for everybody."""
    asked = [
        (line, next(filter(lambda who: line.wanted(who) == OK, PERSONAS), "sonia"))
        for line in LINES
    ]
    faults = [
        f"{line} {got}, not {wanted}, for {who}"
        for line, who in asked
        if (got := addresses.verdict(world.read(who, address(world, line))))
        != (wanted := wanted_of_a_get(line, who))
    ]

    assert faults == [], faults
    assert tables.changes(world.rows) == []


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
        if wanted_of_a_get(line, who) == HIDDEN:
            path, nowhere = address(world, line), addresses.path(line, line.missing)
            if part(nowhere) not in missing:
                missing[part(nowhere)] = bare(world.ask(who, nowhere), nowhere)
            is_alike = bare(world.read(who, path), path) == missing[part(nowhere)]
            found.tell([] if is_alike else [str(line)])
    found.end()
