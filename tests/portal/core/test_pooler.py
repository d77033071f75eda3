"""PgBouncer between the portal and PostgreSQL, in transaction mode: nobody reads somebody else's rows."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError

from portal.core import environment
from portal.core.postgresql import base as backend
from tests.e2e.portals.serving import collect_static
from tests.portal.core import poolers
from tests.portal.ops import machines
from tests.portal.ops.machines import Browser
from tests.portal.ops.under_load import database

pytestmark = pytest.mark.slow
PEOPLE = ("claire", "contact48", "president")
DOORS = (
    "/espace/",
    "/espace/dossiers/",
    "/espace/calendrier/",
    "/espace/nouveautes/",
    "/espace/organismes/",
)
TIMES = 400  # of each person, by two hands on two web processes
TOKENS = re.compile(
    r'(name="csrfmiddlewaretoken" value|X-CSRFToken|nonce)(="|": "|&quot;: &quot;)[^"&]*'
)
GUIDE = Path(__file__).resolve().parents[3] / "docs" / "operations.md"
LIMITS = re.findall(r"^ALTER ROLE portail .*;$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.fixture(scope="module")
def base():
    """A server with the role of the guide, whose limits a pooler keeps."""
    poolers.wanted()
    machines.services_wanted()
    with database() as one:
        with psycopg.connect(one.url, autocommit=True) as connection:
            connection.execute("CREATE ROLE portail LOGIN")
            connection.execute("GRANT pg_read_all_data, pg_write_all_data TO portail")
            for limit in LIMITS:
                connection.execute(limit)
        yield one


@pytest.fixture(scope="module")
def site(base, tmp_path_factory):
    """The demonstration, of an instant that does not move, and a web process on a direct connection."""
    collect_static()
    more = {
        "PORTAL_PROFILE": "demonstration",
        "PORTAL_CLOCK": "2026-11-24 10:00",
        "STATIC_ROOT": str(machines.ROOT / "var" / "static"),
    }
    with machines.opened(tmp_path_factory.mktemp("site"), base.url, **more) as one:
        one.run("demonstration")
        one.add("direct").serve()
        yield one


@pytest.fixture(scope="module")
def sessions(site):
    found = {}
    for name in PEOPLE:
        browser = Browser(site.machines[0])
        assert browser.post(f"/demo/entrer/{name}/").status == 302
        found[name] = browser.cookies["sessionid"]
    return found


@pytest.fixture(scope="module")
def own(site, sessions):
    """{(person, door): (status, text)} of a direct connection, once a visit was noted."""
    for _ in range(2):
        found = {
            (name, path): told(Browser(site.machines[0], sessions[name]), path)
            for name in PEOPLE
            for path in DOORS
        }
    return found


def told(browser, path):
    answer = browser.get(path)
    return answer.status, TOKENS.sub("", answer.text)


def strange(answers, own):
    """{(person, door, status, whose page it is): times} of the answers that are not one's own."""
    whose = {}
    for (name, path), page in own.items():
        whose.setdefault((path, page), name)
    return Counter(
        (name, path, page[0], whose.get((path, page), "nobody"))
        for name, path, page in answers
        if page != own[name, path]
    )


def ask_all(doors, sessions):
    """[(person, door, answer)]: each person by two hands, one on each machine, at the same time."""

    def ask(machine, name):
        browser, paths = Browser(machine, sessions[name]), cycle(DOORS)
        return [
            (name, path, told(browser, path))
            for path, _ in zip(paths, range(TIMES // len(doors)), strict=False)
        ]

    hands = [(machine, name) for machine in doors for name in PEOPLE]
    with ThreadPoolExecutor(len(hands)) as pool:
        return [one for found in pool.map(lambda hand: ask(*hand), hands) for one in found]


@pytest.mark.parametrize("prepared", [0, 200])
def test_each_person_reads_their_own_pages(site, base, sessions, own, prepared):
    with poolers.opened(base, prepared, "portail") as port:
        url = f"postgres://portail@127.0.0.1:{port}/portail?pooler=1"
        doors = [site.add(f"{side}{prepared}") for side in ("left", "right")]
        for door in doors:
            door.env["DATABASE_URL"] = url
            door.serve()
        answers = ask_all(doors, sessions)
        for door in doors:
            door.stop()

    assert strange(answers, own) == {}
    assert Counter(name for name, *_ in answers) == dict.fromkeys(PEOPLE, TIMES)


def test_a_page_of_somebody_else_and_a_fault_are_told(own):
    """The control: what the comparison would say."""
    first, second, _ = PEOPLE
    answers = [
        (first, "/espace/", own[second, "/espace/"]),
        (second, "/espace/", own[first, "/espace/"]),
        (second, "/espace/", (500, "")),
        (first, "/espace/", own[first, "/espace/"]),
    ]

    assert strange(answers, own) == {
        (first, "/espace/", 200, second): 1,
        (second, "/espace/", 200, first): 1,
        (second, "/espace/", 500, "nobody"): 1,
    }


@pytest.fixture
def connected(base):
    """Connects as the settings say of an address."""
    opened = []

    def connect(more):
        url = f"postgres://portail@127.0.0.1:{port}/portail{more}"
        settings = environment.database(url, None) | {"TIME_ZONE": None, "AUTOCOMMIT": True}
        opened.append(backend.DatabaseWrapper(settings))
        return opened[-1]

    with poolers.opened(base, 0, "portail") as port:
        yield connect
        for one in opened:
            one.close()


@pytest.mark.django_db
def test_the_limits_of_time_are_those_of_the_role(connected):
    found = {}
    with connected("?pooler=1").cursor() as cursor:
        for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute(f"SHOW {name}")
            found[name] = cursor.fetchone()[0]

    assert found == {
        "statement_timeout": "15s",
        "lock_timeout": "5s",
        "idle_in_transaction_session_timeout": "30s",
    }


@pytest.mark.django_db
def test_a_pooler_that_no_setting_tells_of_is_refused(connected):
    with pytest.raises(OperationalError, match="unsupported startup parameter"):
        connected("").ensure_connection()
