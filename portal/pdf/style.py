"""Stylesheets of the documents, with their fonts and drawings written inside as data: addresses."""

import base64
import mimetypes
import posixpath
import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

ADDRESS = re.compile(r'url\("?([^")]+)"?\)')
FONT = "font/woff2"


@cache
def inlined(name):
    """The text of the stylesheet `name` under static/; FileNotFoundError names what is missing."""
    folder, text = posixpath.dirname(name), _read(name).decode("utf-8")
    return ADDRESS.sub(lambda found: f'url("{_data(folder, found[1])}")', text)


def _data(folder, address):
    if address.startswith("data:"):
        return address
    name = posixpath.normpath(posixpath.join(folder, address))
    kind = FONT if name.endswith(".woff2") else mimetypes.guess_type(name)[0]
    return f"data:{kind};base64,{base64.b64encode(_read(name)).decode()}"


def _read(name):
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(f"static/{name}")
    return Path(path).read_bytes()
