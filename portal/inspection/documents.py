"""Inspection of office documents (Word, Excel, PowerPoint, OpenDocument): no macro, no external reference."""

import itertools
import re
from functools import partial
from xml.parsers import expat

from portal.inspection import archives
from portal.inspection.refusals import Refusal

_MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
_ODF = "application/vnd.oasis.opendocument."
TYPES = "[Content_Types].xml"

ACTIVE_TYPES = re.compile("vbaproject|macroenabled|macrosheet|activex")
ACTIVE_PARTS = re.compile(r"vbaproject|vbadata|/activex/|/macrosheets/|^basic/|^scripts/")
OLE_PARTS = re.compile(r"/embeddings/|oleobject")
FOLLOWED = {
    "hyperlink"
}  # the only address that waits for a person; any other is fetched, and tells who reads
FETCHING_PARTS = re.compile(r"^xl/(?:connections\.xml|querytables/)")
FETCHING_FORMULAS = re.compile(rb"(?<![A-Za-z])(?:WEBSERVICE|IMAGE|RTD)\s*\(", re.IGNORECASE)
FORMULAS = re.compile(r"^xl/(?:worksheets/|workbook\.xml|metadata)")
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\\\", re.IGNORECASE)
INCLUDED = re.compile(r"(?<![A-Za-z])INCLUDE(?:PICTURE|TEXT)(?![A-Za-z])", re.IGNORECASE)
DDE = re.compile(r"(?<![A-Za-z])DDE(?:AUTO)?(?![A-Za-z])", re.IGNORECASE)
ODF_OLE = {"object-ole", "applet"}
ODF_LIVE = {"event-listener", "dde-source", "dde-connection", "dde-link", "dde-connection-decl"}
SCRIPT_LINKS = ("vnd.sun.star.script:", "macro:", "javascript:", "vbscript:", "service:", "slot:")


def _ooxml(content, kind):
    """The main part must be of the macro-free kind that the extension promises."""
    archive = archives.opened(content)
    _check_parts(archive)
    if TYPES not in archive.namelist():
        raise Refusal("damaged")
    declared = set()
    _parse(
        archive, TYPES, start=lambda _, attrs: declared.add(attrs.get("ContentType", "").lower())
    )
    if any(ACTIVE_TYPES.search(value) for value in declared):
        raise Refusal("macros")
    if _MAIN.format(kind).lower() not in declared:
        raise Refusal("damaged")
    for name in archive.namelist():
        if name.lower().endswith(".rels"):
            _parse(archive, name, start=_check_relation)
        elif re.match(r"word/[^/]*\.xml$", name, re.IGNORECASE):
            _check_fields(archive, name)
        elif name.lower().startswith("xl/externallinks/"):
            _parse(archive, name, start=_check_external)


def _odf(content, kind):
    """« mimetype » says what it is; content and styles may not call scripts or outside frames."""
    archive = archives.opened(content)
    _check_parts(archive)
    names = archive.namelist()
    if not {"mimetype", "content.xml", "META-INF/manifest.xml"} <= set(names):
        raise Refusal("damaged")
    kept = b"".join(archives.read(archive, archive.getinfo("mimetype")))
    if kept.strip() != (_ODF + kind).encode():
        raise Refusal("damaged")
    _parse(archive, "META-INF/manifest.xml", start=_check_manifest)
    for name in names:
        if re.search(r"(?:^|/)(?:content|styles)\.xml$", name):
            _parse(archive, name, start=_check_element)


docx = partial(_ooxml, kind="wordprocessingml.document")
xlsx = partial(_ooxml, kind="spreadsheetml.sheet")
pptx = partial(_ooxml, kind="presentationml.presentation")
odt = partial(_odf, kind="text")
ods = partial(_odf, kind="spreadsheet")
odp = partial(_odf, kind="presentation")


def _check_parts(archive):
    """Every part is read to its end (sums are verified); XML parts may not declare a DTD."""
    for entry in archive.infolist():
        name = entry.filename.lower()
        if ACTIVE_PARTS.search(name):
            raise Refusal("macros")
        if OLE_PARTS.search(name) and not entry.is_dir():
            raise Refusal("embedded_object")
        if FETCHING_PARTS.search(name):
            raise Refusal("outside_link")
        chunks = archives.read(archive, entry)
        head = next(chunks, b"")
        archives.check_part(entry.filename, head)
        prolog, before = _Prolog(is_wanted=_is_markup(name, head)), b""
        has_formulas = FORMULAS.search(name) is not None
        for chunk in itertools.chain((head,), chunks):
            prolog.feed(chunk)
            if has_formulas and FETCHING_FORMULAS.search(before + chunk):
                raise Refusal("outside_link")
            before = chunk[-32:]
        prolog.close()


