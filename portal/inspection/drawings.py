"""Inspection of vector drawings (SVG, EPS), accepted for the brand kit alone.

Everywhere else they stay refused. An SVG is read against a list of what draws; whatever is not in
it is refused, so that a new kind of harm has to be let in before it can do any.
"""

import re

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from portal.inspection.refusals import Refusal

LARGEST = 4 * 1024 * 1024  # bytes; a logo weighs some kilobytes
MOST = 20_000  # elements
DEEPEST = 60
COPIES = 200  # <use>; none may repeat another
SVG = "{http://www.w3.org/2000/svg}"
TAGS = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan title desc defs symbol use"
    " linearGradient radialGradient stop clipPath mask pattern style".split()
)
NAMESPACED = {
    "{http://www.w3.org/XML/1998/namespace}space",
    "{http://www.w3.org/XML/1998/namespace}lang",
    "{http://www.w3.org/1999/xlink}href",
}
LINKS = {"href", "{http://www.w3.org/1999/xlink}href"}
FUNCTIONS = frozenset(
    "url rgb rgba hsl hsla matrix translate translatex translatey scale scalex scaley rotate skewx"
    " skewy".split()
)
CALLED = re.compile(r"(?<![\w-])([\w-]++)\s*+\(")  # each letter is read once
OUTSIDE = re.compile(r"url\s*\(\s*(?![\"']?#)", re.IGNORECASE)
HIDDEN = re.compile(r"[@\\<]|/\*|&#|javascript:|data:", re.IGNORECASE)
INSTRUCTION = re.compile(r"<\?(?!xml\s)")
ENCODING = re.compile(r"^<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)


def svg(content):
    """No script, style from elsewhere, link, picture, declaration, event or repetition."""
    text = _text(content.read(LARGEST + 1))
    if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
        raise Refusal("declared_entities")
    if INSTRUCTION.search(text):
        raise Refusal("drawing_part", part="xml-stylesheet")
    try:
        root = fromstring(text, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refusal("declared_entities") from error
    except (ParseError, ValueError, RecursionError) as error:
        raise Refusal("damaged") from error
    if root.tag != f"{SVG}svg":
        raise Refusal("drawing_part", part=_bare(root.tag))
    _check_tree(root)


def _text(data):
    """UTF-8 alone: another encoding could hide what is looked for here."""
    if len(data) > LARGEST:
        raise Refusal("drawing_large", limit=LARGEST // 2**20)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal("damaged") from error
    if ENCODING.match(text) or "\0" in text:
        raise Refusal("damaged")
    return text


def _check_tree(root):
    """Element by element; what is repeated may not repeat in its turn (it would grow without end)."""
    stack, many, copies, repeating = [(root, ())], 0, [], set()
    while stack:
        element, above = stack.pop()
        many += 1
        if many > MOST or len(above) > DEEPEST:
            raise Refusal("drawing_large", limit=LARGEST // 2**20)
        _check_element(element)
        above = (*above, element.get("id"))
        if element.tag == f"{SVG}use":
            copies += [element.get(name, "").strip().removeprefix("#") for name in LINKS]
            repeating.update(above)
        stack += [(child, above) for child in element]
    if len(copies) > len(LINKS) * COPIES or repeating.intersection(filter(None, copies)):
        raise Refusal("drawing_part", part="use")


def _check_element(element):
    tag = element.tag.removeprefix(SVG) if isinstance(element.tag, str) else "?"
    if tag not in TAGS:
        raise Refusal("drawing_part", part=_bare(element.tag))
    if tag == "style":
        _check_style(element.text or "")
    for name, value in element.attrib.items():
        if (name.startswith("{") and name not in NAMESPACED) or name.lower().startswith("on"):
            raise Refusal("drawing_part", part=_bare(name))
        if name in LINKS and not value.strip().startswith("#"):
            raise Refusal("drawing_link")
        _check_style(value)


def _check_style(text):
    """Presentation attributes and style sheets: only drawing functions, only addresses inside."""
    if HIDDEN.search(text) or OUTSIDE.search(text):
        raise Refusal("drawing_link")
    for name in CALLED.findall(text):
        if name.lower() not in FUNCTIONS:
            raise Refusal("drawing_link")


def _bare(name):
    return str(name).rpartition("}")[2][:40]


# PostScript is a language: what touches files or the device, and what makes code out of data (the
# only way to write those words otherwise), may not be there at all.
PROGRAM = re.compile(
    rb"(?<![\w])(?:file|run|deletefile|renamefile|filenameforall|status|filter|currentfile|eexec|"
    rb"exitserver|startjob|setsystemparams|setuserparams|setdevparams|setpagedevice|"
    rb"systemdict|internaldict|globaldict|dictstack|forall|token|cvx|cvn|execform|"
    rb"findresource|resourceforall|copypage|quit)(?![\w])|\\[0-7]|%pipe"
)


def eps(content):
    """An encapsulated page with its box, whose program can only draw.

    A static reading proves nothing of a program in general: it is also never opened here, and
    served as an attachment alone.
    """
    data = content.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Refusal("drawing_large", limit=LARGEST // 2**20)
    first = data.split(b"\n", 1)[0]
    if b"EPSF-" not in first or b"%%BoundingBox:" not in data:
        raise Refusal("damaged")
    program = b"\n".join(line for line in re.split(rb"\r\n?|\n", data) if line[:2] != b"%%")
    if PROGRAM.search(program):
        raise Refusal("drawing_program")
