"""Accidents in the wizard of the tracking, in Chromium: what is chosen there and not sent yet is never lost."""

import re

import pytest

from tests.e2e.drafts.test_drafts import until
from tests.e2e.journeys.walking import Walker
from tests.e2e.office.test_history_import import ALL, FILE

pytestmark = pytest.mark.slow
SCENARIO = "tests/e2e/rules.yaml"
STARTS_AT = "2026-11-24 09:00"
HAS_WORKER = False
COLUMN = "role-0-F"
BACK = "n’est pas encore envoyée : la voici"
REREAD = "Relire avec ces corrections"
KEEP = "Garder cette décision"


@pytest.fixture(scope="module")
def sent():
    """The address of the import, once it is sent."""
    return {}


@pytest.fixture
def claire(sign_in, sent):
    """At the first step of the wizard, of a file sent once for all these tests."""
    person = Walker(sign_in("claire"))
    person.page.on("dialog", lambda dialog: dialog.accept())
    if not sent:
        person.act(ALL, "Lire le fichier", file=FILE)
        sent["one"] = re.sub("feuilles/$", "", person.address)
    return person.go(f"{sent['one']}feuilles/")


def column(person):
    return person.page.locator(f'[name="{COLUMN}"]')


def kept(person):
    """What the portal has, whatever is laid over it."""
    said = column(person).locator("option[selected]")
    return said.get_attribute("value") if said.count() else ""


def other(person):
    """A word that the column does not say yet, and that no other says."""
    words = person.page.locator(f'[name="{COLUMN}"] option').evaluate_all(
        "options => options.map(one => one.value)"
    )
    taken = person.page.locator('[name^="role-0-"]').evaluate_all(
        "all => all.map(one => one.value)"
    )
    return next(word for word in words if word not in taken)


def choose(person, word):
    person.page.locator("form[data-drafted]").first.wait_for()
    column(person).select_option(word)
    until(person.page, lambda: _kept(person))


def _kept(person):
    return person.page.evaluate(
        "Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length"
    )


def is_back(person, word):
    person.page.get_by_text(BACK).wait_for()
    assert column(person).input_value() == word


def sign_in_again(person, portal):
    """By the page where the portal has led: it leads back to the step."""
    person.page.goto("/demo/")
    person.page.locator('form[action$="/entrer/claire/"] button').click()
    person.page.wait_for_url(lambda url: "/demo/" not in url)


def test_1_a_session_that_ends_at_a_step_loses_no_choice(claire, portal):
    word, address = other(claire), claire.address
    choose(claire, word)
    claire.page.context.clear_cookies(name="sessionid")
    claire.page.get_by_role("button", name=REREAD).click()
    claire.page.wait_for_url("**/compte/connexion/**")
    claire.page.get_by_text("Votre saisie est gardée dans ce navigateur").wait_for()
    sign_in_again(claire, portal)

    is_back(claire.go(address), word)
    claire.press(REREAD)
    assert column(claire).input_value() == word
    assert claire.page.get_by_text(BACK).count() == 0


def test_2_a_page_left_by_mistake_has_its_choices_when_one_comes_back(claire):
    word = other(claire)
    choose(claire, word)
    claire.page.get_by_role("link", name="Valeurs", exact=True).first.click()
    claire.page.wait_for_url("**/valeurs/")
    claire.page.go_back()

    is_back(claire, word)
    claire.page.get_by_role("button", name="Effacer ce brouillon").click()
    assert column(claire).input_value() != word


def test_3_a_second_tab_overwrites_nothing_without_saying_so(claire, sent):
    second = Walker(claire.page.context.new_page()).go(claire.address)
    first_word, second_word = other(claire), ""
    choose(claire, first_word)
    claire.press(REREAD)
    column(second).select_option(second_word)
    second.press(REREAD, status=409)

    assert "a été corrigée pendant votre saisie, qui est gardée" in second.text
    assert column(second).input_value() == second_word
    assert kept(claire.go(f"{sent['one']}feuilles/")) == first_word
    second.press(REREAD)
    assert kept(claire.go(f"{sent['one']}feuilles/")) == second_word


def test_4_a_double_click_keeps_one_decision(claire, sent):
    claire.go(f"{sent['one']}lignes/?sorte=new")
    line = claire.page.locator('main tbody th a[href*="/lignes/"]').first.get_attribute("href")
    claire.go(line).fill(homes=4321)
    claire.page.get_by_role("button", name=KEEP).dblclick()
    claire.page.wait_for_url("**/lignes/?sorte=*")

    assert claire.page.get_by_text("C’est gardé").count() == 1
    assert claire.go(line).page.locator('[name="homes"]').input_value() == "4321"
    claire.go(sent["one"])
    told = claire.page.get_by_text("a gardé du suivi la ligne")
    assert told.count() == 1


def test_5_a_session_that_ends_under_a_button_for_many_lines_leads_back_to_them(
    claire, sent, portal
):
    claire.go(f"{sent['one']}lignes/")
    presses = claire.page.locator('button[value="keep"]')
    before = presses.count()
    claire.page.context.clear_cookies(name="sessionid")
    presses.first.click()
    claire.page.wait_for_url("**/compte/connexion/**")
    sign_in_again(claire, portal)

    claire.go(f"{sent['one']}lignes/").press("Reprendre comme c’est lu")
    assert claire.page.locator('button[value="keep"]').count() == before - 1


def test_6_a_server_that_is_down_loses_no_decision_of_a_line(claire, sent, running_portal):
    claire.go(f"{sent['one']}lignes/?sorte=new")
    line = claire.page.locator('main tbody th a[href*="/lignes/"]').nth(1).get_attribute("href")
    claire.go(line)
    claire.page.locator("form[data-drafted]").first.wait_for()
    claire.fill(homes=5432)
    until(claire.page, lambda: _kept(claire))
    running_portal.restart(lambda: claire.page.get_by_role("button", name=KEEP).click())
    claire.go(line)
    claire.page.get_by_text(BACK).wait_for()
    assert claire.page.locator('[name="homes"]').input_value() == "5432"
    claire.press(KEEP)
    assert claire.go(line).page.locator('[name="homes"]').input_value() == "5432"


def test_7_what_is_decided_still_stands_in_another_browser(sign_in, claire, sent):
    """Nothing of what was sent is in the browser: a new one shows it all, after a sign-out too."""
    line_count = claire.go(f"{sent['one']}lignes/").page.locator('button[value="keep"]').count()
    elsewhere = Walker(sign_in("claire")).go(f"{sent['one']}lignes/")

    assert elsewhere.page.locator('button[value="keep"]').count() == line_count
