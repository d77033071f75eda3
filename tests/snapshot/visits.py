"""Pages that one person reaches: found by their links once, then visited again in the same order.

An address with a part drawn by lot (the key of a file) is known by its mask and its rank among those found.
"""

import re
from collections import Counter

from django.test import Client

from tests.snapshot.pages import digest, links, record, route_of
from tests.snapshot.text import mask

STARTS = (
    "/ /annuaire/ /annuaire.csv /annuaire.json /annuaire/donnees/ /annuaire/donnees/v1/schema.json "
    "/api/v1/docs /api/v1/labels /api/v1/organisms /cms/ /cms/account/ /cms/documents/ /cms/images/ "
    "/cms/pages/ /cms/redirects/ /cms/reports/site-history/ /cms/workflows/list/ /composants/ "
    "/compte/ /compte/connexion/ /demo/ /espace/ /espace/calendrier/ /espace/faits/ /espace/messages/ "
    "/espace/nouveautes/ /espace/recherche/ /espace/recherche/?q=habitat /espace/regles/ "
    "/observatoire/ /observatoire/?q=isolation /page-absente/ /plan-du-site/ /recherche/?q=label "
    "/robots.txt /sitemap.xml /verifier/ /verifier/?numero=QH-2026-0001"
).split()
EACH, EACH_QUERY, EACH_IN_CMS, EACH_FILE = 5, 2, 2, 1  # addresses of one pattern
ONE_BY_ONE = "wagtail_serve"  # the site's pages: each address is a page of its own
MOST = 60
NEW = 2  # of a pattern that this person did not reach before


class Visitor:
    """A person (None: nobody) in a client of their own; `seen` maps each address visited to what it said."""

    def __init__(self, person):
        self.client = Client(raise_request_exception=False, headers={"accept": "text/html,*/*"})
        self.seen, self.texts, self.linked, self.ranked = {}, {}, {}, {}
        if person:
            answer = self.client.post(f"/demo/entrer/{person}/")
            if answer.status_code != 302:
                raise RuntimeError(f"{person} cannot sign in: {answer.status_code}")

    def visit(self, address):
        """Read a page and note where it leads; returns (name, is it a page of HTML)."""
        response = self.client.get(address)
        found = links(address, response)
        facts, said = record(response)
        facts["text"] = {region: digest(lines) for region, lines in said.items()}
        self.texts |= {digest(lines): lines for lines in said.values()}
        response.close()
        self.seen[self.name(address)] = facts
        for link in found:
            self.linked.setdefault(self.name(link), link)
        return response.headers.get("Content-Type", "").startswith("text/html")

    def name(self, address):
        """The address itself, or its mask and its rank among those that share it."""
        masked = mask(address)
        if masked == address:
            return address
        ranks = self.ranked.setdefault(masked, {})
        rank = ranks.setdefault(address, len(ranks) + 1)
        return f"{masked} #{rank}"


class Sampler:
    """Whether one more address of a pattern is visited."""

    def __init__(self):
        self.visited, self.files = Counter(), Counter()

    def takes(self, address):
        route = route_of(address)
        if self.files[route] >= EACH_FILE:
            return False
        self.visited[route] += 1
        return self.visited[route] <= most_of(route)

    def note(self, address, is_page):
        if not is_page:
            self.files[route_of(address)] += 1


def most_of(route):
    if route.startswith("cms/"):
        return EACH_IN_CMS
    if route.endswith(" ?"):
        return EACH_QUERY
    return MOST if route in ("^((?:[\\w\\-]+/)*)$", "404") else EACH


def discover(person):
    """Breadth first by levels, each in the order of its addresses: what is visited depends on no layout."""
    visitor, sampler = Visitor(person), Sampler()
    level = list(STARTS)
    known = set(level)
    while level:
        for address in sorted(level):
            if sampler.takes(address):
                sampler.note(address, visitor.visit(address))
        level = [link for name, link in visitor.linked.items() if name not in known]
        known.update(visitor.linked)
    return sorted(visitor.seen)


def revisit(person, names):
    """The same pages again, in the same order; then a few of each pattern that is reached for the first time."""
    visitor = Visitor(person)
    for name in names:
        if " #" not in name:
            visitor.visit(name)
    waiting = [name for name in names if " #" in name]
    while ready := [name for name in waiting if name in visitor.linked]:
        waiting = [name for name in waiting if name not in ready]
        for name in ready:
            visitor.visit(visitor.linked[name])
    look_further(visitor)
    for name, facts in visitor.seen.items():
        if name not in visitor.linked and name not in STARTS:
            facts["is_linked"] = False
    return visitor


def look_further(visitor):
    known = {route_of(name.partition(" #")[0]) for name in visitor.seen}
    new = Counter()
    for name, link in sorted(visitor.linked.items()):
        route = route_of(link)
        if route not in known and name not in visitor.seen and new[route] < NEW:
            new[route] += 1
            visitor.visit(link)


def look(person, names, addresses):
    """(what was seen, the statuses of the other addresses, the texts) of one person."""
    visitor = revisit(person, names)
    return visitor.seen, may_enter(visitor, addresses), visitor.texts


def api():
    return Client().get("/api/v1/openapi.json").json()


def may_enter(visitor, addresses):
    """{address: status} of pages that this person did not visit."""
    found = {}
    for address in addresses:
        if address not in visitor.seen:
            response = visitor.client.get(address)
            to = mask(response.headers.get("Location", ""))
            found[address] = f"{response.status_code} {to}".strip()
            response.close()
    return found


def people():
    """The names of the personas, as the demonstration's door lists them."""
    page = Client().get("/demo/").content.decode()
    return sorted(set(re.findall(r'action="/demo/entrer/([^/"]+)/"', page)))
