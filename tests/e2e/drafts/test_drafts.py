"""Drafts of forms: the session ended, the cookies went, the line was cut, the page was left, another signed in."""

import re

import pytest

from tests.e2e.drafts import losing
from tests.e2e.portals import serving

SCENARIO = serving.DEMONSTRATION
HAS_WORKER = False
STARTS_AT = "2026-11-24 10:30"  # as test_every_page, whose demonstration this is
ADD = "constats/ajouter/"
TEXT = "Le hall du bâtiment C n’a pas de plan d’évacuation."
BACK = "n’est pas encore envoyé : le voici"
SCRIPT = re.compile(r"/drafts[^/]*\.js$")
DRAFTS = "Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length"
DAY_BEFORE = """for (const key of Object.keys(localStorage).filter((one) => one.startsWith('draft:'))) {
    const draft = JSON.parse(localStorage[key]);
    localStorage[key] = JSON.stringify({...draft, at: draft.at - 25 * 3600 * 1000});
}"""


def text(page):
    return page.locator("form[data-drafted] textarea").first


def type_in(page, words=TEXT):
    page.locator("form[data-drafted]").first.wait_for()
    text(page).fill(words)
    assert_drafts(page, 1)


def until(page, is_so, tries=100):
    """The policy of the pages lets nobody evaluate a condition in them: asked from here, ten times a second."""
    while not is_so() and tries:
        page.wait_for_timeout(100)
        tries -= 1
    assert is_so()


def assert_drafts(page, number):
    """How many are kept in this browser, once its script has had the time."""
    until(page, lambda: page.evaluate(DRAFTS) == number)


def send(page):
    page.locator("form[data-drafted] .cluster button:not([type=button])").last.click()


def enter(page, persona):
    page.goto("/demo/")
    page.locator(f'form[action$="/entrer/{persona}/"] button').click()
    page.wait_for_url(lambda url: "/demo/" not in url)


def is_back(page, address, words=TEXT):
    page.goto(address)
    page.get_by_text(BACK).wait_for()
    assert text(page).input_value() == words


@pytest.fixture
def finding(sign_in):
    """The page where an auditor writes a finding, on a phone."""
    page = sign_in("auditeur9", width=360, height=800)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/espace/audits/")
    links = page.locator('main a[href*="/espace/audits/QH-A-"]')
    for link in dict.fromkeys(links.evaluate_all("links => links.map((one) => one.href)")):
        page.goto(link)
        if page.locator(f'a[href$="{ADD}"]').count():
            page.goto(f"{link}{ADD}")
            return page
    raise AssertionError("no mission of this auditor takes a finding")


def test_a_finding_written_on_a_phone_survives_the_network_and_the_session(finding, axe):
    """Sent at last, it is there once, and its draft is gone."""
    address = finding.url
    type_in(finding)
    finding.context.set_offline(True)
    send(finding)
    until(finding, lambda: finding.url.startswith("chrome-error:"))
    finding.context.set_offline(False)
    is_back(finding, address)
    assert axe(finding) == []

    finding.context.clear_cookies(name="sessionid")
    send(finding)
    finding.wait_for_url("**/compte/connexion/**")
    finding.get_by_text("Votre texte est gardé dans ce navigateur").wait_for()
    enter(finding, "auditeur9")
    is_back(finding, address)

    finding.context.clear_cookies()
    send(finding)
    finding.get_by_role("link", name="Ouvrir de nouveau la page").click()
    finding.wait_for_url("**/compte/connexion/**")
    enter(finding, "auditeur9")
    is_back(finding, address)

    finding.get_by_label("Critère").select_option(index=1)
    send(finding)
    finding.wait_for_url(lambda url: url != address)
    assert_drafts(finding, 0)
    assert finding.get_by_text(TEXT).count() == 1
    finding.goto(address)
    finding.locator("form[data-drafted]").wait_for()
    assert text(finding).input_value() == ""


def test_a_draft_is_shown_to_who_typed_it_alone_and_for_a_day(finding):
    address = finding.url
    type_in(finding)
    finding.goto("/espace/")
    finding.evaluate(DAY_BEFORE)
    finding.goto("/espace/calendrier/")
    assert_drafts(finding, 0)

    finding.goto(address)
    type_in(finding)
    enter(finding, "auditeur7")
    assert_drafts(finding, 0)

    enter(finding, "auditeur9")
    finding.goto(address)
    type_in(finding)
    finding.goto("/compte/deconnexion/")
    finding.get_by_role("button", name="Se déconnecter").click()
    finding.wait_for_url(lambda url: "deconnexion" not in url)
    assert finding.evaluate(DRAFTS) == 0


