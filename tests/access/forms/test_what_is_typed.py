"""Law of typed input: in every form an act or a sentence, never a broken page (G06)."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.core.cache import cache
from django.db import transaction
from django.urls import Resolver404, resolve
from django.urls import path as url

from portal.web.submissions.once import new_key
from tests.access import addresses, people, tables
from tests.access.forms.reading_forms import posting
from tests.access.lines import OK
from tests.access.matrix import LINES
from tests.access.people import EVERYBODY, LIKE, UNLIKE

pytestmark = pytest.mark.django_db
TYPED = (
    "", "9" * 400, "-1", "1e400", "x" * 70_000, "a\0b", "2026-02-30", "0000-00-00", "99999-01-01",
    "99:99", "\u0663", "\u202e\u200b", "<script>alert(1)</script>", "'; DROP TABLE x; --", "../../etc/passwd",
)  # fmt: skip
LONG, *OTHERS = (
    TYPED[1],
    *TYPED[:1],
    *TYPED[2:],
)  # a number that no database holds breaks most: tried in each form
# Others tried in a form of fields not met yet: all are, in forms that follow. Each in every form: make test-all.
EACH = 1
OF_THE_PAGE = ("csrfmiddlewaretoken", "once", "version")


def forms_of(world, people):
    """[(who, address, fields)] of each form, once; those that offer most first, which break most easily."""
    found = sorted(_forms_of(world, people), key=lambda one: -one[0])
    return [form for _, *form in found]


def _forms_of(world, people):
    """(values offered, who, address, fields): by the first of these people who opens a page that shows it."""
    seen = set()
    for line in LINES:
        for who in filter(lambda one: line.wanted(one) == OK, people):
            path = addresses.path(line, line.address(world.things[line.ours]))
            answer = world.read(who, path)
            if answer.status_code != 200 or "html" not in answer.get("Content-Type", ""):
                continue
            for form in posting(answer).values():
                address = urljoin(f"http://testserver{path}", form["given"].get("action") or "")
                key = (_route(address), frozenset(form["sent"]))
                if key not in seen and "/cms/" not in address:
                    seen.add(key)
                    offered = sum(map(len, form["offered"].values()))
                    yield offered, who, urlsplit(address).path, form["sent"]


def _route(address):
    try:
        return resolve(urlsplit(address).path).route
    except Resolver404:
        return address


def post(browser, path, data):
    """The answer; nothing of it stays, the session of whoever asks included."""
    cache.clear()
    cookies = browser.cookies.copy()
    with transaction.atomic():
        answer = browser.post(path, data)
        _ = b"".join(answer) if answer.streaming else answer.content
        transaction.set_rollback(True)
    browser.cookies = cookies
    return answer


def tries(number, sent, each, met):
    """What is sent: a long number in all its fields; with a field that is not `met`, also the form as it is and others.

    Fields of one name are one class of portal.web.fields; in make test-all (`met` is None), each form is a new one.
    """
    own = [name for name in sent if name not in OF_THE_PAGE]
    if met is not None and own and met.issuperset(own):
        return [dict.fromkeys(own, LONG)]
    if met is not None:
        met.update(own)
    others = [OTHERS[(number * each + rank) % len(OTHERS)] for rank in range(each)]
    return [{}, *(dict.fromkeys(own, text) for text in (LONG, *others) if own)]


@pytest.fixture(scope="module")
def forms(world, django_db_blocker):
    """Those of the pages as they are, without any known fault."""
    with django_db_blocker.unblock(), transaction.atomic():
        shown = forms_of(world, UNLIKE)
        transaction.set_rollback(True)
    return shown


@pytest.mark.sqlite_too
def test_whatever_is_typed_no_page_breaks(world, forms, found):
    """A long number in each form, each other text in some."""
    assert_nothing_breaks(world, forms, found, EACH, met=set())


@pytest.mark.slow
def test_whatever_is_typed_in_any_form_no_page_breaks(world, forms, found):
    assert_nothing_breaks(world, forms, found, len(OTHERS))


@pytest.mark.slow
def test_whatever_is_typed_by_who_is_like_another_no_page_breaks(world, found):
    assert_nothing_breaks(world, forms_of(world, LIKE), found, EACH)


def assert_nothing_breaks(world, forms, found, each, met=None):
    browsers = {who: people.browser(world.people[who]) for who in EVERYBODY}
    before, tried = tables.rows(), 0
    for number, (who, path, sent) in enumerate(forms):
        for typed in tries(number, sent, each, met):
            answer = post(browsers[who], path, sent | typed | {"once": new_key()})
            tried += 1
            if answer.status_code >= 500:
                found.tell([f"{answer.status_code} {path}, {who} : {str(typed)[:80]}"])

    found.end()
    assert tables.changes(before) == []
    assert tried >= len(forms) > 140


class Broken:
    urlpatterns = (url("casse/", lambda _request: 1 / 0),)


def test_control_a_page_that_breaks_is_told(world, settings):
    """What breaks is answered by a page, and its code says it."""
    settings.ROOT_URLCONF = Broken
    assert post(people.browser(), "/casse/", {}).status_code == 500
