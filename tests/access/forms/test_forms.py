"""Laws of forms and lists: reading writes nothing, no token no effect, no way off the site."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.access import addresses, tables
from tests.access.asking import part
from tests.access.lines import OK
from tests.access.matrix import LINES
from tests.access.people import ANONYMOUS, BACKEND, EVERYBODY, PASSWORD, Browser
from tests.labelling.accreditation.factories import make_accreditation, make_auditor
from tests.labelling.audits.factories import make_mission
from tests.labelling.committee.factories import make_session
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
WRITERS = ("alice", "sonia", "carla", "ali")
# The open data reads only: it answers 405. A mail program stops the letter without a page of ours (RFC 8058).
UNSAFE_FREE = (
    *("api:", "home:alert_stop", "home:letter_stop"),
    *("observatory:alert_stop", "messages_stop"),
)
GOES_SOMEWHERE = [
    "cms_door", "page_door", "account_login", "account_logout", "mfa_login_webauthn",
    "mfa_authenticate", "account_reauthenticate", "mfa_reauthenticate", "account_change_password",
    "account_set_password", "account_reset_password", "accounts:invitation", "space", "cms_way_out",
]  # fmt: skip
DOORS = ("cms_door", "page_door", "account_logout", "cms_way_out")  # a GET leads somewhere
NAMES = ("next", "url", "return", "return_to", "redirect", "redirect_to", "continue", "back")
PAYLOADS = (
    "https://mechant.example/", "//mechant.example/", "///mechant.example", "////mechant.example",
    "/\\mechant.example", "\\\\mechant.example", "\\/mechant.example", "https:mechant.example",
    "https:///mechant.example", "http:/mechant.example", "/%2fmechant.example/",
    "/%5cmechant.example", "//mechant.example%2f@testserver/", "https://testserver@mechant.example/",
    "https://testserver.mechant.example/", "https://mechant.example#testserver",
    "https://mechant.example?testserver", "javascript:alert(1)", "JaVaScRiPt:alert(1)",
    "data:text/html,x", " https://mechant.example", "\thttps://mechant.example",
    "/\t/mechant.example", "/\n/mechant.example", "//mechant\u3002example/",
)  # fmt: skip


@pytest.fixture
def paths(world):
    """{line: its address for our object}."""
    return {line: addresses.path(line, line.address(world.things[line.ours])) for line in LINES}


def test_reading_changes_no_row(world, paths):
    """G14: a HEAD of the first page of each part, by the first who opens it, leaves every table as it was.

    test_canaries says the same of the GET of each page, and test_conventions that only a POST acts. A HEAD of each
    page: make test-all.
    """
    asked = first_who_opens(paths)
    firsts = {part(paths[line]): line for line in reversed(asked)}.values()

    assert len(firsts) > 50
    assert_reading_changes_no_row(world, paths, {line: asked[line] for line in firsts})


def first_who_opens(paths):
    """{line: the first of EVERYBODY who opens its page}."""
    who = {line: [name for name in EVERYBODY if line.wanted(name) == OK] for line in paths}
    return {line: names[0] for line, names in who.items() if names}


@pytest.mark.slow
def test_reading_changes_no_row_whatever_the_page(world, paths):
    assert_reading_changes_no_row(world, paths, first_who_opens(paths))


@pytest.mark.slow
@pytest.mark.parametrize("who", WRITERS[:2])
def test_reading_changes_no_row_whoever_reads(world, paths, who):
    asked = {line: who for line in paths if line.wanted(who) == OK}

    assert_reading_changes_no_row(world, paths, asked)


def assert_reading_changes_no_row(world, paths, asked):
    answers = {
        str(line): world.ask(who, paths[line], "head")
        for line, who in asked.items()
        if not line.name.startswith(("account_logout", "cms_way_out"))
    }

    assert [name for name, answer in answers.items() if answer.body] == []
    assert tables.changes(world.rows) == []


def test_no_token_no_effect(world, paths, found):
    """G14: each route refuses a POST that does not come from our own page."""
    browsers = {who: _suspicious(world.people[who]) for who in WRITERS}
    before = tables.rows()  # signing in is written: the day of each one's last visit
    for line, path in paths.items():
        who = next((name for name in WRITERS if line.wanted(name) == OK), "alice")
        if not line.name.startswith(UNSAFE_FREE):
            code = browsers[who].post(path, {"reason": "x"}).status_code
            found.tell([f"{code} {line}"] if code != 403 else [])

    found.end()
    assert tables.changes(before) == []


def _suspicious(user):
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(user, backend=BACKEND)
    session = browser.session
    session["second_factor_passed"] = True
    session.save()
    return browser


@pytest.mark.parametrize("name", GOES_SOMEWHERE)
def test_no_parameter_leads_off_the_site(world, name):
    """G15: 25 hostile addresses, in each parameter that could lead somewhere, by POST and by GET."""
    path = reverse(name)
    led = []
    for who, payloads in ((ANONYMOUS, PAYLOADS), ("alice", PAYLOADS[::4])):
        for payload in payloads:
            cache.clear()
            browser = _fresh(world, who)
            sent = dict.fromkeys(NAMES, payload)
            led += _away(browser.post(path, sent), payload)
            if name in DOORS or payload in PAYLOADS[::4]:
                led += _away(browser.get(path, sent), payload)
    assert led == []


def test_signing_in_leads_to_no_other_site(world):
    alice = world.people["alice"]
    led = []
    for payload in PAYLOADS:
        cache.clear()
        data = {"login": alice.email, "password": PASSWORD, "next": payload}
        response = Browser().post(reverse("account_login"), data)
        assert response.status_code == 302
        led += _away(response, payload)
    assert led == []


def _fresh(world, who):
    browser = Browser()
    if who != ANONYMOUS:
        browser.force_login(world.people[who], backend=BACKEND)
    return browser


def _away(response, payload):
    """A browser reads « \\ » as « / » and drops control characters: so does this."""
    where = re.sub(r"[\t\r\n]", "", response.get("Location", "")).strip().replace("\\", "/")
    parts = urlsplit(where)
    is_away = parts.scheme not in ("", "http", "https") or parts.netloc not in ("", "testserver")
    return [(payload, where)] if is_away or where.startswith("//") else []


LISTS = (
    "space", "labelling:dossier_list", "labelling:mission_list", "labelling:label_list",
    "labelling:session_list", "labelling:accreditation_list", "labelling:organism_list",
    "labelling:directory", "labelling:directory_csv", "labelling:directory_figures", "labelling:kit",
    "labelling:kit_desk", "labelling:kit_register", "community:communities", "api:labels",
    "api:organisms", "labelling:committee_composition", "labelling:request_list",
)  # fmt: skip


def test_a_list_costs_the_same_whatever_its_length(world):
    """BR-95: the référent's lists with the world alone, then with twenty of everything more."""
    few = {name: _cost(world, reverse(name)) for name in LISTS}
    for number in range(20):
        _more(world, number)
    world.settle()
    many = {name: _cost(world, reverse(name)) for name in LISTS}

    assert {name: (few[name], many[name]) for name in LISTS if many[name] > few[name]} == {}


def _cost(world, path):
    """What it reads: on a busy machine the session may be due for its own update, which is of no list."""
    world.ask("sonia", path)  # what is read once a process is read
    with CaptureQueriesContext(connection) as queries:
        assert world.ask("sonia", path).status_code == 200
    return sum(one["sql"].startswith("SELECT") for one in queries)


def _more(world, number):
    label = make_label(factories.make_organism(homes=100 + number))
    dossier = factories.make_dossier(label.organism, state="audit", dossier_type="renewal")
    auditor = make_auditor(f"Aude{number}", "Nouvelle")
    make_accreditation(auditor, state="active")
    make_mission(
        dossier, auditor=auditor, state="planned", starts_on="2026-12-01", ends_on="2026-12-02"
    )
    make_session(world.people["sonia"], days=60 + number)
