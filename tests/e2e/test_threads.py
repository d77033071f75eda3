"""A question in a browser: asked, answered and certified, then in the FAQ; read by all, typed by keyboard."""

import pytest

from tests.e2e.portals import serving

SCENARIO = serving.DEMONSTRATION
HAS_WORKER = False
STARTS_AT = "2026-11-24 10:30"
LIST = "/espace/club/questions/"
OVER = "document.documentElement.scrollWidth > window.innerWidth"
ASKED = {
    "title": "Comment nettoyer les halls le lundi ?",
    "source": "Nos halls sont sales après le **week-end** :\n\n- mégots\n- publicités",
}
SAID = "Un passage le dimanche soir, noté dans un cahier, a suffi."


def test_from_a_question_to_a_certified_answer_to_the_faq(meet, shot):
    """Two personas, in the browser."""
    asker, claire = meet("signataire3"), meet("claire")
    asker.go(LIST).page.get_by_role("link", name="Lire la charte").click()
    asker.press("J’ai lu et j’accepte la charte")
    asker.page.wait_for_url(f"**{LIST}")
    asker.page.get_by_role("link", name="Poser une question").click()
    asker.page.wait_for_url(f"**{LIST}poser/")
    asker.fill(**ASKED, themes="T07").press("Poser la question")
    thread = asker.address
    assert "mégots" in asker.text

    claire.go(f"{LIST}?vue=sans-reponse").page.get_by_role("link", name=ASKED["title"]).click()
    claire.fill(source=SAID).press("Répondre")
    answer = f"{thread}messages/2/"
    claire.act(f"{answer}certifier-la-reponse/", "Certifier la réponse")
    shot(claire.page, "question-certifiee")
    claire.go(thread).page.get_by_role("link", name="En faire une entrée de la FAQ").click()
    claire.page.wait_for_url("**/faq/")
    claire.fill(title="Quand nettoyer les halls ?", is_read=True).press("Publier dans la FAQ")

    asker.go(thread)
    assert ("Réponse certifiée" in asker.text, SAID in asker.text) == (True, True)
    asker.press("Merci")
    assert "1 merci" in asker.text
    asker.go("/espace/club/faq/").page.get_by_role(
        "link", name="Quand nettoyer les halls ?"
    ).click()
    asker.page.get_by_text(SAID).wait_for()


@pytest.fixture(scope="module")
def thirty_questions(running_portal):
    running_portal.manage("make_threads", "--count", "30", "--seed", "5")


@pytest.mark.usefixtures("thirty_questions")
# test_every_page draws at 320 px what such a page has of its own, in make test too.
@pytest.mark.parametrize("width", [1280, pytest.param(320, marks=pytest.mark.slow)])
def test_questions_are_read_by_all(width, sign_in, axe, shot):
    found = []
    for persona in ("contact3", "claire"):
        page = sign_in(persona, width=width)
        page.goto(LIST)
        shot(page, f"questions-{persona}-{width}")
        first = page.locator(".threads a").first.get_attribute("href")
        for address in (LIST, f"{LIST}poser/", first, f"{LIST}?q=zzyzx", "/espace/club/faq/"):
            page.goto(address)
            found += [f"{address} : {one}" for one in axe(page)]
            assert not page.evaluate(OVER), address
            if address in (first, f"{LIST}poser/"):
                name = "poser" if "poser" in address else "question"
                shot(page, f"{name}-{persona}-{width}")
    assert found == []


@pytest.mark.usefixtures("thirty_questions")
def test_near_questions_come_while_one_types_and_names_by_keyboard(sign_in, axe):
    page = sign_in("contact3")
    page.goto(LIST)
    title = page.locator(".threads a").first.inner_text()
    page.goto(f"{LIST}poser/")
    page.locator("[name=title]").press_sequentially(title, delay=5)
    page.locator("#proches a").first.wait_for()
    assert axe(page) == []

    text = page.locator("[name=source]")
    text.press_sequentially("Merci @Cla", delay=20)
    page.locator("[role=option]").first.wait_for()
    name = page.locator("[role=option]").first.inner_text()
    page.keyboard.press("ArrowDown")
    assert axe(page) == []
    page.keyboard.press("Enter")
    assert text.input_value() == f"Merci @{name} "


def test_without_scripts_a_near_question_is_told_then_asked_anyway(sign_in):
    page = sign_in("contact3", java_script_enabled=False)
    for _ in range(2):
        page.goto(f"{LIST}poser/")
        page.locator("[name=title]").fill("Où ranger les vélos des locataires ?")
        page.locator("[name=source]").fill("Dans le hall, c’est interdit.")
        page.get_by_role("button", name="Poser la question").click()
    assert "Une question proche existe" in page.locator("main").inner_text()
    page.get_by_role("button", name="Poser quand même").click()
    assert "QH-F-2026-" in page.url
