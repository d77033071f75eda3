"""The access matrix: who gets what at every address; foreign and missing are one (G02, BR-01, BR-89)."""

import re

import pytest
from django.urls import reverse

from tests.access import addresses, canaries, tables
from tests.access.matrix import ACCOUNTS, HIDDEN, LINES, MISSING, NO, POST_ONLY, TO_LOGIN
from tests.access.people import ANONYMOUS, EVERYBODY
from tests.access.world import once, open_world

pytestmark = pytest.mark.django_db
PERSONAS = (ANONYMOUS, *EVERYBODY)
ALIKE = (ANONYMOUS, "alice", "sonia", "dircom")
# A landlord, and a member in retrait: two reasons not to see what one is near.
SAMPLE = {"bob": ("get", "post"), "rosa": ("head",)}
WITH_AN_OBJECT = [line for line in LINES if line.args]
TOKENS = re.compile(rb'name="(csrfmiddlewaretoken|once)" value="[^"]*"|nonce-\w+')


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with open_world(django_db_blocker) as made:
        yield made


def test_every_url_has_its_line():
    assert set(addresses.ours()) - {line.name for line in LINES} == set()


def test_every_line_has_its_url():
    assert {line.name for line in LINES} - set(addresses.ours()) == set()


@pytest.mark.parametrize("line", LINES, ids=str)
def test_everybody_gets_what_the_matrix_says(world, line):
    path = addresses.path(line, line.address(world.things[line.ours]))
    personas = _who_tries(line)
    answers = {name: world.ask(name, path) for name in personas}
    got = {name: addresses.verdict(answer) for name, answer in answers.items()}
    wanted = {name: line.wanted(name) for name in personas}
    if line.post_only:
        wanted = {name: POST_ONLY if name != ANONYMOUS else TO_LOGIN for name in personas}

    faults = differences(got, wanted)
    assert faults == "", faults
    assert [leak for who in personas for leak in canaries.leaks(world, who, answers[who])] == []


def _who_tries(line):
    """Everybody, but for the accounts (no data decides there) and the steps of a dossier, which are
    one view: whoever does not see the dossier gets the 404 of all its pages.
    """
    if line in ACCOUNTS:
        return ALIKE
    if line.name.startswith(addresses.STEP):
        return tuple(name for name in PERSONAS if line.wanted(name) != HIDDEN or name in SAMPLE)
    return PERSONAS


def differences(got, wanted):
    """« bob OK, not HIDDEN », in a line that a report shows whole."""
    faults = [f"{who} {got[who]}, not {wanted[who]}" for who in wanted if got[who] != wanted[who]]
    return "; ".join(faults)


@pytest.mark.parametrize("line", WITH_AN_OBJECT, ids=str)
def test_a_foreign_object_is_a_missing_one(world, line):
    """BR-01: same status, same body, whatever the method; and a POST there writes nothing."""
    foreign = addresses.path(line, line.address(world.things[line.ours]))
    missing = addresses.path(line, line.missing)
    faults = [
        f"{name} {method}"
        for name, methods in SAMPLE.items()
        for method in methods
        if line.wanted(name) == HIDDEN
        and _answer(world, name, method, foreign) != _answer(world, name, method, missing)
    ]
    assert faults == []


CHILDREN = [line for line in WITH_AN_OBJECT if line.args[1:] in (("file",), ("residence",))]


@pytest.mark.parametrize("line", CHILDREN, ids=str)
def test_the_child_of_another_is_missing_under_ones_own_parent(world, line):
    """G03: Bob’s own dossier, in its address the piece or the residence of ours."""
    own, ours = world.things["theirs"], world.things[line.ours]
    foreign = addresses.path(line, (own[line.args[0]], ours[line.args[1]]))
    missing = addresses.path(line, (own[line.args[0]], MISSING[line.args[1]]))

    assert _answer(world, "bob", "post", foreign)[0] == 404
    assert _answer(world, "bob", "get", foreign) == _answer(world, "bob", "get", missing)


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
    before = tables.rows()
    codes = [
        world.ask("bob", reverse(f"labelling:{name}", args=args), "post", data=data | once())
        for name, args, data in asked
    ]

    assert [response.status_code for response in codes] == [422] * len(asked)
    assert tables.changes(before) == []


def _answer(world, name, method, path):
    """Status, body and headers, less what changes at each answer."""
    response = world.ask(name, path, method)
    body = TOKENS.sub(b"", response.body).replace(path.encode(), b"")
    headers = {k: v for k, v in response.headers.items() if k != "Content-Length"}
    return response.status_code, body, headers


@pytest.mark.parametrize("name", EVERYBODY)
def test_what_is_closed_to_read_is_closed_to_write(world, name):
    """A POST opens no door that a GET finds closed, and writes nothing there.

    Everybody tries what is said not to be theirs (403); the sample of strangers, what they do not see.
    """
    before = tables.rows()
    closed = (HIDDEN, NO) if name in SAMPLE else (NO,)
    faults = []
    for line in LINES:
        path = addresses.path(line, line.address(world.things[line.ours]))
        wanted = line.wanted(name)
        if wanted in closed:
            response = world.ask(name, path, "post", data=once())
            is_refused = wanted == NO and response.status_code == 409  # the state, before the rule
            got = addresses.verdict(response)
            if got not in (wanted, POST_ONLY) and not is_refused:
                faults.append(f"{line} {got}, not {wanted}")
    assert faults == [], faults
    assert tables.changes(before) == []


def test_a_post_of_nobody_leads_to_the_door_and_writes_nothing(world):
    before = tables.rows()
    got = {}
    for line in LINES:
        if line.anonymous == TO_LOGIN:
            path = addresses.path(line, line.address(world.things[line.ours]))
            got[str(line)] = addresses.verdict(world.ask(ANONYMOUS, path, "post"))

    assert {name: answer for name, answer in got.items() if answer != TO_LOGIN} == {}
    assert tables.changes(before) == []
