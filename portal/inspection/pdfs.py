"""Inspection of PDF files: no script, launch action, attachment, media or password."""

import re
import zipfile
import zlib
from contextlib import suppress

from portal.inspection.refusals import Refusal

NAMES = {
    b"JavaScript": "pdf_script",
    b"JS": "pdf_script",
    b"Launch": "pdf_launch",
    b"EmbeddedFile": "pdf_attachment",
    b"EmbeddedFiles": "pdf_attachment",
    b"FileAttachment": "pdf_attachment",
    b"EF": "pdf_attachment",
    b"RichMedia": "pdf_media",
    b"RichMediaContent": "pdf_media",
    b"RichMediaSettings": "pdf_media",
    b"XFA": "pdf_form",
    b"Encrypt": "protected",
}
_GAP = rb"[\s\x00]"
_END = rb"(?=[\s\x00/<>\[\](){}%]|$)"
_VALUE = rb"(?=" + _GAP + rb"*(?:\(|<|\d{1,10}" + _GAP + rb"+\d{1,5}" + _GAP + rb"+R))"
LONG = re.compile(
    rb"/(?:(JavaScript|Launch|EmbeddedFiles?|FileAttachment|RichMedia(?:Content|Settings)?)"
    + _END
    # short names would turn up by chance inside a photograph: what follows must fit too
    + rb"|(EF|Encrypt)"
    + _GAP
    + rb"*(?:<<|\d{1,10}"
    + _GAP
    + rb"+\d{1,5}"
    + _GAP
    + rb"+R)"
    + rb"|(XFA)"
    + _VALUE
    + rb")"
)
SHORT = re.compile(rb"/(JS)" + _VALUE)
ESCAPED = re.compile(rb"/([^\s\x00/<>\[\](){}%]{0,40}#[0-9A-Fa-f]{2}[^\s\x00/<>\[\](){}%]{0,60})")
ADDRESS = re.compile(rb"\(https?://[^()\s<>\x00]*+")
BEHIND = 2000  # bytes: what an address may hold before a name
LINKS = 2000  # names that may stand in addresses; beyond, they are no links
END, TAIL = b"%%EOF", 1024  # bytes: where a PDF ends, whoever reads it
STREAM = re.compile(rb"stream(\r\n|\n|\r)")
INDEX = re.compile(rb"[\s\x00]*(?:\d+[\s\x00]+\d+[\s\x00]|%)")  # how an object stream begins
CHUNK, FIRST = 64 * 1024, 4096  # what is unpacked to know a stream by its beginning
STREAMS = 100_000  # 25 MB of real pages hold fewer
UNPACKED = 64 * 1024 * 1024  # bytes of object streams read in one file


def check(content):
    """Whole file and every compressed object are searched, whatever the cross-references say."""
    from portal.inspection.parsing import check_structure  # noqa: PLC0415 -- pyhanko is heavy

    data = content.read()
    if END not in data[-TAIL:]:  # the library would look for it byte by byte, to the first one
        raise Refusal("damaged")
    for text in (data, *_object_streams(data)):
        _search(LONG, text)
        _search_escaped(text)
    _search(SHORT, b"".join(_outside_streams(data)))
    content.seek(0)
    if zipfile.is_zipfile(content):
        raise Refusal("two_formats")
    content.seek(0)
    try:
        check_structure(content, _search_all)
    except Refusal:
        raise
    except Exception as error:  # a hostile file may break the reader in any way
        raise Refusal("damaged") from error


def _search(pattern, text):
    for number, found in enumerate(pattern.finditer(text)):
        if number >= LINKS or not _is_in_address(text, found.start()):
            raise Refusal(NAMES[next(group for group in found.groups() if group)])


def _search_all(text):
    _search(LONG, text)
    _search(SHORT, text)
    _search_escaped(text)


def _search_escaped(text):
    """/J#61vaScript is /JavaScript."""
    for found in ESCAPED.finditer(text):
        name = re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), found[1])
        if name in NAMES:
            raise Refusal(NAMES[name])


def _is_in_address(text, at):
    """« (https://exemple.fr/Launch) » is a link, not a name."""
    start = text.rfind(b"(", max(0, at - BEHIND), at)
    return start >= 0 and ADDRESS.fullmatch(text, start, at) is not None


def _outside_streams(data):
    """The text between stream bodies, where a short name is not there by chance."""
    at = 0
    while found := STREAM.search(data, at):
        yield data[at : found.start()]
        end = data.find(b"endstream", found.end())
        at = found.end() if end < 0 else end + len(b"endstream")
        if end < 0:
            break
    yield data[at:]


def _object_streams(data):
    """The text of whatever unpacks as an object stream, declared so or not."""
    budget = UNPACKED
    for number, found in enumerate(STREAM.finditer(data)):
        if number > STREAMS:
            raise Refusal("too_many_parts", limit=STREAMS)
        text = _unpacked(data, found.end(), budget)
        budget -= len(text)
        if text:
            _search(SHORT, text)
            yield text


def _unpacked(data, start, budget):
    """The text of the Deflate stream at `start` if it looks like an object stream, else b""."""
    text = bytearray()
    for piece in _inflated(data, start, budget):
        text += piece
        if len(text) >= 16 and not INDEX.match(text):
            return b""
        if len(text) > budget:
            raise Refusal("too_compressed")
    return bytes(text)


def _inflated(data, start, budget):
    """Deflate as far as it goes: a viewer would keep what comes before a fault too."""
    engine = zlib.decompressobj()
    with suppress(zlib.error):
        yield engine.decompress(data[start : start + 512], FIRST)
        start += 512
        while not engine.eof:
            given = engine.unconsumed_tail
            if not given:
                given, start = data[start : start + CHUNK], start + CHUNK
            if not given:
                return
            yield engine.decompress(given, budget + 1)
