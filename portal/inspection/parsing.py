"""Structure of a PDF file: it opens without a password, has pages and does nothing by itself."""

import logging

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import PdfFileReader

from portal.inspection.refusals import Refusal

QUIET_ACTIONS = {"/GoTo", "/Named", "/Thread", "/Hide", "/GoTo3DView", "/Trans", "/SetOCGState"}

logging.getLogger("pyhanko.pdf_utils").setLevel(
    logging.ERROR
)  # it warns about every small fault of a file


def check_structure(content, search):
    """`search(text)` is called on each object stream that the cross-references name."""
    reader = PdfFileReader(content, strict=False)
    if "/Encrypt" in reader.trailer:
        raise Refusal("protected")
    for revision in range(reader.xrefs.total_revisions):
        for reference in reader.xrefs.object_streams_used_in(revision):
            search(reader.get_object(reference, revision).read_data(DecodePurpose.OBJECT_STREAM))
    root, pages = reader.root, reader.root["/Pages"]
    if not isinstance(pages, generic.DictionaryObject) or int(pages["/Count"]) < 1:
        raise Refusal("damaged")
    _check_action(_value(root, "/OpenAction"))
    events = _value(root, "/AA") or {}
    for event in events:
        _check_action(_value(events, event))


def _check_action(action, depth=0):
    """A destination (array) is quiet; an action is quiet if it stays in the document."""
    if depth > 20:
        raise Refusal("pdf_opening")
    if not isinstance(action, generic.DictionaryObject):
        return
    if _value(action, "/S", "/GoTo") not in QUIET_ACTIONS:
        raise Refusal("pdf_opening")
    following = _value(action, "/Next")
    for each in following if isinstance(following, generic.ArrayObject) else [following]:
        _check_action(each.get_object() if each is not None else None, depth + 1)


def _value(dictionary, key, default=None):
    """Indirect references followed, which `get` does not do."""
    try:
        return dictionary[key]
    except KeyError:
        return default