def test_leaving_warns_once_something_is_typed(finding):
    """The browser asks; what was typed is there all the same, and can be erased."""
    address, asked = finding.url, []
    finding.on("dialog", lambda dialog: asked.append(dialog.type))
    finding.goto("/espace/")
    assert asked == []

    finding.goto(address)
    finding.locator("form[data-drafted]").wait_for()
    text(finding).click()  # a browser asks nothing of who has touched nothing
    type_in(finding)
    finding.goto("/espace/")
    assert asked == ["beforeunload"]

    is_back(finding, address)
    finding.get_by_role("button", name="Effacer ce brouillon").click()
    assert (text(finding).input_value(), finding.evaluate(DRAFTS)) == ("", 0)


def type_early(page, words):
    """Typed while the script of drafts is still on its way, then left."""
    late = []
    page.route(SCRIPT, lambda route: late.append(route))
    with page.expect_request(SCRIPT):
        page.reload()
    page.locator("main form textarea").first.fill(words)
    for route in late:
        route.continue_()
    page.unroute(SCRIPT)
    page.locator("form[data-drafted]").wait_for()
    page.goto("/espace/")


def test_what_is_typed_before_the_script_arrives_is_a_draft_too(finding):
    address = finding.url
    finding.on("dialog", lambda dialog: dialog.accept())
    type_early(finding, TEXT)
    is_back(finding, address)

    type_early(finding, "Constaté le matin.")
    is_back(finding, address, f"{TEXT}\n\nConstaté le matin.")


def test_a_draft_older_than_a_colleague_s_text_is_compared_with_it(sign_in):
    """What the server had meanwhile is not overwritten: the version that was read goes with the draft."""
    page = sign_in("signataire36")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/espace/dossiers/")
    page.locator("tbody th a").first.click()
    page.wait_for_url("**/QH-D-*/")
    address = f"{page.url}modifier/"
    page.goto(address)
    page.route(
        "**/modifier/",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    type_in(page, "Le mien.")
    page.goto("/espace/")
    page.unroute("**/modifier/")

    other = sign_in("signataire36")
    other.goto(address)
    other.locator("form[data-drafted]").wait_for()
    text(other).fill("Celui d’un autre appareil.")
    other.get_by_role("button", name="Enregistrer").click()
    other.get_by_text("C’est enregistré.").wait_for()

    page.goto(address)
    page.get_by_text("Ce texte a changé ailleurs").wait_for()
    assert text(page).input_value() == "Le mien."


def test_a_public_form_keeps_what_is_typed_as_long_as_its_tab(new_page):
    page = new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/signaler/")
    page.locator("form[data-drafted]").wait_for()
    text(page).fill(TEXT)
    page.wait_for_timeout(600)
    is_back(page, "/signaler/")
    assert page.evaluate(DRAFTS) == 0

    other = page.context.new_page()
    other.goto("/signaler/")
    other.locator("form[data-drafted]").wait_for()
    assert text(other).input_value() == ""


def test_back_to_a_form_that_was_refused_opens_it(new_page, at):
    """Not the browser's question about sending again: what was refused is asked for as a page."""
    page = new_page()
    page.goto("/signaler/")
    send_report(page)
    page.locator("[data-errors]").wait_for()
    page.locator("main [type=radio]").first.check(force=True)
    page.locator("[name=place]").fill("Une rue de Mornay")
    page.locator("[name=text]").fill(TEXT)
    at("2026-11-24 10:31")  # nobody writes in no time
    send_report(page)
    page.wait_for_url("**/merci/")
    answer = page.go_back()

    assert (answer.status, page.url.endswith("/signaler/")) == (200, True)
    assert page.locator("main form [name=place]").is_visible()


def send_report(page):
    page.locator("main form button[type=submit], main form button:not([type])").last.click()


def test_a_form_that_keeps_drafts_loses_and_finds_what_is_typed(new_page, portal):
    """As tests/e2e/pages/test_every_page.py asks of every form."""
    assert losing.lose_all(losing.Tab(new_page(), "visiteur", portal), ["/signaler/"] * 2) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("store.setItem(key,", "has lost"),
        ("field.value = left[field.name].shift()", "has lost"),
        ("tell(draft.at);", "does not say"),
        ("      lay(form, first);", "erased"),
        ("      drop();", "erased"),
        ("form.dataset.drafted =", "no form keeps"),
    ],
)
def test_a_script_that_forgets_a_draft_is_told(new_page, portal, line, told):
    page = new_page()

    def break_script(route):
        script = route.fetch().text()
        assert script.count(line) == 1
        route.fulfill(body=script.replace(line, f"// {line}"), content_type="text/javascript")

    page.context.route(SCRIPT, break_script)
    found = losing.lose_all(losing.Tab(page, "visiteur", portal), ["/signaler/"])

    assert told in found[0]
