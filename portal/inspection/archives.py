"""Inspection of ZIP archives: size, ratio and names before anything is unpacked."""

import re
import stat
import zipfile
import zlib

from portal.inspection.refusals import Refusal

ENTRIES = 2_000
MEGABYTE = 1024 * 1024
UNPACKED = 200  # megabytes
RATIO = 100
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
CHUNK = 256 * 1024
FOREIGN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "embedded_object"),
    (b"PK\x03\x04", "nested_file"),
    (b"PK\x05\x06", "nested_file"),
    (b"7z\xbc\xaf\x27\x1c", "nested_file"),
    (b"Rar!\x1a\x07", "nested_file"),
    (b"BZh", "nested_file"),
    (b"\xfd7zXZ\x00", "nested_file"),
    (b"\x1f\x8b\x08", "nested_file"),
    (b"MZ", "nested_file"),
    (b"\x7fELF", "nested_file"),
    (b"!<arch>", "nested_file"),
)
FOREIGN_SUFFIXES = re.compile(
    r"\.(?:zip|jar|rar|7z|gz|tar|exe|dll|scr|com|msi|bat|cmd|ps1|js|vbs|wsf|hta|lnk|swf|html?|mht(?:ml)?|rtf"
    r"|doc[xm]?|xls[xmb]?|ppt[xm]?|od[tsp])$",
    re.IGNORECASE,
)
SQUEEZED_PICTURES = (".emz", ".wmz")  # old Office pictures, gzipped by design


def opened(content):
    """A ZipFile whose directory obeys the rules of the upload policy, or Refusal."""
    if content.read().count(b"PK\x01\x02") > ENTRIES:  # before half a million become objects
        raise Refusal("too_many_parts", limit=ENTRIES)
    try:
        archive = zipfile.ZipFile(content)
    except UNREADABLE as error:
        raise Refusal("damaged") from error
    entries = archive.infolist()
    _check_outline(archive, entries)
    _check_names(entries)
    _check_sizes(entries)
    return archive


def _check_outline(archive, entries):
    """Nothing before, nothing after: a second format could hide there."""
    if archive.comment or not entries or min(entry.header_offset for entry in entries) != 0:
        raise Refusal("strange_archive")


def _check_names(entries):
    seen = set()
    for entry in entries:
        name = entry.orig_filename
        mode = entry.external_attr >> 16
        is_hostile = (
            re.search(r"[\x00-\x1f\\]|^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)", name)
            or stat.S_ISLNK(mode)
            or entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
            or name.lower() in seen
        )
        if is_hostile:
            raise Refusal("strange_archive")
        if entry.flag_bits & 1:
            raise Refusal("protected")
        seen.add(name.lower())


def _check_sizes(entries):
    """200 MB unpacked, 100 times at most; a small part may be emptier than that."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > UNPACKED * MEGABYTE:
        raise Refusal("too_large_unpacked", limit=UNPACKED)
    thin = any(e.file_size > max(MEGABYTE, RATIO * e.compress_size) for e in entries)
    if thin or unpacked > max(MEGABYTE, RATIO * packed):
        raise Refusal("too_compressed")


def read(archive, entry):
    """Yield the bytes of a part by chunks; a part that lies about its size or sum is refused."""
    try:
        with archive.open(entry) as part:
            while chunk := part.read(CHUNK):
                yield chunk
    except UNREADABLE as error:
        raise Refusal("damaged") from error


def check_part(name, head):
    """Refuse a part that is itself a program, an archive, a document or an OLE object."""
    code = next((code for magic, code in FOREIGN if head.startswith(magic)), None)
    if head[:2] == b"\x1f\x8b" and name.lower().endswith(SQUEEZED_PICTURES):
        code = None
    if FOREIGN_SUFFIXES.search(name):
        code = "nested_file"
    if code:
        raise Refusal(code, part=name.rpartition("/")[2][:80])
