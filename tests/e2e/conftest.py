"""What a browser's journey needs: a portal of its own, pages signed in as a persona, screenshots, axe.

    SCENARIO = "labelling/scenario/demonstration.yaml"   # at the top of the module; None: an empty portal
    STARTS_AT = "2026-03-12 10:00"                       # a rehearsal clock, for running_portal.at(…); or « machine »
    HAS_WORKER = False                                   # when no mail, document or clock is waited for

    def test_the_organism_submits(sign_in, shot, axe):
        page = sign_in("sophie")          # a browser of her own, on the portal of this module
        page.get_by_role("link", name="Mon dossier").click()
        shot(page, "dossier")             # var/screenshots/dossier.png, in make test-all
        assert axe(page) == []

Every test fails if one of its pages breaks the content security policy or raises a script error.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import sync_playwright

from tests.e2e.journeys.walking import Walker, enter
from tests.e2e.pages import drawn
from tests.e2e.portals import chromium, serving
from tests.e2e.portals.serving import IS_THOROUGH

SHOTS = serving.ROOT / "var" / "screenshots"
WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
BUT_CONTRAST = {"rules": {"color-contrast": {"enabled": False}}}
CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
BROKEN = """async ([part, options]) => {
  const found = await axe.run(part ? {include: window[part]} : document, options)
  return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id} : ${node.html}`))
}"""
PORTAL = pytest.StashKey()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if serving.ROOT / "tests" / "e2e" in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """A failure shows what the server said."""
    report = yield
    if report.failed and PORTAL in item.stash:
        report.sections.append(("Le serveur", item.stash[PORTAL].said()))
    return report


@pytest.fixture(scope="session")
def browser():
    program = chromium.path()
    if not program:
        pytest.fail(chromium.MISSING)
    with pytest.MonkeyPatch.context() as environ:
        # Under faketime (Debian) a browser waits for ever between two clocks: both of its own move (environment.sh).
        environ.delenv("FAKETIME_DONT_FAKE_MONOTONIC", raising=False)
        playwright = sync_playwright().start()
    opened = playwright.chromium.launch(executable_path=program, args=chromium.ARGUMENTS)
    yield opened
    opened.close()
    playwright.stop()


@pytest.fixture(scope="session")
def portals(tmp_path_factory, worker_id):
    """What is played is shared by the workers of this run, whose folders stand side by side."""
    own = tmp_path_factory.getbasetemp()
    serving.collect_static()
    return serving.Portals(own, own if worker_id == "master" else own.parent)


@pytest.fixture(scope="module")
def running_portal(request, portals):
    """The module's portal: `url`, `addresses`, `var`, `said()`, `manage("run_clock")`, `at(instant)`."""
    module = request.module
    scenario = getattr(module, "SCENARIO", serving.DEMONSTRATION)
    has_worker = getattr(module, "HAS_WORKER", True)
    portal = portals.start(scenario, getattr(module, "STARTS_AT", None), has_worker)
    yield portal
    portal.stop()


@pytest.fixture
def portal(request, running_portal):
    """The address of the module's portal, without a slash at the end."""
    request.node.stash[PORTAL] = running_portal
    return running_portal.url


@pytest.fixture
def complaints():
    """What the browser's console said against a page: policy violations, script errors."""
    return []


@pytest.fixture
def new_page(browser, portal, complaints):
    """`new_page(width=360, java_script_enabled=False)`: a page in a browser without a memory."""
    contexts = []

    def complain(message):
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    def open_page(width=1280, height=900, **options):
        viewport = {"width": width, "height": height}
        context = browser.new_context(base_url=portal, locale="fr-FR", viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", complain)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def sign_in(new_page, portal):
    """`sign_in("sophie")`: a page in her own browser, signed in, where she arrives."""

    def arrive(persona, **options):
        page = new_page(**options)
        enter(page.context, portal, persona)
        page.goto("/espace/")
        return page

    return arrive


@pytest.fixture
def shot():
    """`shot(page, "dossier-360")`: the whole page as var/screenshots/dossier-360.png, in make test-all."""

    def take(page, name):
        if not IS_THOROUGH:
            return
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True)

    return take


@pytest.fixture(scope="session")
def judged():
    """The shapes and the colours of pages in which axe has found nothing."""
    return set(), set()


@pytest.fixture
def axe(judged):
    """`axe(page) == []`: the page breaks no rule of WCAG 2.2 AA that a program can check.

    axe is half of the time of a page: it reads one that shows a shape not judged yet, and judges the contrast of
    each colour where it is first shown; it reads all of each page in make test-all.
    """

    def read(page, options, part=None):
        return page.evaluate(BROKEN, [part, options])

    shapes, colours = judged

    def violations(page):
        page.wait_for_load_state()  # a click that led here waits for nothing
        shown, fresh = page.evaluate(drawn.SHOWN, sorted(colours))
        is_new = IS_THOROUGH or not shapes.issuperset(shown)
        if is_new or fresh:
            page.evaluate(AXE_SCRIPT)
        if IS_THOROUGH:
            return read(page, WCAG)
        found = read(page, WCAG | BUT_CONTRAST) if is_new else []
        found += read(page, CONTRAST, "toJudge") if fresh else []
        if not found:
            shapes.update(shown)
            colours.update(fresh)
        return found

    return violations


@pytest.fixture
def at(running_portal):
    """`at("2025-09-05 10:00")`: the day this is, for the portal and its worker."""
    return running_portal.at


@pytest.fixture
def meet(sign_in):
    """`meet("karim")`: a person of the scenario, signed in by one click of /demo/."""
    return lambda persona: Walker(sign_in(persona))
