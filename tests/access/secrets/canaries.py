"""Search for canaries (strings that a reader has no right to) in text, headers, sheets and PDFs (G01)."""

import io
import re
import secrets
import zipfile
from functools import cache
from zlib import crc32

from pypdf import PdfReader

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
OPENING = ("token", "secret", "file", "follow", "confirm", "waiting", "invitation_key")
CANARY = re.compile(r"zq[a-z]+[0-9a-f]{8}")


def make(what):
    """A random string whose end proves it: the token of a form may look like one by chance."""
    start = f"zq{what}{secrets.token_hex(2)}"
    return start + _proof(start)


def _proof(start):
    return f"{crc32(start.encode()) & 0xFFFF:04x}"


def _in(text):
    return frozenset(one for one in CANARY.findall(text) if one.endswith(_proof(one[:-4])))


def words(body, headers=""):
    """Every canary of an answer, whatever its format or its case."""
    return _in_body(body) | _in(headers.lower())


@cache
def _in_body(body):
    """Read once, whoever gets it."""
    text = body.decode("utf-8", "replace")
    if body.startswith(b"PK"):
        text += "".join(_parts(body))
    if body.startswith(b"%PDF"):
        text += "".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    return _in(text.lower())


def _parts(body):
    """The text of each part of a spreadsheet."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for name in archive.namelist():
            yield name + archive.read(name).decode("utf-8", "replace")


def ours(world, found):
    """The world's own canaries among the words found: a token or a drawing may look like one by chance."""
    return (
        {text for text in world.canaries if any(text in word for word in found)} if found else set()
    )


def leaks(world, who, response):
    """« zqournote… at /espace/…, for bob », for each string that `who` may not read.

    What the very address asked for says is the visitor's own word, not the portal's.
    """
    path = response.request["PATH_INFO"]
    own = words(path.encode())
    found = ours(world, words(response.body, repr(dict(response.headers))) - own)
    read = [text for text in sorted(found) if who not in world.canaries[text]]
    logged = sorted(ours(world, words(response.logged.encode()))) + personal(world, response.logged)
    return [f"{text} at {path}, for {who}" for text in read] + [
        f"{text} in the logs of {path}" for text in logged
    ]


def personal(world, logged):
    """What no log may hold, whoever asks: an address, a person's name, what opens something."""
    named = {str(person) for person in world.people.values()}
    opening = {
        str(value)
        for things in world.things.values()
        for key, value in things.items()
        if key.endswith(OPENING)
    }
    found = {text for text in named | opening if text in logged}
    return sorted(found | {one[0] for one in ADDRESS.finditer(logged)})
