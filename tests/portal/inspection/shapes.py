"""Files of the largest allowed size, each made so that a parser works for nothing."""

import io
import random
import zlib

from PIL import Image

from tests.portal.documents.build import archive, docx, huge_png, object_stream, odt, pdf, types

LARGEST = 25 * 1024 * 1024
DRAWING = 4 * 1024 * 1024
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{}</svg>'
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n"


def fill(piece, size=LARGEST, room=4096):
    """`piece`, as many times as it takes to be nearly as large as may be."""
    return piece * ((size - room) // len(piece))


def within(body):
    """A healthy PDF that holds `body` between its last object and its table."""
    sound = pdf()
    at = sound.index(b"xref")
    moved = sound[:at] + body + b"\n" + sound[at:]
    return moved.replace(b"startxref\n%d\n" % at, b"startxref\n%d\n" % (at + len(body) + 1))


def after(body):
    """A healthy PDF, then `body`."""
    return pdf() + body


def many_revisions():
    """As many updates, each with its table."""
    data = bytearray(pdf())
    last = data.rindex(b"xref\n0")
    while len(data) < LARGEST - 300:
        at = len(data)
        data += b"xref\n0 0\ntrailer<</Size 5/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
            last,
            at,
        )
        last = at
    return bytes(data)


def objects(body, many):
    """As many objects beside those of a page, which the table names."""
    first = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R>>",
    ]
    pieces, places, at = [b"%PDF-1.7\n"], [], 9
    for number, one in enumerate([*first, *[body] * many], 1):
        piece = b"%d 0 obj\n%s\nendobj\n" % (number, one)
        places.append(at)
        pieces.append(piece)
        at += len(piece)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    pieces.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + table)
    pieces.append(
        b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, at)
    )
    return b"".join(pieces)


def deep(piece, end):
    return piece * 100_000 + end * 100_000


def small_bombs():
    """Streams that unpack a thousand times larger, and are no object stream."""
    return fill(b"stream\n" + zlib.compress(b"\0" * 500_000, 9) + b"\nendstream\n")


def long_comment_streams():
    """Streams that could be object streams, as far as one reads them."""
    return fill(b"stream\n" + zlib.compress(b"%" + b" " * 60_000, 9) + b"\nendstream\n")


def xml(body, *, part="word/document.xml"):
    return archive([("[Content_Types].xml", types()), (part, body)])


def squeezed(piece, megabytes=190):
    """A part as large as may be unpacked, with as much noise as it takes not to look like a bomb."""
    noise = random.Random(7).randbytes(2_200_000).hex()[:4_200_000]
    body = f"<w:document xmlns:w='w'><!--{noise}-->" + piece * (megabytes * 1_000_000 // len(piece))
    return xml(body + "</w:document>")


def attributes():
    names = " ".join(f"a{n}=''" for n in range(1_500_000))
    return xml(f"<w:document xmlns:w='w' {names}/>")


def hashes():
    """Element names without end: a dictionary of the parser."""
    return xml("<w:d xmlns:w='w'>" + "".join(f"<a{n}/>" for n in range(2_000_000)) + "</w:d>")


def fields():
    runs = "<w:r><w:instrText>D</w:instrText></w:r>" * 1_000_000
    return xml(f"<w:document xmlns:w='w'>{runs}</w:document>")


def parts():
    return docx(*((f"word/media/{n}.bin", b"x") for n in range(1990)))


def directory():
    """Half a million entries announced."""
    return docx() + fill(b"PK\x01\x02" + b"\0" * 42)


def noise(form, size, **options):
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, form, **options)
    return out.getvalue()


def flat(form, size, **options):
    out = io.BytesIO()
    Image.new("RGB", size, (9, 90, 200)).save(out, form, **options)
    return out.getvalue()


def small_scans():
    """A progressive JPEG whose scans are repeated: each is drawn over the whole picture."""
    data = bytearray(flat("JPEG", (6000, 6000), progressive=True))
    first = data.index(b"\xff\xda", data.index(b"\xff\xda") + 2)
    second = data.index(b"\xff\xda", first + 2)
    scan = bytes(data[first:second])
    return bytes(data[:second]) + scan * 400 + bytes(data[second:])


