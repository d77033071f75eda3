"""Spreadsheet reader: XLSX, ODS or CSV, told apart by content."""

from typing import BinaryIO

from portal.spreadsheets.archives import kind_of_archive
from portal.spreadsheets.delimited import read_csv
from portal.spreadsheets.sheets import MAX_BYTES, Book, Unreadable

ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read(source: bytes | BinaryIO) -> Book:
    """The visible sheets of the file, or `Unreadable` with a sentence in French."""
    content = source if isinstance(source, bytes) else source.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise Unreadable("TOO_BIG")
    if not content.strip():
        raise Unreadable("EMPTY")
    if content.startswith(ZIP):
        return _read_archive(content)
    _refuse_other_formats(content)
    return read_csv(content)


def _read_archive(content: bytes) -> Book:
    # openpyxl is heavy
    from portal.spreadsheets.ods import read_ods  # noqa: PLC0415
    from portal.spreadsheets.xlsx import read_xlsx  # noqa: PLC0415

    return {"xlsx": read_xlsx, "ods": read_ods}[kind_of_archive(content)](content)


def _refuse_other_formats(content: bytes) -> None:
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content.startswith(OLE) and ENCRYPTED in content:
        raise Unreadable("PROTECTED")
    if content.startswith(OLE):
        raise Unreadable("OLD_XLS")
    if start.startswith((b"<!doctype", b"<html", b"<table", b"<?xml")):
        raise Unreadable("WEB_PAGE")
    if content.startswith(PDF):
        raise Unreadable("PDF")
