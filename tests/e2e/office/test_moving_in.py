"""A scheme that moves in, in Chromium: `migrate`, `start`, then people, rules and a label by screens alone.

The way to the label is that of tests/e2e/journeys/test_journey.py, played by the people who came in here.
"""

import inspect
from datetime import date

import pytest

from tests.e2e.journeys import candidature, test_journey
from tests.e2e.journeys.moving_in import MovingIn, email_of
from tests.e2e.journeys.newcomers import Reader
from tests.e2e.journeys.walking import Walker
from tests.e2e.portals.preparing import BARE

pytestmark = pytest.mark.slow
SCENARIO = BARE
STARTS_AT = "2025-08-25 10:00"
TODAY = "2025-08-25"
CANDIDATE = ("ines", "Inès", "Roux")
# To the label that anybody verifies; the charter and the logos after it are Dircom's, on a site that is made.
STEPS = [step for name, step in vars(test_journey).items() if name.startswith("test_")]
WAY = STEPS[: STEPS.index(test_journey.test_10_anybody_verifies_the_label) + 1]


@pytest.fixture(scope="module")
def anybody(browser, running_portal):
    """Opens a browser that stays until the end of the module: people keep theirs, with their passkeys."""
    contexts = []

    def open_page():
        context = browser.new_context(base_url=running_portal.url, locale="fr-FR")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def scheme(anybody):
    return MovingIn(anybody, Reader(anybody()), date.fromisoformat(TODAY))


@pytest.fixture
def meet(scheme):
    """As for the journey: a person, by their name."""
    return scheme.people.__getitem__


def test_1_the_first_two_come_by_the_mails_of_start(running_portal, scheme):
    running_portal.manage(
        "start", "--technical", email_of("tess"), "--referent", email_of("claire")
    )
    assert "Voir ce qui reste" in scheme.comes("tess", "Tess", "Nicot").text
    assert "Voir ce qui reste" in scheme.comes("claire", "Claire", "Vasseur").text


def test_2_two_people_give_each_role(scheme):
    scheme.fill_the_office()


def test_3_the_first_rules_are_published_by_two_people(scheme):
    """BR-10: the first versions of all may begin today."""
    for kind, code in (("rules", "REG-1"), ("framework", "CADRE-1"), ("committee", "COM-1")):
        scheme.publish(kind, code, TODAY, TODAY)
    assert "REG-1" in scheme.people["secretaire"].go("/espace/regles/").text


def test_4_the_committee_has_its_seats_and_their_holders(scheme):
    scheme.seat_the_committee()


def test_5_auditors_are_registered_and_their_accreditations_taken_over(scheme):
    """BR-41 to BR-43: decided before the portal, with its past dates."""
    scheme.accredit_auditors()


def test_6_an_organism_asks_for_its_space_and_is_let_in(running_portal, scheme):
    """BR-02: asked in public, verified by the référente; its facts are then told."""
    scheme.welcome_an_organism(lambda: running_portal.at("2025-08-25 10:05"))


@pytest.mark.parametrize("step", WAY, ids=lambda step: step.__name__)
def test_7_the_way_to_the_label(step, request):
    step(**{name: request.getfixturevalue(name) for name in inspect.signature(step).parameters})


def test_8_a_new_reglement_is_published_by_two_people(running_portal, scheme):
    """BR-08 to BR-10: it begins after the one in force, which ends on its eve."""
    running_portal.at("2026-12-08 10:00")
    scheme.publish("rules", "REG-2", "2026-12-08", "2027-01-01", delay="20o")
    said = scheme.people["sophie"].go("/espace/regles/REG-2/").text
    assert "20 jours ouvrés après le dépôt du dossier" in said


def test_9_who_asks_in_public_to_be_an_auditor_is_accredited_by_the_committee(
    at, anybody, scheme, meet
):
    """BR-41, BR-42: nobody of the office invites, the committee decides."""
    name, *names = CANDIDATE
    candidature.ask(at, Walker(anybody()), *names, email_of(name))
    application = candidature.prepare(scheme.comes(*CANDIDATE))
    candidature.check(at, scheme.people["claire"], application)
    candidature.decide(at, meet, application)

    said = scheme.people[name].be_at_work().go(application).text
    assert "Agréé" in said
    assert "3 février 2030" in said  # BR-43: three years from the decision
