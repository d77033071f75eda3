"""HTTP range requests of videos: a seeking player, and Safari always, asks for some bytes of the file."""

import re

from django.http import HttpResponse

from home.blocks.films import FILMS

RANGE = re.compile(r"bytes=(\d*)-(\d*)")
MOST = 2 * 1024 * 1024  # bytes of a piece: the reader asks for the next one


def piece(document, request):
    """206 with the one range asked, 416 beyond the end; None leaves the rest to Wagtail."""
    kind = FILMS.get(document.file_extension.lower())
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if kind is None or asked is None or asked[0] == "bytes=-":
        return None
    size = document.file.size
    first, last = _bounds(*asked.groups(), size)
    if not 0 <= first <= last < size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    last = min(last, first + MOST - 1)
    headers = {
        "Content-Range": f"bytes {first}-{last}/{size}",
        "Content-Encoding": "identity",  # compressed, the bytes would not be those asked for
        "Accept-Ranges": "bytes",
    }
    with document.file.open("rb") as content:
        content.seek(first)
        found = content.read(last - first + 1)
    return HttpResponse(found, status=206, content_type=kind, headers=headers)


def _bounds(first, last, size):
    """First and last byte, inclusive; « -500 » is the last 500."""
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1
