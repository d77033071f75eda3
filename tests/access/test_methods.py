"""Law of HTTP methods: a page is read or sent to; every other method is told 405, and nothing is written."""

import pytest

from portal.web import middleware
from tests.access import tables
from tests.access.asking import address
from tests.access.matrix import LINES

pytestmark = pytest.mark.django_db
OTHERS = ("PUT", "DELETE", "PATCH", "PROPFIND", "TRACE", "FOO")


def answered(world, path, method):
    return world.browsers["sonia"].generic(method, path)


def pages(world):
    paths = dict.fromkeys(address(world, line) for line in LINES)
    return [path for path in paths if not path.startswith(middleware.OWN_METHODS)]


def test_no_page_takes_another_method_than_its_own(world, found):
    for path in pages(world):
        for method in OTHERS:
            answer = answered(world, path, method)
            got = answer.status_code, answer.headers.get("Allow"), answer.content
            is_refused = got == (405, "GET, HEAD, OPTIONS, POST", b"")
            found.tell([] if is_refused else [f"{method} {path}: {got[0]}"])

    found.end()
    assert tables.changes(world.rows) == []


def test_the_api_says_by_itself_what_it_does_not_take(world):
    answers = [answered(world, "/api/v1/labels", method) for method in OTHERS]

    assert {(one.status_code, one.headers["Allow"]) for one in answers[:3]} == {(405, "GET")}


def test_a_page_answers_such_a_method_as_a_get_where_nothing_refuses_it(world, monkeypatch):
    """The control: the law would find it."""
    monkeypatch.setattr(middleware, "OWN_METHODS", ("/",))

    assert answered(world, "/espace/", "PROPFIND").status_code == 200
