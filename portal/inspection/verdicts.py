"""File inspection: size, extension, magic number and structure must agree; no database."""

import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from io import SEEK_END
from typing import BinaryIO

from portal.inspection import documents, drawings, pdfs, pictures
from portal.inspection.refusals import Refusal

MEGABYTE = 1024 * 1024
LIMIT = 25  # megabytes, as the sentence says
NAME_LENGTH = 255


@dataclass(frozen=True)
class Verdict:
    """What the inspection says: refused with a sentence, or the content to keep.

    `content` is the cleaned bytes of an image, or None: keep the file as sent.
    """

    name: str
    content_type: str = ""
    content: bytes | None = None
    code: str = ""
    sentence: str = ""

    @property
    def is_accepted(self):
        return not self.code


@dataclass(frozen=True)
class Kind:
    """A permitted extension: its noun in a sentence, its type, its magic, its check."""

    noun: str
    content_type: str
    magic: str
    check: Callable[[BinaryIO], bytes | None]


def _office(noun, subtype, check):
    return Kind(noun, f"application/vnd.{subtype}", "zip", check)


_OOXML, _ODF = "openxmlformats-officedocument", "oasis.opendocument"
_JPEG = Kind("une image JPEG", "image/jpeg", "jpeg", pictures.jpeg)
KINDS = {
    "pdf": Kind("un PDF", "application/pdf", "pdf", pdfs.check),
    "docx": _office("un document Word", f"{_OOXML}.wordprocessingml.document", documents.docx),
    "xlsx": _office("un classeur Excel", f"{_OOXML}.spreadsheetml.sheet", documents.xlsx),
    "pptx": _office(
        "une présentation PowerPoint", f"{_OOXML}.presentationml.presentation", documents.pptx
    ),
    "odt": _office("un texte OpenDocument", f"{_ODF}.text", documents.odt),
    "ods": _office("un classeur OpenDocument", f"{_ODF}.spreadsheet", documents.ods),
    "odp": _office("une présentation OpenDocument", f"{_ODF}.presentation", documents.odp),
    "png": Kind("une image PNG", "image/png", "png", pictures.png),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "webp": Kind("une image WebP", "image/webp", "webp", pictures.webp),
}
DRAWINGS = {  # never unless the caller says so
    "svg": Kind("un dessin SVG", "image/svg+xml", "svg", drawings.svg),
    "eps": Kind("un dessin EPS", "application/postscript", "eps", drawings.eps),
}
KNOWN_REFUSALS = {
    "heic": ("heic", "heif", "heics", "hif"),
    "old_office": ("doc", "dot", "xls", "xlt", "ppt", "pps", "rtf", "wps", "pub"),
    "macro_format": (
        "docm",
        "dotm",
        "xlsm",
        "xltm",
        "xlsb",
        "xlam",
        "pptm",
        "potm",
        "ppsm",
        "ppam",
    ),
    "drawing": ("svg", "svgz", "eps", "ps", "ai", "emf", "wmf"),
    "web_page": ("html", "htm", "xhtml", "mhtml", "mht", "xml", "json", "xsl"),
    "raw_table": ("csv", "tsv"),
    "archive": ("zip", "rar", "7z", "tar", "gz", "tgz", "bz2", "xz"),
    "video": ("mp4", "mov", "avi", "mkv", "webm", "m4v"),
    "message": ("msg", "eml"),
}
_CODES = {extension: code for code, group in KNOWN_REFUSALS.items() for extension in group}
_MAGICS = (
    (r"%PDF-", "pdf"),
    (r"PK\x03\x04", "zip"),
    (r"\x89PNG\r\n\x1a\n", "png"),
    (r"\xff\xd8\xff", "jpeg"),
    (r"RIFF[\s\S]{4}WEBP", "webp"),
    (r"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (r"(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg)", "svg"),
    (r"%!PS-Adobe-", "eps"),
    (r"[\s\S]{4}ftyp(?:hei|hev|mif1|msf1)", "heic"),
)


def inspect(name: str, content: BinaryIO, *, with_drawings: bool = False, check=None) -> Verdict:
    """Read `content` from its start; never raises for what a sender put in it.

    `with_drawings` lets SVG and EPS in, for who may file them (the kit of the brand). `check(extension, content)`
    looks into it elsewhere (`portal.inspection.pool`).
    """
    name = clean_name(name)
    try:
        kind = _kind_of(name, content, KINDS | DRAWINGS if with_drawings else KINDS)
        content.seek(0)
        cleaned = check(extension_of(name), content) if check else kind.check(content)
    except Refusal as refusal:
        return Verdict(name, code=refusal.code, sentence=refusal.sentence(name))
    finally:
        content.seek(0)
    return Verdict(name, kind.content_type, cleaned)


def clean_name(name):
    """NFC, no folder, no control or bidirectional character, at most 255; keeps its French."""
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C").strip(" .")
    stem, dot, extension = name.rpartition(".")
    if len(name) > NAME_LENGTH and dot and len(extension) < 10:
        name = stem[: NAME_LENGTH - len(extension) - 1] + dot + extension
    return name[:NAME_LENGTH] or "sans nom"


def extension_of(name):
    """« pdf », in small letters; the whole name when it has none."""
    return name.rpartition(".")[2].lower()


def _kind_of(name, content, kinds):
    """The Kind that extension and first bytes agree on; size is looked at before anything else."""
    size = content.seek(0, SEEK_END)
    if size > LIMIT * MEGABYTE:
        raise Refusal("too_big", weight=math.ceil(size / MEGABYTE), limit=LIMIT)
    extension = extension_of(name)
    kind = kinds.get(extension)
    if kind is None:
        raise Refusal(_CODES.get(extension, "not_a_document"))
    if size == 0:
        raise Refusal("empty")
    content.seek(0)
    head = content.read(1024)
    if (magic := _magic(head)) != kind.magic:
        raise _mismatch(name, kind, magic)
    if kind.magic != "pdf" and b"%PDF-" in head:
        raise Refusal("two_formats")
    return kind


def _magic(head):
    text = head[:16].decode("latin-1")
    return next((magic for pattern, magic in _MAGICS if re.match(pattern, text)), "")


def _mismatch(name, kind, magic):
    """The most useful sentence when the first bytes do not fit the extension."""
    if magic == "heic":
        return Refusal("heic")
    if magic == "ole" and kind.magic == "zip":
        return Refusal("protected_office")
    twin = {"png": "png", "jpeg": "jpg", "webp": "webp"}.get(magic)
    if twin and kind.magic in {"png", "jpeg", "webp"}:
        stem = name.rpartition(".")[0]
        return Refusal("other_image", noun=KINDS[twin].noun, better=f"{stem}.{twin}")
    return Refusal("not_what_it_says", noun=kind.noun)
