"""PDF of a published practice, drawn from its current content: nothing of a former version."""

import base64
import hashlib

from django.conf import settings
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from observatory.practices import pages
from portal.documents import pdf

TEMPLATE = "observatory/sheet.pdf.html"
HEAVIEST = 3 * 1024 * 1024  # bytes of a picture
DRAWN = LocMemCache("practice-sheets", {"TIMEOUT": 3600, "OPTIONS": {"MAX_ENTRIES": 40}})


def sheet(practice):
    """PDF bytes, cached under a hash of the content: a withdrawn name is another document (BR-86)."""
    html = pdf.written(TEMPLATE, _context(practice), title=practice.title)
    key = hashlib.sha256(html.encode()).hexdigest()
    content = DRAWN.get(key)
    if content is None:
        content = pdf.draw(html)
        DRAWN.set(key, content)
    return content


def _context(practice):
    return pages.sheet(practice) | {
        "picture": _picture(practice),
        "address": settings.PORTAL_ADDRESS + practice.get_public_url(),
    }


def _picture(practice):
    """The cover, embedded: the PDF engine opens no file."""
    stored = practice.cover
    if stored is None or not stored.is_downloadable or stored.size > HEAVIEST:
        return ""
    with stored.file.storage.open(stored.file.name) as content:
        return f"data:{stored.content_type};base64,{base64.b64encode(content.read()).decode()}"


def answer(practice, content):
    """Read again each time: the practice may have changed."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{practice.slug}.pdf")
    response["Cache-Control"] = "no-cache"
    return response
