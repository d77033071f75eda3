"""Somebody at a page of the portal: goes, fills a form by its fields' names, presses a button."""

import re
import time
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from pypdf import PdfReader

SEND = """async ([address, values]) => {
  const shown = await (await fetch(address)).text();
  const forms = new DOMParser().parseFromString(shown, 'text/html').querySelectorAll('main form[method=post]');
  const form = [...forms].find(one => Object.keys(values).every(name => one.elements[name]));
  const data = new FormData(form);
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  const answer = await fetch(address, {method: 'POST', body: data, redirect: 'manual'});
  return answer.type === 'opaqueredirect' ? 'saved' : answer.status;
}"""


TOKEN = "e2e" * 10 + "ok"  # a token is good when the cookie and the form say the same


PATIENCE = 120  # seconds: some jobs of the worker come once a minute, after those of the day


def tries(page):
    """Now, and again a little later, as long as the worker may still be about to do it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        yield
        page.wait_for_timeout(250)


def today():
    """The day of the portal: this machine may not be in Paris, where midnight comes first."""
    return datetime.now(ZoneInfo("Europe/Paris")).date()


def enter(context, portal, persona):
    """This browser is signed in as `persona`: the form of /demo/, sent without being drawn."""
    context.add_cookies([{"name": "csrftoken", "value": TOKEN, "url": portal}])
    sent = {"csrfmiddlewaretoken": TOKEN}
    answer = context.request.post(f"{portal}/demo/entrer/{persona}/", form=sent, max_redirects=0)
    assert (answer.status, answer.headers.get("location")) == (302, "/espace/"), persona


def is_a_page(response):
    """The answer that the browser shows, after the redirections."""
    return response.request.is_navigation_request() and not 300 <= response.status < 400


def tick(box, is_on=True):
    """Tick it, or untick it, once it has stopped moving: drawn by its label, it is not waited for by a forced click.

    A form that opens its next block under the press moves it once more: the press is then made again.
    """
    for _press in range(3):
        box.scroll_into_view_if_needed()
        before, place = None, box.bounding_box()
        while place != before:
            box.page.wait_for_timeout(100)
            before, place = place, box.bounding_box()
        if box.is_checked() != is_on:
            box.click(force=True)
        if box.is_checked() == is_on:
            return
    raise AssertionError(f"the box {box} is not {'ticked' if is_on else 'cleared'}")


def printed(content):
    """What a PDF says, its spaces all alike."""
    assert content.startswith(b"%PDF")
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split()
    )


class Walker:
    """One person in a browser of their own."""

    def __init__(self, page):
        self.page = page

    @property
    def address(self):
        return "/" + self.page.url.split("/", 3)[3]

    @property
    def text(self):
        """What the page says, its no-break spaces told as spaces."""
        return re.sub(r"\s+", " ", self.page.locator("main").inner_text())

    def visit(self, address):
        """The answer of a page; `go` says what it must be."""
        return self.page.goto(address)

    def go(self, address, status=200):
        answer = self.visit(address)
        assert answer.status == status, f"{address} : {answer.status}\n{self.text}"
        return self

    def fill(self, **values):
        """A date, a text, a box (True, False), a choice, a radio, or a file (a Path)."""
        for name, value in values.items():
            self._fill(name.replace("__", "-"), value)
        return self

    def _fill(self, name, value):
        field = self.page.locator(f'main [name="{name}"]')
        kind = field.first.evaluate("one => one.type")
        if kind == "file":
            field.set_input_files(value)
        elif kind == "radio" or (kind == "checkbox" and not isinstance(value, bool)):
            tick(self.page.locator(f'main [name="{name}"][value="{value}"]'))
        elif kind == "checkbox":
            tick(field, value)
        elif kind in ("select-one", "select-multiple"):
            field.select_option(value)
        else:
            field.fill(str(value))

    def press(self, button, status=200):
        """Press it by its words; the answer is the next page (a quiet save may change the address before)."""
        drawn, answered = (
            self.page.expect_event("domcontentloaded"),
            self.page.expect_event("response", is_a_page),
        )
        with drawn, answered as arrival:
            self.page.get_by_role("button", name=button, exact=True).first.click()
        self.page.wait_for_load_state()
        found = arrival.value.status
        assert found == status, f"{button} : {found}\n{self.text}"
        return self

    def act(self, address, button, **values):
        return self.go(address).fill(**values).press(button)

    def printed(self, link):
        """What the PDF behind a link of this page says, once the worker has made it."""
        found = self.shown(self.page.get_by_role("link", name=link))
        return printed(self.page.request.get(found.get_attribute("href")).body())

    def shown(self, found):
        """The same, once the worker has done what makes it appear: the page is read again until then."""
        for _ in tries(self.page):
            if found.count():
                return found
            self.page.reload()
        raise AssertionError(f"{found} : {self.text}")

    def post(self, address, **values):
        """The same form, sent without being drawn: for what is repeated fifty times."""
        assert self.page.evaluate(SEND, [address, values]) == "saved", address
