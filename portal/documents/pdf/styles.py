"""PDF stylesheets with fonts and images inlined, in the colours of a look."""

import base64
import mimetypes
import posixpath
import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

from portal.ui.theme import FONTS, current, recoloured

ADDRESS = re.compile(r'url\("?([^")]+)"?\)')
NAMED = re.compile(r"var\(--([a-z-]+)\)")
FACE = re.compile(r"font-family: (Titre|Texte);[^}]*")
FONT, MARK = "font/woff2", "img/mark.svg"
LIMIT = 16  # looks kept: those in force, one after the other
_drawn = {}


def inlined(name, look=None):
    """The text of the stylesheet `name` under static/, as today's charter paints it.

    FileNotFoundError names what is missing, KeyError a colour that no charter knows.
    """
    look = look or current()
    key = name, look.digest
    if key not in _drawn:
        if len(_drawn) >= LIMIT:
            _drawn.clear()
        _drawn[key] = _draw(name, look)
    return _drawn[key]


def _draw(name, look):
    folder, text = posixpath.dirname(name), _read(name).decode("utf-8")
    text = NAMED.sub(lambda found: look.light(found[1]), text)
    text = FACE.sub(lambda found: _in_font(found, look), text)
    return ADDRESS.sub(lambda found: f'url("{_data(folder, found[1], look)}")', text)


def _in_font(face, look):
    """The file of the font that the charter chose for the titles or the text."""
    wanted = look.title_font if face[1] == "Titre" else look.text_font
    return re.sub("|".join(file for _, file in FONTS.values()), FONTS[wanted][1], face[0])


def _data(folder, address, look):
    if address.startswith("data:"):
        return address
    name = posixpath.normpath(posixpath.join(folder, address))
    kind = FONT if name.endswith(".woff2") else mimetypes.guess_type(name)[0]
    content = drawing(name, look).encode() if name.endswith(".svg") else _read(name)
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def drawing(name, look):
    """The text of an SVG of static/ in the colours of a look; the mark is the charter's, if it has one."""
    if name == MARK and look.logo:
        return look.logo
    return recoloured(_read(name).decode("utf-8"), look)


@cache
def _read(name):
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(f"static/{name}")
    return Path(path).read_bytes()
