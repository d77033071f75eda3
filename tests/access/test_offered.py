"""Law of what is offered: no page shows a link or a button that its reader is told is not theirs (403)."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest

from tests.access.asking import address
from tests.access.lines import NO, OK
from tests.access.matrix import LINES
from tests.access.people import EVERYBODY, LIKE

pytestmark = pytest.mark.django_db
TARGET = re.compile(r'\b(?:href|action|formaction|hx-get|hx-post)="([^"]+)"')


@pytest.mark.parametrize("who", EVERYBODY)
def test_no_page_offers_what_its_reader_is_refused(world, who, found):
    """Of each page of the matrix, what it leads to and the matrix closes; pages that other laws have read.

    Who is like another sees the same but for some acts: their own page is read where the other's shows one of these.
    """
    for path, refused in offers(world, who):
        found.tell([f"{target}, on {path}" for target in refused])
    found.end()


def test_a_button_that_would_be_refused_is_found(world):
    """The control: what only the signatory may open, looked for on her pages as if it were closed to her."""
    closed = {address(world, line) for line in LINES if line.wanted("alice") == OK}
    page = world.read("alice", "/espace/dossiers/")

    assert "/espace/dossiers/ouvrir/" in refused_on(page, "/espace/dossiers/", closed)


def offers(world, who):
    """(path, [what it shows and this person is refused]) of each page that they open."""
    closed = {address(world, line) for line in LINES if line.wanted(who) == NO}
    like = LIKE.get(who)
    for line in LINES:
        if line.wanted(who) != OK or line.post_only:
            continue
        path = address(world, line)
        is_told = like and line.wanted(like) == OK
        if is_told and not refused_on(world.read(like, path), path, closed):
            continue
        yield path, sorted(refused_on(world.read(who, path), path, closed))


def refused_on(response, path, closed):
    if response.status_code != 200 or "html" not in response.get("Content-Type", ""):
        return set()
    shown = map(unescape, TARGET.findall(response.body.decode()))
    return {urlsplit(urljoin(path, target)).path for target in shown} & closed
