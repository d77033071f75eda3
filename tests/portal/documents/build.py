"""Builder of small documents, byte by byte, so that a test can bend any part of them."""

import io
import random
import struct
import zipfile
import zlib

from PIL import Image
from pypdf import PdfReader, PdfWriter

MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
EXE = b"MZ\x90\x00" + b"\0" * 200
XXE = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


def archive(parts, *, compression=zipfile.ZIP_DEFLATED):
    """A zip of `parts`: pairs (name or ZipInfo, content)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as target:
        for name, content in parts:
            target.writestr(name, content)
    return out.getvalue()


def types(kind="wordprocessingml.document", *, main=None, more=""):
    return (
        '<?xml version="1.0"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/main.xml" ContentType="{main or MAIN.format(kind)}"/>{more}</Types>'
    )


def docx(*more, content_types=None, body="<w:p/>", prolog=""):
    document = f"{prolog}<w:document {W}><w:body>{body}</w:body></w:document>"
    parts = [("[Content_Types].xml", content_types or types()), ("word/document.xml", document)]
    return archive([*parts, *more])


def relations(kind, target, mode="External"):
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATION.format(kind)}" Target="{target}" TargetMode="{mode}"/>'
        "</Relationships>"
    )


def odt(*more, content=None, manifest="", kind="text"):
    content = content or "<office:document-content xmlns:office='o'/>"
    listed = f"<m:manifest xmlns:m='urn:m'>{manifest}</m:manifest>"
    parts = [
        ("mimetype", f"application/vnd.oasis.opendocument.{kind}"),
        ("content.xml", content),
        ("META-INF/manifest.xml", listed),
    ]
    return archive([*parts, *more])


def pdf(*, catalog="", objects=(), page="", trailer=""):
    """A one-page PDF; `objects` are numbered from 4."""
    bodies = [
        f"<</Type/Catalog/Pages 2 0 R {catalog}>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200] {page}>>",
        *objects,
    ]
    data, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        body = body if isinstance(body, bytes) else body.encode()
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(bodies) + 1
    end = f"trailer<</Size {size}/Root 1 0 R {trailer}>>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end.encode()


def stream(content, more=""):
    return f"<</Length {len(content)} {more}>>stream\n".encode() + content + b"\nendstream"


def object_stream(text, *, number=9):
    content = f"{number} 0 {text}".encode()
    return stream(
        zlib.compress(content), f"/Type/ObjStm/N 1/First {len(f'{number} 0 ')}/Filter/FlateDecode"
    )


def hidden_pdf(text, compress=zlib.compress, filters="/FlateDecode"):
    """A PDF 1.5 whose object 5, « text », is found only through its cross-reference stream."""
    packed = compress(f"5 0 {text}".encode())
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R/OpenAction 5 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        stream(packed, f"/Type/ObjStm/N 1/First 4/Filter{filters}"),
    ]
    data, rows = b"%PDF-1.5\n", [struct.pack(">BIB", 0, 0, 255)]
    for number, body in enumerate(bodies, 1):
        rows.append(struct.pack(">BIB", 1, len(data), 0))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows.append(struct.pack(">BIB", 2, 4, 0))
    rows.append(struct.pack(">BIB", 1, len(data), 0))
    table = stream(b"".join(rows), "/Type/XRef/Size 7/W[1 4 1]/Root 1 0 R")
    return data + b"6 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, len(data))


def encrypted_pdf():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def large_pdf(megabytes):
    """A sound PDF of about `megabytes` (decimal): raw pictures, one a page would hold."""
    noise = random.Random(24).randbytes(1_000_000)
    picture = "/Type/XObject/Subtype/Image/Width 1000/Height 1000/ColorSpace/DeviceGray/BitsPerComponent 8"
    return pdf(objects=[stream(noise, picture) for _ in range(megabytes)])


def picture(form="PNG", size=(40, 30), mode="RGB", **options):
    out = io.BytesIO()
    Image.new(mode, size, 128 if len(mode) == 1 else None).save(out, form, **options)
    return out.getvalue()


def huge_png(width=30_000, height=30_000):
    """A few hundred bytes that announce 900 million pixels."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    )
