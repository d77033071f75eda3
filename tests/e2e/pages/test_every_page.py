"""Every page that somebody's links reach: whole at 320 px, readable by all, silent, on its own host."""

import re

import pytest

from tests.access.matrix import LINES
from tests.e2e.drafts import losing
from tests.e2e.journeys.walking import enter
from tests.e2e.pages import validity, visiting
from tests.e2e.pages.unreached import UNREACHED
from tests.e2e.portals import serving

SCENARIO = serving.DEMONSTRATION
HAS_WORKER = False  # the mails and documents of ten years can wait
STARTS_AT = "2026-11-24 10:30"  # the day when the demonstration ends, a session being open
EVERYBODY = {  # who walks, and as what: a kind of page is looked at by one role, by a second in make test-all
    "signataire36": "organism",  # a draft
    "signataire31": "organism",  # in preparation
    "signataire37": "organism",  # a complement asked for
    "signataire23": "organism",  # a report to comment on
    "signataire22": "organism",  # findings to answer
    "contact3": "organism",  # labelled
    "signataire48": "organism",  # a space just opened
    "claire": "office",
    "paul": "deputy",
    "auditeur7": "auditor",
    "auditeur9": "auditor",
    "auditeur11": "auditor",
    "auditeur12": "auditor",
    "candidature": "candidate",
    "secretaire": "secretary",
    "president": "chair",
    "vice": "vice-chair",
    "suppleant": "committee",
    "diane": "dircom",
    "comex": "comex",
    "commission": "commission",
    "dpo": "dpo",
    "technique": "tech",
    "visiteur": "anonymous",
}
SPARED = {  # another of their role, in another situation, walks in make test: their pages differ by a few
    "signataire36",
    "signataire37",
    "signataire23",
    "signataire48",
    "paul",
    "auditeur7",
    "auditeur11",
    "auditeur12",
    "suppleant",
}
ROLES = {who: role for who, role in EVERYBODY.items() if serving.IS_THOROUGH or who not in SPARED}
AT_A_DESK_TOO = next(iter(ROLES))
OVER = """() => document.documentElement.scrollWidth > innerWidth
  ? [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > innerWidth + 1)
      .slice(-2).map(one => one.outerHTML.slice(0, 120)).join(' ') : ''"""

TITLE = re.compile(r"<title>\s*\w[^<]*</title>")
DRAWN = """() => [document.querySelectorAll('h1').length, document.title.trim()]"""

# A form with a long text whose words are kept nowhere before it is sent.
UNKEPT = """() => [...document.querySelectorAll('form[method=post]')]
  .filter(one => one.querySelector('textarea') && !one.hasAttribute('data-drafted'))
  .map(one => one.outerHTML.slice(0, 120)).join(' ')"""


@pytest.fixture(scope="module")
def visits(browser, running_portal):
    """What each person's links lead to: each kind of page once a person."""
    found = []
    for person in ROLES:
        context = browser.new_context(base_url=running_portal.url, locale="fr-FR")
        if person != "visiteur":
            enter(context, running_portal.url, person)
        enough = {one.kind for one in found}
        start = "/" if person == "visiteur" else "/espace/"
        ask = visiting.signed_in(context)
        found += visiting.reached(ask, running_portal.url, person, start, enough)
        context.close()
    return found


def faults(page, address, axe, widths=(320,), read_at=(320,)):
    """What is wrong with a page as it is drawn, at each width; axe reads it at those of `read_at`."""
    asked = []

    def note(request):
        asked.append(request)

    page.set_viewport_size({"width": widths[0], "height": 900})
    page.on("request", note)
    answer = page.goto(address)
    titles, name = page.evaluate(DRAWN)
    found = [
        answer.status != 200 and f"répond {answer.status}",
        titles != 1 and f"{titles} h1",
        not name and "sans titre",
    ]
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        over = page.evaluate(OVER)
        drawn = [over and f"dépasse par {over}", *(axe(page) if width in read_at else ())]
        found += [f"à {width} px : {one}" for one in drawn if one]
    page.remove_listener("request", note)
    lost = unkept(page)
    found.append(lost and f"ne garde pas ce que l’on écrit dans {lost}")
    found += [
        f"demande {one.url}" for one in asked if not one.url.startswith((home(page), "data:"))
    ]
    return [f"{address} {one}" for one in found if one]


def unkept(page, tries=15):
    """Its script comes after the page: a second and a half at most."""
    while (found := page.evaluate(UNKEPT)) and tries:
        page.wait_for_timeout(100)
        tries -= 1
    return found


def home(page):
    return "/".join(page.url.split("/", 3)[:3]) + "/"


@pytest.fixture
def look_at(visits, sign_in, new_page, axe, complaints):
    """`look_at(person, rank, read_at)`: the faults of what this person looks at first (0) or second (1)."""

    def faults_of(person, rank, read_at=(320,)):
        page = new_page() if person == "visiteur" else sign_in(person)
        widths = (320, 1280) if person == AT_A_DESK_TOO else (320,)
        found = []
        for visit in visiting.looks(visits, ROLES)[rank]:
            if visit.person == person:
                found += faults(page, visit.address, axe, widths, read_at)
                found += [f"{visit.address} : {said}" for said in complaints]
                complaints.clear()
        return found

    return faults_of


@pytest.fixture
def lose_in(visits, sign_in, new_page, portal):
    """`lose_in(person, is_new)`: what this person types in their forms and does not find again, after each accident."""

    def lost_by(person, is_new):
        page = new_page() if person == "visiteur" else sign_in(person)
        tab = losing.Tab(page, person, portal)
        return losing.lose_all(tab, losing.drafted(visits, is_new)[person])

    return lost_by


