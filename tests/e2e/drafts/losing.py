"""Loss of what is typed in each form that keeps drafts: typed, lost by an accident, found again, erased."""

import re
from collections import defaultdict

from tests.e2e.journeys.walking import enter

FORM = re.compile(r"<form\b([^>]*? method=\"post\"[^>]*)>(.*?)</form>", re.DOTALL)
SECRET = re.compile(
    r'type="password"|autocomplete="(?:one-time-code|current-password|new-password)"'
)
NAME = re.compile(r'\sname="([^"]+)"')
DRAFTED = """
  const forms = [...document.querySelectorAll('form[data-drafted]')]
  const kinds = ['textarea', 'text', 'search', 'email', 'url', 'tel', 'number', 'date']
  const fields = form => [...form.elements].filter(one =>
    one.name && !one.disabled && !one.readOnly && kinds.includes(one.type))
  const values = () => forms.map(form => fields(form).map(one => one.value))
"""
LATE = """() => [...document.querySelectorAll('form[method=post]')].filter(form =>
  !('drafted' in form.dataset) && (form.querySelector('textarea') || 'drafts' in form.dataset)).length"""
TYPE = f"""() => {{{DRAFTED}
  const words = {{number: '12', date: '2027-03-01'}}, first = values()
  for (const [n, one] of forms.flatMap(fields).entries()) {{
    const text = words[one.type] ?? `Perdu, puis retrouvé ${{n}}.`
    one.value = one.maxLength > 0 ? text.slice(0, one.maxLength) : text
    one.dispatchEvent(new Event('input', {{bubbles: true}}))
  }}
  return [first, values()]
}}"""
FOUND = f"""() => {{{DRAFTED}
  return [values(), forms.map(form => Boolean(form.querySelector('[data-draft]')))]
}}"""
ERASE = f"""() => {{{DRAFTED}
  for (const form of forms) form.querySelector('[data-draft] button')?.click()
  const kept = [localStorage, sessionStorage].flatMap(store => Object.keys(store))
  return [values(), kept.filter(key => key.startsWith('draft:')).length]
}}"""
# The line is cut for what saves itself: what is typed has no other place than the draft.
CUT = """const ask = fetch
  window.fetch = (to, how) => how?.method === 'POST' ? Promise.reject(new TypeError('cut')) : ask(to, how)"""


def kept_forms(body):
    """(attributes, content) of the forms of a page that keep what is typed, as static/js/drafts.js chooses them."""
    return [one for one in FORM.findall(body) if "<textarea" in one[1] or "data-drafts" in one[0]]


def writes_secrets(body):
    return any(SECRET.search(inside) for _said, inside in kept_forms(body))


def shapes(body):
    """What tells these forms from those of another template: their fields, how they save."""
    found = set()
    for said, inside in kept_forms(body):
        names = {re.sub(r"\d+", "", name) for name in NAME.findall(inside)}
        found.add((*sorted(names), "data-autosave" in said))
    return found


def drafted(visits, is_new):
    """{person: addresses} of the pages with such forms; `is_new`: those that show one of a new shape."""
    seen, met, found = set(), set(), defaultdict(list)
    for visit in sorted(visits, key=lambda one: one.kind):
        shown = shapes(visit.body)
        if shown and (visit.kind, frozenset(shown)) not in seen:
            if is_new == bool(shown - met):
                found[visit.person].append(visit.address)
            seen.add((visit.kind, frozenset(shown)))
            met |= shown
    return found


class Tab:
    """A tab of somebody, and the accidents that end what they were typing in it."""

    def __init__(self, page, person, portal):
        self.person, self.portal, self.context = person, portal, page.context
        self.context.add_init_script(CUT)
        self.page = self._listened(page)

    def _listened(self, page):
        page.on("dialog", lambda dialog: dialog.accept())
        return page

    def reload(self):
        self.page.reload()

    def leave(self):
        self.page.goto("about:blank")

    def close(self):
        """A telephone that ends it tells the page nothing: what was written down by then is all there is."""
        self.page.wait_for_timeout(500)
        self.page.close()
        self.page = self._listened(self.context.new_page())

    def end_session(self):
        self.context.clear_cookies(name="sessionid")
        self.page.reload()
        enter(self.context, self.portal, self.person)

    def open(self, address):
        """The page, once its script keeps what is typed in each of its forms."""
        if self.page.url != f"{self.portal}{address}":
            self.page.goto(address)
        for _try in range(50):
            if not self.page.evaluate(LATE):
                return
            self.page.wait_for_timeout(50)

    def lose(self, address, accident):
        """Sentences: what is typed in the forms of this page, and does not come back or does not go."""
        self.open(address)
        first, typed = self.page.evaluate(TYPE)
        accident(self)
        self.open(address)
        found, offered = self.page.evaluate(FOUND)
        erased, kept = self.page.evaluate(ERASE)
        said = f"{address}, {accident.__name__}"
        if not typed:
            yield f"{said}: no form keeps what is typed"
        for number, (before, words) in enumerate(zip(first, typed, strict=True)):
            if before == words:
                yield f"{said}: form {number} has nothing to type in"
            elif found[number] != words:
                lost = [one for one in zip(words, found[number], strict=True) if one[0] != one[1]]
                yield f"{said}: form {number} has lost {lost}"
            elif not offered[number]:
                yield f"{said}: form {number} does not say that what was typed came back"
        if kept or erased != first:
            yield f"{said}: erased, {kept} drafts are left and {erased} for {first}"


IN_ITS_TAB = (Tab.reload, Tab.leave)  # what is typed on a public page is kept as long as its tab
ACCIDENTS = (*IN_ITS_TAB, Tab.close, Tab.end_session)


def lose_all(tab, addresses):
    """Each page by another accident than the one before."""
    found = []
    for number, address in enumerate(addresses):
        ways = ACCIDENTS if address.startswith("/espace/") else IN_ITS_TAB
        found += tab.lose(address, ways[number % len(ways)])
    return found