def frames():
    """A PNG that is a film, in a picture's name."""
    out = io.BytesIO()
    pictures = [Image.new("RGB", (4000, 4000), (n, n, n)) for n in range(20)]
    pictures[0].save(out, "PNG", save_all=True, append_images=pictures[1:])
    return out.getvalue()


def texts_of_a_png():
    """Compressed comments, each a megabyte once open."""
    head, tail = flat("PNG", (10, 10))[:33], flat("PNG", (10, 10))[33:]
    body = b"k\0\0" + zlib.compress(b"a" * 1_000_000, 9)
    chunk = len(body).to_bytes(4, "big") + b"zTXt" + body
    chunk += zlib.crc32(b"zTXt" + body).to_bytes(4, "big")
    return head + chunk * 20_000 + tail


def long_names():
    """Elements far below others that bear long names."""
    above = "".join(f"<g id='{'i' * 150}{n}'>" for n in range(50))
    return SVG.format(above + "<use/>" * 19_000 + "</g>" * 50).encode()


SHAPES = {
    "pdf without end": ("a.pdf", lambda: within(b"")[:-6] + fill(b" ")),
    "pdf then a long comment": ("a.pdf", lambda: after(b"%" + fill(b"x"))),
    "pdf then a long comment that ends": ("a.pdf", lambda: after(b"%" + fill(b"x") + b"\n%%EOF\n")),
    "pdf then line ends": ("a.pdf", lambda: after(fill(b"\n") + b"%%EOF\n")),
    "pdf then zeros": ("a.pdf", lambda: after(fill(b"\0") + b"%%EOF\n")),
    "pdf long comment within": ("a.pdf", lambda: within(b"%" + fill(b"x"))),
    "pdf names in an address": ("a.pdf", lambda: within(b"(https://a" + fill(b"/Launch") + b")")),
    "pdf addresses": ("a.pdf", lambda: within(fill(b"(https://a/" + b"b" * 1900 + b"/Launch)"))),
    "pdf short addresses": ("a.pdf", lambda: within(fill(b"(https://a/JS(x)")))  ,
    "pdf slashes": ("a.pdf", lambda: within(fill(b"/"))),
    "pdf escapes": ("a.pdf", lambda: within(fill(b"/J#53"))),
    "pdf almost escapes": ("a.pdf", lambda: within(fill(b"/" + b"a" * 39))),
    "pdf hashes": ("a.pdf", lambda: within(fill(b"/#4#4"))),
    "pdf almost encrypted": ("a.pdf", lambda: within(fill(b"/Encrypt 1 "))),
    "pdf spaces": ("a.pdf", lambda: within(b"/JS" + fill(b" "))),
    "pdf many spaces": ("a.pdf", lambda: within(fill(b"/XFA" + b" " * 60))),
    "pdf digits": ("a.pdf", lambda: within(fill(b"/XFA 1111111111 11111 "))),
    "pdf streams": ("a.pdf", lambda: within(fill(b"stream\n"))),
    "pdf endstreams": ("a.pdf", lambda: within(b"stream\n" + fill(b"endstream"))),
    "pdf small bombs": ("a.pdf", lambda: within(small_bombs())),
    "pdf long object streams": ("a.pdf", lambda: within(long_comment_streams())),
    "pdf object streams": ("a.pdf", lambda: objects(object_stream("<<>>"), 140_000)),
    "pdf objects": ("a.pdf", lambda: objects(b"<</A 1>>", 480_000)),
    "pdf deep arrays": ("a.pdf", lambda: pdf(catalog="/A " + deep("[", "]"))),
    "pdf deep dictionaries": ("a.pdf", lambda: pdf(catalog="/A " + deep("<</A ", ">>"))),
    "pdf deep in the trailer": ("a.pdf", lambda: pdf(trailer="/A " + deep("[", "]"))),
    "pdf long array of the trailer": ("a.pdf", lambda: pdf(trailer="/A [" + "0 " * 6_000_000 + "]")),
    "pdf long string of the catalog": ("a.pdf", lambda: pdf(catalog="/A (" + "\\\\0" * 8_000_000 + ")")),
    "pdf long hexadecimal": ("a.pdf", lambda: pdf(catalog="/A <" + "0 " * 12_000_000 + ">")),
    "pdf revisions": ("a.pdf", many_revisions),
    "pdf line ends before the table": ("a.pdf", lambda: within(fill(b"\r"))),
    "pdf table of spaces": ("a.pdf", lambda: pdf().replace(b"xref\n0 4", b"xref\n" + fill(b" ") + b"0 4")),
    "docx without end": ("a.docx", lambda: docx()[:-22] + fill(b"PK\x05")),
    "docx parts": ("a.docx", parts),
    "docx directory": ("a.docx", directory),
    "docx large part": ("a.docx", lambda: squeezed("<w:p/>")),
    "docx large text": ("a.docx", lambda: squeezed("<w:t>DDEa</w:t>")),
    "docx one long text": ("a.docx", lambda: squeezed("DDEDDE")),
    "docx attributes": ("a.docx", attributes),
    "docx names": ("a.docx", hashes),
    "docx fields": ("a.docx", fields),
    "docx deep": ("a.docx", lambda: xml(deep("<w:a xmlns:w='w'>", "</w:a>"))),
    "docx one long name": ("a.docx", lambda: xml("<" + "a" * 20_000_000 + "/>")),
    "docx one long attribute": ("a.docx", lambda: xml("<a b='" + "c" * 20_000_000 + "'/>")),
    "docx comment without end": ("a.docx", lambda: xml("<!--" + "-" * 20_000_000)),
    "odt large part": ("a.odt", lambda: odt(content="<o>" + "<a href='x'/>" * 3_000_000 + "</o>")),
    "png bomb": ("a.png", huge_png),
    "png flat": ("a.png", lambda: flat("PNG", (6320, 6320))),
    "png noise": ("a.png", lambda: noise("PNG", (2900, 2900), compress_level=1)),
    "png film": ("a.png", frames),
    "png texts": ("a.png", texts_of_a_png),
    "jpeg noise": ("a.jpg", lambda: noise("JPEG", (5600, 5600), quality=90)),
    "jpeg scans": ("a.jpg", small_scans),
    "jpeg flat": ("a.jpg", lambda: flat("JPEG", (6320, 6320))),
    "webp flat": ("a.webp", lambda: flat("WEBP", (6320, 6320))),
    "webp noise": ("a.webp", lambda: noise("WEBP", (6300, 6300), quality=80, method=0)),
    "svg elements": ("a.svg", lambda: SVG.format("<g/>" * 900_000).encode()),
    "svg deep": ("a.svg", lambda: SVG.format(deep("<g>", "</g>")).encode()),
    "svg attributes": ("a.svg", lambda: SVG.format(f"<g {' '.join(f'a{n}=\"\"' for n in range(300_000))}/>").encode()),
    "svg styles": ("a.svg", lambda: SVG.format("<style>" + "a" * 4_000_000 + "</style>").encode()),
    "svg calls": ("a.svg", lambda: SVG.format("<style>" + "a (" * 1_300_000 + "</style>").encode()),
    "svg almost calls": ("a.svg", lambda: SVG.format("<style>" + "a-" * 2_000_000 + "</style>").encode()),
    "svg almost addresses": ("a.svg", lambda: SVG.format("<style>" + "url" + " " * 4_000_000 + "</style>").encode()),
    "svg header": ("a.svg", lambda: b"<?xml " + b" encoding" * 450_000 + b"?><svg/>"),
    "svg names above": ("a.svg", long_names),
    "eps lines": ("a.eps", lambda: EPS + fill(b"\n", DRAWING)),
    "eps returns": ("a.eps", lambda: EPS + fill(b"\r", DRAWING)),
    "eps words": ("a.eps", lambda: EPS + fill(b"fil ", DRAWING)),
    "eps slashes": ("a.eps", lambda: EPS + fill(b"\\8", DRAWING)),
}  # fmt: skip
