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
NOBODY = "(personne)"
EACH_QUERY, EACH_IN_CMS, EACH_PUBLIC = 1, 1, 1  # addresses of one pattern
SITE = "^((?:[\\w\\-]+/)*)$"  # the site's pages: each address is a page of its own
MOST = 40
NEW = 2  # of a pattern that this person did not reach before


class Visitor:
    """A person, or nobody, in a client of their own; `seen` maps each address visited to what it said."""

    def __init__(self, person):
        self.client = Client(raise_request_exception=False, headers={"accept": "text/html,*/*"})
        self.seen, self.texts, self.linked, self.ranked, self.routes = {}, {}, {}, {}, set()
        if person != NOBODY:
            answer = self.client.post(f"/demo/entrer/{person}/")
            if answer.status_code != 302:
                raise RuntimeError(f"{person} cannot sign in: {answer.status_code}")

    def visit(self, address):
        """Read a page and note where it leads; whether it is a page of HTML."""
        self.routes.add(route_of(address))
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

    def result(self):
        """(what each address said, the texts)."""
        for name, facts in self.seen.items():
            if name not in self.linked and name not in STARTS:
                facts["is_linked"] = False
        return self.seen, self.texts

    def name(self, address):
        """The address itself, or its mask and its rank among those that share it."""
        masked = mask(address)
        if masked == address:
            return address
        ranks = self.ranked.setdefault(masked, {})
        rank = ranks.setdefault(address, len(ranks) + 1)
        return f"{masked} #{rank}"


class Sampler:
    """Whether one more address of a pattern is visited; of what everybody reads, one is enough for each."""

    def __init__(self, public, each):
        self.public, self.each = public, each
        self.visited, self.files = Counter(), Counter()

    def takes(self, address):
        route = route_of(address)
        self.visited[route] += 1
        return not self.files[route] and self.visited[route] <= self.most(route)

    def note(self, address, is_page):
        if not is_page:
            self.files[route_of(address)] += 1

    def most(self, route):
        if route in (SITE, "404"):
            return self.each if self.public else MOST
        if route in self.public:
            return EACH_PUBLIC
        if route.startswith("cms/"):
            return EACH_IN_CMS
        return EACH_QUERY if route.endswith(" ?") else self.each


def discover(person, each, public=()):
    """Breadth first by levels, each in the order of its addresses: what is visited depends on no layout."""
    visitor, sampler = Visitor(person), Sampler(public, each)
    level, known = list(STARTS), set(STARTS)
    while level:
        for address in sorted(level, key=visitor.name):
            if sampler.takes(address):
                sampler.note(address, visitor.visit(address))
        level = [link for name, link in visitor.linked.items() if name not in known]
        known.update(visitor.linked)
    return visitor.result()


def revisit(person, names):
    """The same pages in the same order, then a few of each pattern that this person reaches for the first time."""
    visitor = Visitor(person)
    for name in names:
        if link := visitor.linked.get(name, "" if " #" in name else name):
            visitor.visit(link)
    look_further(visitor)
    return visitor.result()


def look_further(visitor):
    known, new = set(visitor.routes), Counter()
    for _, link in sorted(visitor.linked.items()):
        route = route_of(link)
        if route not in known and new[route] < NEW:
            new[route] += 1
            visitor.visit(link)


def may_enter(person, addresses):
    """{address: status and target} of addresses that everybody tries."""
    visitor, found = Visitor(person), {}
    for address in addresses:
        response = visitor.client.get(address)
        found[address] = (
            f"{response.status_code} {mask(response.headers.get('Location', ''))}".strip()
        )
        response.close()
    return found


def api():
    return Client().get("/api/v1/openapi.json").json()


def people():
    """The names of the personas, as the demonstration's door lists them."""
    page = Client().get("/demo/").content.decode()
    return sorted(set(re.findall(r'action="/demo/entrer/([^/"]+)/"', page)))
