"""Content of one answer of the portal: status, type, text by region, links."""

import csv
import hashlib
import io
import json
import re
import zipfile
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import openpyxl
import pypdfium2
from django.urls import Resolver404, resolve

from tests.snapshot.text import mask, normal, regions

HOST = "http://testserver"
LINK = re.compile(r'\b(?:href|src|data-url|hx-get)="([^"]+)"')
STOP = re.compile(
    r"^/(static|media|demo/courriels)/|/(deconnexion|logout)/|^/cms/(sprite|jsi18n|bulk|tag-auto)"
)
MADE_AT = re.compile(r"^(DTSTAMP|LAST-MODIFIED|CREATED)[:;].*")


def address_of(base, link):
    """The path and query of a link of the same portal, or None."""
    parts = urlsplit(urldefrag(urljoin(f"{HOST}{base}", link))[0])
    if parts.netloc != urlsplit(HOST).netloc or STOP.search(parts.path):
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")


def route_of(address):
    """The URL pattern of an address, with « ? » when it has a query; itself where there is none."""
    path, _, query = address.partition("?")
    try:
        route = resolve(path).route
    except Resolver404:
        return "404"
    return f"{route} ?" if query else route


def links(address, response):
    """The addresses that an answer leads to, in its order, each once."""
    if 300 <= response.status_code < 400:
        found = [response.headers["Location"]]
    elif "html" in response.headers.get("Content-Type", "") and not response.streaming:
        found = map(unescape, LINK.findall(response.content.decode()))
    else:
        found = ()
    return list(dict.fromkeys(one for link in found if (one := address_of(address, link))))


def record(response):
    """{status, to, type, name} of an answer, and its text by region (see `reading`)."""
    headers = response.headers
    facts = {"status": response.status_code}
    if location := headers.get("Location"):
        facts["to"] = mask(location)
    kind = headers.get("Content-Type", "").partition(";")[0]
    if response.status_code != 200 or kind != "text/html":
        facts["type"] = kind
    if disposition := headers.get("Content-Disposition"):
        facts["file"] = mask(disposition)
    return facts, reading(kind, body_of(response))


def body_of(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def reading(kind, body):
    """{region: [lines]} of a body of this type; of what holds no text, nothing."""
    if kind == "text/html":
        return regions(body.decode())
    if kind == "application/json":
        text = json.dumps(json.loads(body or b"null"), ensure_ascii=False, indent=1)
    elif kind == "application/pdf":
        text = pdf_text(body)
    elif body[:2] == b"PK":
        text = archive_text(body)
    elif kind.startswith("text/") or "xml" in kind:
        text = body.decode("utf-8-sig", errors="replace")
    else:
        return {}
    lines = (mask(normal(MADE_AT.sub(r"\1", line))) for line in text.splitlines())
    return {"main": [line for line in lines if line]}


def pdf_text(body):
    document = pypdfium2.PdfDocument(body)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def archive_text(body):
    """The cells of a workbook; of another archive, the names of its files."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        names = sorted(archive.namelist())
    if "xl/workbook.xml" not in names:
        return "\n".join(names)
    out = io.StringIO()
    for sheet in openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True):
        csv.writer(out).writerows([[sheet.title], *sheet.iter_rows(values_only=True)])
    return out.getvalue()


def digest(lines):
    """A short key for lines that many pages share."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]
