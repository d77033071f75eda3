"""Spreadsheet reader: XLSX, ODS, CSV, texts with tabs and web pages, told apart by content."""

from typing import BinaryIO

from portal.spreadsheets.archives import kind_of_archive, unpacked_size
from portal.spreadsheets.guards import DAMAGES, faults_refused
from portal.spreadsheets.pages import read_html
from portal.spreadsheets.sheets import MAX_BYTES, Book, Unreadable
from portal.spreadsheets.texts import read_csv

ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WEB_PAGE = (b"<!doctype", b"<html", b"<table", b"<meta", b"<head")
XML = b"<?xml"
LARGE_ROWS, LARGE_UNPACKED = 3_000, 4 << 20  # 4 MiB of XML: three thousand rows of a dozen cells


@faults_refused(Exception, DAMAGES)
def read(
    source: bytes | BinaryIO,
    *,
    with_marks: bool = False,
    with_hidden: bool = False,
    with_web_pages: bool = False,
) -> Book:
    """The sheets of the file, or `Unreadable` with a sentence in French.

    `with_marks`: colours, comments and number formats too, a quarter slower. `with_hidden`: hidden
    sheets are read, and say it. `with_web_pages`: the tables of a web page, which many programs
    name .xls, are sheets.
    """
    content = source if isinstance(source, bytes) else source.read(MAX_BYTES + 1)
    _refuse_size(content)
    if content.startswith(ZIP):
        return _read_archive(content, with_marks, with_hidden)
    _refuse_other_formats(content)
    if _start(content).startswith((*WEB_PAGE, XML)):
        if not with_web_pages:
            raise Unreadable("WEB_PAGE")
        return read_html(content)
    return read_csv(content)


@faults_refused(Exception, DAMAGES)
def refuse_at_once(content: bytes) -> None:
    """What no reading would accept, without reading the rows."""
    _refuse_size(content)
    if content.startswith(ZIP):
        kind_of_archive(content)
    else:
        _refuse_other_formats(content)


@faults_refused(Exception, DAMAGES)
def is_large(content: bytes) -> bool:
    """Above some thousand rows, by its weight: reading them takes seconds."""
    if content.startswith(ZIP):
        return unpacked_size(content) > LARGE_UNPACKED
    return max(content.count(b"\n"), content.count(b"<tr")) > LARGE_ROWS


def _refuse_size(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise Unreadable("TOO_BIG")
    if not content.strip():
        raise Unreadable("EMPTY")


def _read_archive(content: bytes, with_marks: bool, with_hidden: bool) -> Book:
    from portal.spreadsheets.ods.reading import read_ods  # noqa: PLC0415 -- with what only an ODS needs
    from portal.spreadsheets.xlsx.reading import read_xlsx  # noqa: PLC0415 -- openpyxl is heavy

    reader = {"xlsx": read_xlsx, "ods": read_ods}[kind_of_archive(content)]
    return reader(content, with_marks, with_hidden)


def _start(content: bytes) -> bytes:
    return content[:1024].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()


def _refuse_other_formats(content: bytes) -> None:
    if content.startswith(OLE) and ENCRYPTED in content:
        raise Unreadable("PROTECTED")
    if content.startswith(OLE):
        raise Unreadable("OLD_XLS")
    if content.startswith(PDF):
        raise Unreadable("PDF")
