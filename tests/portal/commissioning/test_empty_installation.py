"""An empty installation made as the guide does: no word of a demonstration, no zero in large in public (a law)."""

import re
from datetime import datetime
from html import unescape

import pytest
from django.core.management import call_command
from django.test import override_settings

from portal.core import clock
from tests import factories, worlds
from tests.access import people
from tests.access.asking import address
from tests.access.crawler import crawl
from tests.access.found import Found
from tests.access.lines import OK
from tests.access.matrix import LINES
from tests.access.people import ANONYMOUS, UNLIKE
from tests.access.world import SESSIONS, World

pytestmark = pytest.mark.django_db
GUIDE = ("ensure_site", "load_rules", "load_synonyms", "build_search_entries")
PRODUCTION = {"PORTAL_PROFILE": "production", "IS_DEMO": False, "IS_LOCAL": False}
NOON = datetime(2026, 11, 24, 12)
ASKING = 2  # of those who open a page: a word is its template's
CRAWLING = (ANONYMOUS, "sonia", "dircom", "alice", "paul", "nora", "ali", "carla", "rosa", "gaston")
WORDS = re.compile(r"d[ée]monstration|inventée?s?\b|qualihlm\.example|à renseigner", re.IGNORECASE)
NOT_READ = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)
ZERO = re.compile(r"<dd>\s*0\b(?!,)")
FIGURES = re.compile(r'<dl class="figures".*?</dl>', re.DOTALL)
BARE = re.compile(
    r"<section\b[^>]*>\s*(?:<div[^>]*>)?\s*<h2[^>]*>[^<]*</h2>\s*(?:</div>)?\s*</section>"
)
WITHOUT_A_READER = {  # pages that show what the portal can draw, to those who build it
    "/composants/",
    "/composants/blocs/",
}


@pytest.fixture(scope="module")
def installation(django_db_setup, django_db_blocker):
    """The commands of docs/install.md, two organisms, and somebody of each sort; no label yet."""
    production = override_settings(SESSION_ENGINE=SESSIONS, **PRODUCTION)
    with worlds.undone_at_the_end(django_db_blocker), clock.at(NOON), production:
        for command in GUIDE:
            call_command(command)
        ours, theirs = (factories.make_organism(n, is_demo=False) for n in ("Ours", "Theirs"))
        cast = people.make_people(ours, theirs)
        world = World(people=cast, things={"ours": {}}, pages={}, lines=[])
        world.browsers = {name: people.browser(user) for name, user in cast.items()}
        world.browsers[ANONYMOUS] = people.browser()
        yield world


def read_as_in_production(world):
    """(who, answer) of each address without an object, by the first who open it; then of what some are led to."""
    for line in LINES:
        if not line.args and not line.post_only:
            readers = [who for who in (ANONYMOUS, *UNLIKE) if line.wanted(who) == OK]
            for who in readers[:ASKING]:
                yield who, world.read(who, address(world, line))
    for who in CRAWLING:
        yield from ((who, answer) for answer, _on in crawl(world, who, 1, 1))


def faults(who, answer):
    """What a reader of this page must not meet before the first label."""
    path, kind = answer.request["PATH_INFO"], answer.get("Content-Type", "")
    if path in WITHOUT_A_READER or not kind.startswith(("text/", "application/json")):
        return
    body = answer.body.decode()
    text = unescape(NOT_READ.sub(" ", body))
    for said in WORDS.finditer(text):
        yield f"{path}: … {' '.join(text[max(0, said.start() - 60) : said.end() + 40].split())} …"
    if "html" in kind:
        if who == ANONYMOUS and any(ZERO.search(one) for one in FIGURES.findall(body)):
            yield f"{path}: a zero in large"
        yield from (f"{path}: an empty block: {one}" for one in BARE.findall(body))


def test_no_page_of_an_empty_installation_speaks_of_a_demonstration(installation):
    found, pages = Found(), set()
    for who, answer in read_as_in_production(installation):
        pages.add(answer.request["PATH_INFO"])
        found.tell(fault for fault in faults(who, answer) if fault not in found)

    assert len(pages) > 250
    found.end()
