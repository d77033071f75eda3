"""Where a person's links lead: each kind of page once, found breadth first without drawing it."""

import re
from collections import Counter, deque
from dataclasses import dataclass
from functools import cache
from html import unescape
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import ProxyHandler, Request, build_opener

from django.urls import Resolver404, resolve

from tests.e2e.portals.serving import IS_THOROUGH

LINK = re.compile(r'<a\b[^>]*? href="([^"]+)"')
FORM = re.compile(r'<form\b[^>]*? method="post"(?![^>]*? action="/(?:compte/deconnexion|demo)/)')
TAG = re.compile(r"<([a-z][\w-]*)((?:\s[^>]*)?)>")
ATTRIBUTE = re.compile(r'\s([\w:-]+)="')
NAMED = re.compile(r'\s(?:class|type|role)="([^"]*)"')  # what our stylesheets and scripts look at
NOT_OURS = ("wagtail", "account_logout")
SERVED = "wagtail_serve"  # the public pages: each address is a page of its own
THINGS = (  # in another state they have other links: a dozen of them are opened in make test-all
    "labelling:dossier_detail",
    "labelling:mission_detail",
    "labelling:session_detail",
    "labelling:item_detail",
    "labelling:label_detail",
    "labelling:finding_detail",
    "observatory:practice_space",
    "observatory:question",
    "observatory:reuse",
    "observatory:trophy",
)
MOST = 12 if IS_THOROUGH else 3
LEAVES = (  # they lead nowhere else: one person is enough
    "labelling:framework_detail",
    "labelling:dossier_journal",
    "labelling:dossier_receipt",
    "labelling:assessment_score",
    "labelling:stock_rating_sheet",
    "labelling:stock_residence",
    "observatory:collection_pdf",
    "observatory:practice_pdf",
    "observatory:reuses",
    "calendar_feed",
    "calendar_moment",
    "messages_preferences",
)
ALIKE = {
    "deputy",
    "vice-chair",
    "comex",
    "commission",
    "dpo",
}  # most of their pages are drawn for others first
ASIDE = ("/cms/", "/demo/")  # the CMS has its own frame; the demonstration's mails lead anywhere


@dataclass(frozen=True)
class Visit:
    """One kind of page, where one person found it."""

    kind: str
    person: str
    address: str
    status: int
    is_page: bool
    forms: int
    body: str = ""


def kind_of(address):
    """The name of the URL, and the step when it is the page of one; None for what is not ours."""
    path = urlsplit(address).path
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.url_name == SERVED:
        return None if path.startswith(ASIDE) else f"{SERVED} {path}"
    if match.view_name.startswith(NOT_OURS):
        return None
    name = match.view_name if match.url_name else "labelling:dossier_step"
    return f"{name} {match.kwargs['address']}" if "address" in match.kwargs else name


def signed_in(context):
    """`ask(address)`: (status, sort of content, text, address after the redirections) for who this browser is.

    Without the browser, whose driver takes as long to hand a page over as the portal to make it.
    """
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())
    opener = build_opener(ProxyHandler({}))

    def ask(address):
        try:
            answer = opener.open(Request(address, headers={"Cookie": cookies}), timeout=60)
        except HTTPError as refused:
            answer = refused
        with answer:
            kind = answer.headers.get("content-type", "")
            return answer.status, kind, answer.read().decode(errors="replace"), answer.url

    return ask


def reached(ask, home, person, start, enough=()):
    """The visits of one person, as `signed_in` asks, from the page where they arrive at `home`.

    Of the kinds that are `enough` visited, only those that lead each person elsewhere are opened again.
    """
    queue, known, found, opened = deque([start]), {start}, {}, Counter()
    while queue:
        address = queue.popleft()
        kind = kind_of(address)
        leads_on = address.startswith("/espace/") and kind not in LEAVES
        passed = kind in enough and not leads_on
        if kind is None or passed or opened[kind] >= (MOST if kind in THINGS else 1):
            continue
        opened[kind] += 1
        status, content, body, url = ask(home + address)
        is_page = "html" in content
        body = body if is_page else ""
        forms = len(FORM.findall(body))
        visit = Visit(kind, person, address, status, is_page, forms, body)
        if kind not in found or forms > found[kind].forms or status != 200:
            found[kind] = visit
        fresh = [link for link in links(url, body) if link not in known]
        known.update(fresh)
        queue.extend(fresh)
    return list(found.values())


def links(url, body):
    """The addresses of the same portal to which a page leads, in its order."""
    home = f"{url.split('://')[0]}://{urlsplit(url).netloc}"
    for link in map(unescape, LINK.findall(body)):
        target = urldefrag(urljoin(url, link))[0]
        if target.startswith(f"{home}/"):
            yield target.removeprefix(home)


def looks(visits, roles):
    """(first, second): the visits whose pages are drawn, and those that only `make test-all` adds.

    First, each page once, by somebody who has a form there if there is one; of the steps of a table, which one
    template draws, one. Second, the other steps, and the pages of the space for another role and for those who are
    like others; in make test, also the pages made of what others show, without a text to write.
    """
    met, first, second, views = {}, [], [], set()
    for visit in sorted(visits, key=lambda one: -bool(one.forms)):
        if visit.is_page:
            met.setdefault(visit.kind, {}).setdefault(roles[visit.person], visit)
    for kind, by_role in met.items():
        view = kind if kind.startswith(SERVED) else kind.partition(" ")[0]
        one, *others = by_role.values()
        (second if view in views else first).append(one)
        if view == kind and one.address.startswith("/espace/"):
            second += others[:1] + [other for other in others[1:] if roles[other.person] in ALIKE]
        views.add(view)
    return first if IS_THOROUGH else list(telling(first)), second


def telling(visits):
    """Those that show an element that no other shows, the richest pages first, or a text to write."""
    shown = set()
    for visit in sorted(visits, key=lambda one: -len(elements(one.body))):
        if "<textarea" in visit.body or not shown.issuperset(elements(visit.body)):
            shown |= elements(visit.body)
            yield visit


@cache
def elements(body):
    """Each element of a page: its name, its attributes, its class, type and role."""
    return frozenset(
        (name, *sorted(ATTRIBUTE.findall(said)), *NAMED.findall(said))
        for name, said in TAG.findall(body)
    )


def opens(line):
    """A GET shows something to somebody."""
    return not line.post_only and bool(line.ok or line.anonymous == "OK")


def kind_of_line(line):
    """As `kind_of` names its page; the step is the last word of its address."""
    return f"{line.name} {line.literal[-1]}" if line.name.endswith("_act") else line.name
