"""PDF rendering: a template drawn by WeasyPrint in an isolated child process."""

import hashlib
import logging
import re
import signal
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template

from portal.documents.pdf.styles import inlined
from portal.sandbox import pool
from portal.ui import theme

logger = logging.getLogger("portal.documents.pdf")
PRESS = pool.Press(Path(__file__).with_name("worker.py"))
SECONDS = 10
MEGABYTES = 512
PARTS = re.compile(r'{%\s*(extends|include|pdf_style)\s+"([^"]+)"')

AGAIN = "Raccourcissez ses textes, puis recommencez."
TOO_SLOW = f"Le document n’a pas pu être préparé en {SECONDS} secondes. {AGAIN}"
TOO_BIG = f"Le document demande trop de mémoire. {AGAIN}"
BROKEN = "Le document n’a pas pu être préparé et rien n’a changé\u00a0: recommencez plus tard."
# Python's own word, then those of the C libraries when they are the ones that find no room (a call that
# comes back without a result nor an error is a SystemError).
OUT_OF_MEMORY = (
    b"MemoryError",
    b"SystemError",
    b"failed to allocate",
    b"Resource temporarily unavailable",
)


class Failed(Exception):
    """No document was made; the message is for people, the cause is in the log."""


def render(template, context, *, title, seconds=None, scale=1):
    """The bytes of a tagged PDF/UA-1 in French. Raises `Failed`, and nothing else.

    `seconds`: more for a long document, which the worker makes and nobody waits for. `scale`: of the page
    and all that it holds.
    """
    try:
        html = written(template, context, title=title)
    except Exception as error:
        logger.exception("pdf template %s", template)
        raise Failed(BROKEN) from error
    return draw(html, seconds=seconds, scale=scale)


def written(template, context, *, title):
    """The HTML of a document, with what each of ours bears."""
    ours = {
        "title": title,
        "site_theme": theme.current(),
        "is_rehearsal": settings.IS_REHEARSAL,
    }
    return get_template(template).render(context | ours)


def draw(html, *, seconds=None, scale=1):
    """HTML to PDF in a child process: 10 s, 512 MB, no network, no file."""
    given = html.encode("utf-8", "replace")
    return _by_child("draw", given, b"%PDF-", round(1000 * scale), seconds=seconds)


def picture(document, *, width, page=0):
    """A page of a PDF of ours, the first one, as a PNG of `width` pixels, within the same limits."""
    return _by_child("paint", document, b"\x89PNG", int(width), int(page))


def _by_child(job, given, magic, *numbers, seconds=None):
    """What a child makes of `given`; the libraries of drawing are kept out of our own process."""
    limit = SECONDS if seconds is None else seconds
    try:
        code, made, said = PRESS.run([job, limit, MEGABYTES, *numbers], given)
    except pool.Late as error:
        raise Failed(TOO_SLOW) from error
    except OSError as error:
        raise Failed(BROKEN) from error
    if code or not made.startswith(magic):
        raise Failed(_sentence(code, said))
    return made


def _sentence(code, errors):
    """The log keeps the kind of error alone: its text may quote the document."""
    said = errors.decode(errors="replace").strip().rpartition("\n")[2].partition(":")[0]
    logger.warning("pdf child ended with %s, %s", code, said[:80])
    # Libraries in C that get no memory say so, or die of it.
    if code == -signal.SIGSEGV or any(sign in errors for sign in OUT_OF_MEMORY):
        return TOO_BIG
    return TOO_SLOW if code == -signal.SIGXCPU else BROKEN


def template_hash(template):
    """SHA-256 of a template, of what it names, of their stylesheets and of the charter: its version."""
    seen = {"charter": theme.current().code}
    _gather(template, seen)
    text = "\0".join(f"{name}\0{seen[name]}" for name in sorted(seen))
    return hashlib.sha256(text.encode()).hexdigest()


def _gather(template, seen):
    if template in seen:
        return
    seen[template] = source = get_template(template).template.source
    for tag, name in PARTS.findall(source):
        if tag == "pdf_style":
            seen[name] = inlined(name)
        else:
            _gather(name, seen)
