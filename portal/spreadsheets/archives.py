"""Inspection of zip-based spreadsheets before they are unpacked: no bomb, macro or DTD."""

import io
import zipfile
from pathlib import PurePosixPath

from portal.spreadsheets.sheets import Unreadable

MAX_ENTRIES = 2_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 100
NESTED = set(".zip .7z .rar .gz .jar .xlsx .xlsm .xls .docx .ods .odt .pptx".split())
ODS_TYPES = (b"application/vnd.oasis.opendocument.spreadsheet",)
DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
CHUNK = 1 << 20


def kind_of_archive(content: bytes) -> str:
    """« xlsx » or « ods »; zipfile never reads beyond the declared sizes, which are checked first."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _refuse_bomb(archive, len(content))
        kind = _kind(archive)
        _refuse_active_content(archive)
        _refuse_dtd(archive)
        return kind


def unpacked_size(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def damaged() -> Unreadable:
    return Unreadable("DAMAGED")


def _refuse_bomb(archive: zipfile.ZipFile, size: int) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * size:
        raise Unreadable("BOMB")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("PROTECTED")


def _kind(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "mimetype" in names and archive.read("mimetype").strip().startswith(ODS_TYPES):
        return "ods"
    types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if b"macroEnabled" in types:
        raise _has_macros()
    if b"spreadsheetml.sheet.main+xml" in types or b"spreadsheetml.template.main+xml" in types:
        return "xlsx"
    raise Unreadable("NOT_A_SHEET")


def _refuse_active_content(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts:
            raise damaged()
        if path.name.lower() == "vbaproject.bin" or path.parts[:1] in (("Basic",), ("Scripts",)):
            raise _has_macros()
        if path.suffix.lower() in NESTED or "embeddings" in path.parts:
            raise Unreadable("NESTED")


def _refuse_dtd(archive: zipfile.ZipFile) -> None:
    """No spreadsheet program writes a DTD; it is the way in for entity bombs."""
    for entry in archive.infolist():
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        with archive.open(entry) as part:
            tail = b""
            while chunk := part.read(CHUNK):
                if any(mark in tail + chunk for mark in DOCTYPES):
                    raise damaged()
                tail = chunk[-32:]


def _has_macros() -> Unreadable:
    return Unreadable("MACROS")
