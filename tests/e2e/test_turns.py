"""Law of turns on the demonstration: each persona's home, list, calendar and page say the same of a thing."""

import pytest

from tests.access.turns.test_calendar_turns import contradictions
from tests.access.turns.test_turns import HOME, differences, tasks
from tests.e2e.journeys.walking import enter

HAS_WORKER = False  # nothing moves between a home and the page that it leads to
PERSONAS = (
    "claire",
    "secretaire",
    "president",
    "suppleant",
    "signataire22",
    "signataire23",
    "signataire31",
    "signataire36",
    "signataire37",
    "contact3",
    "auditeur7",
    "auditeur9",
    "auditeur11",
    "auditeur12",
    "candidature",
    "signataire48",
    "technique",
)


@pytest.fixture(scope="module", autouse=True)
def _clock_has_passed(running_portal):
    running_portal.manage("run_clock")


@pytest.fixture
def read(new_page, portal):
    """`read("claire")("/espace/")`: the page that this persona is sent, asked once."""

    def of(persona):
        context, seen = new_page().context, {}
        enter(context, portal, persona)

        def page(path):
            if path not in seen:
                answer = context.request.get(f"{portal}{path}")
                assert answer.ok, f"{persona} {path}: {answer.status}"
                seen[path] = answer.text()
            return seen[path]

        return page

    return of


@pytest.mark.slow
@pytest.mark.parametrize("persona", PERSONAS)
def test_the_home_the_list_and_the_page_say_whose_turn_it_is(persona, read):
    page = read(persona)

    assert list(tasks(page(HOME))), persona
    assert "\n".join(differences(persona, page)) == ""


@pytest.mark.slow
@pytest.mark.parametrize("persona", PERSONAS)
def test_the_calendar_says_what_the_home_the_list_and_the_page_say(persona, read):
    assert "\n".join(contradictions(persona, read(persona))) == ""
