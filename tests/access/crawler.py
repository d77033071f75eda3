"""Crawler of every page that a person can reach by links, breadth first."""

import re
from collections import Counter, deque
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve

STARTS = ("/espace/", "/", "/annuaire/", "/cms/", "/api/v1/docs", "/plan-du-site/", "/annuaire.csv")
STARTS += ("/sitemap.xml", "/robots.txt", "/api/v1/labels", "/api/v1/organisms")
STARTS += ("/verifier/", "/espace/club/", "/composants/", "/espace/regles/")
STARTS += ("/cms/pages/", "/cms/reports/site-history/", "/cms/documents/", "/cms/images/")
STARTS += ("/espace/faits/", "/cms/redirects/", "/cms/account/", "/cms/workflows/list/")
DESKS = ("attestation", "trademark", "brandcharterversion")
STARTS += tuple(f"/cms/labelling/{name}/" for name in DESKS)
STARTS += tuple(f"/cms/labelling/{name}/?export=csv" for name in DESKS)
LINK = re.compile(r'(?:href|src|data-url|hx-get)="([^"]+)"')
STOP = re.compile(r"/(deconnexion|logout|static|media)/|^/cms/(sprite|jsi18n|bulk|tag-auto)")
EACH_IN_CMS = 2
OF_MEMBERS = ("/espace/", "/compte/", "/cms/")


def crawl(world, who, each, things=None, inside=""):
    """Yield (answer, the page that shows its address), each address once; of a start, no page.

    Links are followed that begin with one of `inside`. Of one object, a view shows `each` pages (criteria, pages
    of a list, filters), then enough; of the CMS, two. A view is read for as many objects as `things` says, the
    first ones met (files apart: all are read).
    """
    queue, seen, many = deque((path, "") for path in STARTS), set(STARTS), Counter()
    while queue:
        path, shown_on = queue.popleft()
        if not _is_new(path, many, each, things):
            continue
        response = world.read(who, path)
        yield response, shown_on
        for link in _links(path, response):
            if link not in seen and link.startswith(inside):
                seen.add(link)
                queue.append((link, path))


def _is_new(path, many, each, things):
    bare = urlsplit(path).path
    try:
        match = resolve(bare)
    except Resolver404:
        return True
    in_cms = bare.startswith("/cms/")
    thing = "" if in_cms else match.kwargs.get("reference") or match.kwargs.get("slug")
    is_alone = match.url_name in ("file", "wagtail_serve")
    if is_alone:
        thing = bare
    if things and thing and not is_alone and (match.route, thing) not in many:
        many[match.route] += 1
        if many[match.route] > things:
            return False
    many[match.route, thing] += 1
    return many[match.route, thing] <= (EACH_IN_CMS if in_cms else each)


def _links(path, response):
    if 300 <= response.status_code < 400:
        found = [response["Location"]]
    elif "html" in response.get("Content-Type", ""):
        found = map(unescape, LINK.findall(response.body.decode()))
    else:
        found = ()
    for link in found:
        link = urldefrag(urljoin(f"http://testserver{path}", link))[0]
        parts = urlsplit(link)
        if parts.netloc == "testserver" and not STOP.search(parts.path):
            yield parts.path + (f"?{parts.query}" if parts.query else "")