def _is_markup(name, head):
    return name.endswith((".xml", ".rels", ".vml", ".rdf", ".svg")) or head[:64].lstrip(
        b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
    ).startswith(b"<")


class _Prolog:
    """Reads XML up to its first element, which is as far as a DTD can stand."""

    def __init__(self, is_wanted):
        self.is_over, self.is_empty = not is_wanted, True
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = _refuse_doctype
        self.parser.StartElementHandler = self._found

    def _found(self, *_):
        self.is_over = True

    def feed(self, chunk):
        self.is_empty = self.is_empty and not chunk
        for at in range(0, len(chunk), 4096):
            if self.is_over:
                return
            _guarded(self.parser.Parse, chunk[at : at + 4096], False)

    def close(self):
        """LibreOffice keeps empty .xml parts; a part that starts must have an element."""
        if not self.is_over and not self.is_empty:
            raise Refusal("damaged")


def _refuse_doctype(*_):
    raise Refusal("declared_entities")


def _guarded(parse, *args):
    try:
        parse(*args)
    except expat.ExpatError as error:
        raise Refusal("damaged") from error


def _parse(archive, name, start=None, text=None):
    """Read a whole XML part; `start(local name, attributes by local name)`."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.buffer_text = True
    if start:
        parser.StartElementHandler = lambda tag, attrs: start(_local(tag), _locals(attrs))
    if text:
        parser.CharacterDataHandler = text
    for chunk in archives.read(archive, archive.getinfo(name)):
        _guarded(parser.Parse, chunk, False)
    _guarded(parser.Parse, b"", True)


def _local(name):
    return name.rpartition(" ")[2]


def _locals(attributes):
    return {_local(name): value for name, value in attributes.items()}


def _check_relation(tag, attributes):
    """A hyperlink may be outside; what is fetched to show the document may not: template, object, picture, workbook."""
    kind = attributes.get("Type", "").rpartition("/")[2].lower()
    is_outside = attributes.get("TargetMode", "").strip().lower() == "external"
    if tag == "Relationship" and is_outside and kind not in FOLLOWED:
        raise Refusal("outside_link")
    if kind in {"vbaproject", "wordvbadata", "xlmacrosheet"}:
        raise Refusal("macros")


def _check_external(tag, _attributes):
    if tag in {"ddeLink", "oleLink"}:
        raise Refusal("live_field")


def _check_fields(archive, name):
    """A Word field may be cut in several runs: its pieces are read end to end."""
    pieces, inside = [], [False]

    def start(tag, attributes):
        inside[0] = tag in {"instrText", "delInstrText"}
        pieces.append(attributes.get("instr", "") if tag == "fldSimple" else "")
        if tag == "fldChar":
            pieces.append("\n")
        if tag == "imagedata" and any(
            ADDRESS.match(attributes.get(a, "")) for a in ("src", "href")
        ):
            raise Refusal("outside_link")

    _parse(archive, name, start=start, text=lambda data: pieces.append(data if inside[0] else ""))
    said = "".join(pieces)
    if DDE.search(said):
        raise Refusal("live_field")
    if INCLUDED.search(said):
        raise Refusal("outside_link")


def _check_manifest(tag, attributes):
    if tag == "encryption-data":
        raise Refusal("protected")
    path = attributes.get("full-path", "").lower()
    if path.startswith(("basic/", "scripts/")):
        raise Refusal("macros")


def _check_element(tag, attributes):
    """OpenDocument: no OLE, no frame, no script behind a button or a link."""
    link = attributes.get("href", "").strip().lower()
    if tag in ODF_OLE:
        raise Refusal("embedded_object")
    if tag in ODF_LIVE or link.startswith(SCRIPT_LINKS):
        raise Refusal("live_field")
    if tag == "floating-frame" or (tag != "a" and ADDRESS.match(link)):
        raise Refusal("outside_link")
