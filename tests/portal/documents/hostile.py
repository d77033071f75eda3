"""Hostile files, one a trick, each with the expected reason of its refusal."""

import random
import struct
import zipfile

from tests.portal.documents.build import (
    EXE,
    HTML,
    OLE,
    SVG,
    XXE,
    archive,
    docx,
    huge_png,
    odt,
    pdf,
    picture,
)
from tests.portal.documents.hostile_documents import OFFICE, PDF, vba


def lying_size():
    """A part that says 10 bytes and unpacks to two million."""
    data = bytearray(docx(("word/media/a.bin", b"\0" * 2_000_000)))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.rindex(
            signature, 0, data.rindex(b"word/media/a.bin" if offset == 24 else b"PK\x01\x02")
        )
        data[at + offset : at + offset + 4] = struct.pack("<I", 10)
    return bytes(data)


def locked_zip():
    """Every entry flagged as encrypted."""
    data = bytearray(docx())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 1)
    return bytes(data)


def link():
    """An entry that is a symbolic link."""
    entry = zipfile.ZipInfo("word/link")
    entry.external_attr = 0o120777 << 16
    return docx((entry, "/etc/passwd"))


def declared_large():
    """Two parts of 120 MB each by their headers (written by hand: nothing is compressed here)."""
    noise = random.Random(1).randbytes(2_500_000)
    data = bytearray(docx(("word/a.bin", noise), ("word/b.bin", noise)))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        if bytes(data[at + 46 : at + 56]) in {b"word/a.bin", b"word/b.bin"}:
            data[at + 24 : at + 28] = struct.pack("<I", 120_000_000)
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)


SOUND = docx()
FILES = {
    # what it is called
    "renamed exe": ("cr-ccl.exe", EXE, "not_a_document"),
    "no extension": ("document", pdf(), "not_a_document"),
    "double extension": ("cr.pdf.exe", EXE, "not_a_document"),
    "hidden extension": ("cr\u202efdp.exe", EXE, "not_a_document"),
    "macro format": ("cr.docm", vba(), "macro_format"),
    "old word": ("cr.doc", OLE, "old_office"),
    "html": ("page.html", HTML, "web_page"),
    "svg": ("logo.svg", SVG, "drawing"),
    "eps": ("logo.eps", b"%!PS-Adobe-3.0 EPSF-3.0", "drawing"),
    "xml": ("données.xml", XXE.encode() + b"<d>&x;</d>", "web_page"),
    "csv": ("suivi.csv", b"=cmd|'/c calc'!A1", "raw_table"),
    "zip": ("pièces.zip", archive([("a.exe", EXE)]), "archive"),
    # what it is not
    "exe as pdf": ("cr.pdf", EXE, "not_what_it_says"),
    "exe as docx": ("cr.docx", EXE, "not_what_it_says"),
    "svg as png": ("logo.png", SVG, "not_what_it_says"),
    "html as pdf": ("cr.pdf", HTML, "not_what_it_says"),
    "html as jpg": ("a.jpg", HTML, "not_what_it_says"),
    "late pdf header": ("cr.pdf", HTML + pdf(), "not_what_it_says"),
    "jpeg as png": ("a.png", picture("JPEG"), "other_image"),
    "ole as docx": ("cr.docx", OLE, "protected_office"),
    "zip as docx": ("cr.docx", archive([("a.txt", "a")]), "damaged"),
    "docx as xlsx": ("cr.xlsx", SOUND, "damaged"),
    "odt as ods": ("cr.ods", odt(), "damaged"),
    "empty": ("vide.pdf", b"", "empty"),
    # two things at once
    "pdf in front of docx": (
        "cr.docx",
        archive([("a", b"%PDF-1.7 ")], compression=zipfile.ZIP_STORED),
        "two_formats",
    ),
    "docx behind pdf": ("cr.pdf", pdf() + SOUND + pdf()[-29:], "two_formats"),
    "html behind docx": (
        "cr.docx",
        SOUND[:-2] + struct.pack("<H", len(HTML)) + HTML,
        "strange_archive",
    ),
    "bytes before the archive": ("cr.docx", SOUND[:30] + SOUND, "strange_archive"),
    # archives
    "zip bomb": (
        "cr.docx",
        docx(("word/a.xml", b"<a>" + b" " * 60_000_000)),
        "too_compressed",
    ),
    "small bomb": ("cr.docx", docx(("word/a.bin", b"\0" * 3_000_000)), "too_compressed"),
    "too large unpacked": ("cr.docx", declared_large(), "too_large_unpacked"),
    "lying size": ("cr.docx", lying_size(), "damaged"),
    "2,001 parts": ("cr.docx", docx(*((f"a/{n}", "") for n in range(2_000))), "too_many_parts"),
    "path traversal": ("cr.docx", docx(("../../etc/cron.d/a", "x")), "strange_archive"),
    "absolute path": ("cr.docx", docx(("/etc/cron.d/a", "x")), "strange_archive"),
    "drive path": ("cr.docx", docx(("C:/a", "x")), "strange_archive"),
    "symbolic link": ("cr.docx", link(), "strange_archive"),
    "two parts of one name": (
        "cr.docx",
        docx(("WORD/document.xml", "<a/>")),
        "strange_archive",
    ),
    "nested zip": ("cr.docx", docx(("word/a.bin", archive([("a", "a")]))), "nested_file"),
    "nested by name": ("cr.docx", docx(("word/a.zip", "")), "nested_file"),
    "program inside": ("cr.docx", docx(("word/media/image1.png", EXE)), "nested_file"),
    "locked zip": ("cr.docx", locked_zip(), "protected"),
    "truncated docx": ("cr.docx", SOUND[: len(SOUND) // 2], "damaged"),
    # images
    "huge pixels": ("a.png", huge_png(), "too_many_pixels"),
    "41 million pixels": ("a.png", huge_png(41_000, 1_000), "too_many_pixels"),
    "truncated png": ("a.png", picture(size=(300, 300))[:-40], "damaged"),
    "truncated jpeg": ("a.jpg", picture("JPEG", (300, 300))[:400], "damaged"),
    "gif as png": ("a.png", picture("GIF"), "not_what_it_says"),
    "heic as jpg": ("a.jpg", b"\0\0\0\x18ftypheic" + b"\0" * 40, "heic"),
}
# name of the trick → (file name, content, code of the expected refusal)
CORPUS = FILES | OFFICE | PDF
