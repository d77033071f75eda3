"""Check of links: they lead to an existing page of the site, under a text that says where."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from home.checks.reading import groups, rich

VAGUE = re.compile(
    r"^(?:cliquez? (?:ici|là)|ici|là|lien|ce lien|lire(?: la suite)?|plus|en savoir plus|voir(?: ici)?|"
    r"https?://\S+)[\s.…»]*$",
    re.I,
)
SAY_WHERE = "le lien «\u00a0{}\u00a0» ne dit pas où il mène. Donnez-lui le nom de la page ouverte."
NO_WORDS = "un lien n’a pas de texte. Supprimez-le, ou nommez ce qu’il ouvre."
NO_PAGE = "le lien «\u00a0{}\u00a0» mène à une page absente ou non publiée."
OWN_PAGE = "le lien «\u00a0{}\u00a0» mène à la page où il est. Donnez-lui une autre destination."
NO_FILE = "le lien «\u00a0{}\u00a0» mène à un document supprimé."
NO_ADDRESS = "le lien «\u00a0{}\u00a0» mène à une adresse absente de ce site\u00a0: {}"


def problems(page):
    """Two queries at most for all the pages and documents named."""
    links = list(_links(page))
    live = _live({int(key) for _, kind, key, _ in links if kind == "page"})
    files = _files({int(key) for _, kind, key, _ in links if kind == "document"})
    found = []
    for piece, kind, key, words in links:
        sentence = (
            _vague(words) or _own(page, kind, key, words) or _dead(kind, key, words, live, files)
        )
        if sentence:
            found.append(piece.problem(sentence))
    return found


def targets(page):
    """(kind, key) of every link of the page: page, document or address."""
    return ((kind, key) for _piece, kind, key, _words in _links(page))


def _links(page):
    for piece in rich(page):
        yield from ((piece, *_read(link)) for link in piece.html.find_all("a"))
    for piece in groups(page, "page"):
        yield from _of_call(piece)


def _read(link):
    """(kind, key, words) of a stored link; None for a key that is not a number."""
    kind, key = link.get("linktype"), link.get("id") or ""
    words = link.get_text(" ", strip=True)
    if kind in ("page", "document"):
        return kind, key if key.isdigit() else "0", words
    return "address", link.get("href") or "", words


def _of_call(piece):
    """A card has a title where a button has a label."""
    said = piece.value.get("label") or piece.value.get("title")
    words, target = str(said or ""), piece.value.get("page")
    if target:
        yield piece, "page", str(target.pk), words
    elif piece.value.get("address"):
        yield piece, "address", piece.value.get("address"), words


def _vague(words):
    if not words:
        return NO_WORDS
    return SAY_WHERE.format(words[:60]) if VAGUE.match(words) else None


def _own(page, kind, key, words):
    """A link to the very page that holds it; one to a place inside it, by an anchor, is left."""
    if not isinstance(page, Page) or not page.pk:
        return None
    is_own = kind == "page" and int(key) == page.pk
    is_own |= kind == "address" and "#" not in key and own_path(key) == page.get_url()
    return OWN_PAGE.format(words[:60]) if is_own else None


def _dead(kind, key, words, live, files):
    if kind == "page":
        return None if int(key) in live else NO_PAGE.format(words[:60])
    if kind == "document":
        return None if int(key) in files else NO_FILE.format(words[:60])
    path = own_path(key)
    return None if path is None or exists(path) else NO_ADDRESS.format(words[:60], path)


def _live(keys):
    return (
        set(Page.objects.live().filter(pk__in=keys, depth__gt=1).values_list("pk", flat=True))
        if keys
        else set()
    )


def _files(keys):
    rows = get_document_model().objects.filter(pk__in=keys)
    return set(rows.values_list("pk", flat=True)) if keys else ()


def own_path(address):
    """The path of an address of this site; None for another site or an anchor of the page."""
    parts = urlsplit(address.strip())
    if not address.strip():
        return ""
    if parts.scheme in ("mailto", "tel") or (not parts.netloc and not parts.path):
        return None
    if parts.netloc and parts.netloc != urlsplit(settings.PORTAL_ADDRESS).netloc:
        return None
    return parts.path or "/"


def exists(path):
    """A URL of the portal, or a published page under the root of the site."""
    try:
        match = resolve(path)
    except Resolver404:
        return path.startswith("/") and not path.endswith("/") and exists(f"{path}/")
    if match.url_name != "wagtail_serve":
        return True
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    inside = f"{site.root_page.url_path if site else '/'}{path.strip('/')}/".replace("//", "/")
    return Page.objects.live().filter(url_path=inside).exists()
