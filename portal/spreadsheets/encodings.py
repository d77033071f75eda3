"""Encoding detection: Unicode with or without its mark, Windows, Latin-1, old Macintosh."""

import codecs
import re

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FRENCH = re.compile(  # a small accent anywhere, a capital one among capitals, a sign where a text has it
    "[éèàêçôîùûëïœ’€°]|[ÀÂÇÉÈÊËÎÏÔÙÛÜŒ](?![a-zà-ÿ])|(?<![A-Za-z])[ÀÂÇÉÈÊËÎÏÔÙÛÜŒ]|(?<!\\w)«|[»…](?!\\w)"
)
SAMPLE = 200_000


def decode(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; what is not Unicode is what French programs write."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), encoding
    if encoding := _without_mark(content[:1024]):
        return content.decode(encoding, "replace"), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        encoding = _eight_bits(content)
    return content.decode(encoding, "replace"), encoding


def _without_mark(start: bytes) -> str:
    """UTF-16 without its mark: one byte of two is zero in a text that is mostly ASCII."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) < len(start) * 0.3 or min(even, odd) > len(start) * 0.05:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _eight_bits(content: bytes) -> str:
    """The encoding whose reading looks most like French; on a tie, the one of Windows."""
    usual = "cp1252" if any(0x80 <= byte < 0xA0 for byte in content) else "latin-1"
    special = b"\n".join(line for line in content.split(b"\n") if not line.isascii())[:SAMPLE]
    readings = (usual, "mac_roman")
    return max(readings, key=lambda encoding: _worth(special.decode(encoding, "replace")))


def _worth(text: str) -> int:
    """Letters with their accents are French; most other signs come from a wrong reading."""
    signs = sum(not char.isascii() and char != "\u00a0" for char in text)
    return 2 * len(FRENCH.findall(text)) - signs