@pytest.mark.parametrize("person", ROLES)
def test_every_page_of_each_role_is_whole_and_readable_by_all(person, look_at):
    assert look_at(person, 0) == []


@pytest.mark.slow
@pytest.mark.parametrize("person", ROLES)
def test_every_page_of_a_second_role_is_whole_and_readable_by_all(person, look_at):
    assert look_at(person, 1) == []


@pytest.mark.slow
def test_every_page_of_who_sits_at_a_desk_is_readable_by_all(look_at):
    """tests/e2e/pages/test_pages.py reads the main ones, make test too."""
    assert look_at(AT_A_DESK_TOO, 0, read_at=(1280,)) == []


@pytest.mark.parametrize("person", ROLES)
def test_what_is_typed_in_each_kind_of_form_is_lost_and_found(person, lose_in):
    assert lose_in(person, True) == []


@pytest.mark.slow
@pytest.mark.parametrize("person", ROLES)
def test_what_is_typed_in_every_form_is_lost_and_found(person, lose_in):
    assert lose_in(person, False) == []


def test_no_link_leads_to_a_closed_door(visits):
    assert [
        f"{one.person} : {one.address} {one.status}" for one in visits if one.status != 200
    ] == []


def test_every_page_has_a_title_and_one_heading(visits):
    """Also those that are not drawn in make test."""
    assert [
        f"{one.person} : {one.address}"
        for one in visits
        if one.is_page and (one.body.count("<h1") != 1 or not TITLE.search(one.body))
    ] == []


def test_what_the_walk_names_is_there():
    assert {*visiting.THINGS, *visiting.LEAVES} - {line.name for line in LINES} == set()


def test_no_form_that_asks_a_secret_keeps_what_is_typed(visits):
    """A password, a code: never written down in the browser. Any other form that has a long text keeps it."""
    assert [
        f"{one.person} : {one.address}" for one in visits if losing.writes_secrets(one.body)
    ] == []


@pytest.mark.slow
def test_every_address_that_opens_is_reached_by_a_link(visits):
    """Or is in the list of those that no link of the demonstration reaches, which stays true. All people walk."""
    reached = {one.kind for one in visits} | {one.kind.partition(" ")[0] for one in visits}
    opens = {visiting.kind_of_line(line) for line in LINES if visiting.opens(line)}
    missing = opens - reached
    assert (sorted(missing - UNREACHED.keys()), sorted(UNREACHED.keys() - missing)) == ([], [])


@pytest.mark.slow
def test_every_page_is_valid_html(visits):
    pages = {f"{one.person} {one.address}": one.body for one in visits if one.body}

    assert validity.faults(pages) == []


@pytest.mark.slow
def test_a_page_that_is_not_valid_is_told():
    page = "<!doctype html><html lang=fr><title>T</title><p>un<div>deux</p></div><img src=a.png>"

    assert len(validity.faults({"/essai/": page})) == 2


def test_a_page_with_faults_is_told_of_each(new_page, axe):
    page = new_page(width=320)
    page.route(
        "**/verifier/",
        lambda route: route.fulfill(
            content_type="text/html",
            body='<html lang="fr"><title> </title><h1>Un</h1><h1>Deux</h1><div style="width:50rem">large</div>'
            '<img src="https://ailleurs.example/a.png"><button></button>'
            '<form method="post"><textarea aria-label="Texte"></textarea></form>',
        ),
    )
    page.route("https://ailleurs.example/**", lambda route: route.abort())
    found = " ".join(faults(page, "/verifier/", axe))
    for fault in (
        "2 h1",
        "sans titre",
        "dépasse",
        "image-alt",
        "button-name",
        "demande https://ail",
        "ne garde pas ce que l’on écrit",
    ):
        assert fault in found


def test_a_form_that_would_write_a_secret_down_is_told():
    form = '<form method="post"><textarea name="texte"></textarea><input type="password"></form>'

    assert [losing.writes_secrets(one) for one in (form, form.replace("password", "text"))] == [
        True,
        False,
    ]


def test_a_text_too_near_what_is_behind_it_is_told_after_any_number_of_pages(new_page, axe):
    page = new_page()
    body = '<html lang="fr"><title>Page</title><h1>Un</h1><p>Lisible</p>'
    page.set_content(body)
    assert [axe(page), axe(page)] == [[], []]

    page.set_content(f'{body}<p style="color: #999">Pâle</p>')
    assert [one.partition(" ")[0] for one in axe(page)] == ["color-contrast"]


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ('<img src="data:,">', "image-alt"),
        ("<button></button>", "button-name"),
        ('<input name="nom">', "label"),
        ('<p aria-hidden="true" tabindex="0">Caché</p>', "aria-hidden-focus"),
        ("<ul><p>Un</p></ul>", "list"),
        ('<p role="article" aria-label="x" aria-checked="true">Un</p>', "aria-allowed-attr"),
    ],
)
def test_a_fault_of_shape_is_told_after_any_number_of_pages(new_page, axe, fault, rule):
    """In make test, a page of the shapes of others is not read by axe."""
    page = new_page()
    body = (
        '<html lang="fr"><title>Page</title><h1>Un</h1><img src="data:," alt="Un"><button>Un</button><p>Un</p>'
        '<label>Un <input name="nom"></label><ul><li>Un</li></ul>'
    )
    page.set_content(body)
    assert [axe(page), axe(page)] == [[], []]

    page.set_content(f"{body}{fault}")
    assert rule in [one.partition(" ")[0] for one in axe(page)]
