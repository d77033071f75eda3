"""Remaining parts of an open demonstration: a file on disk that the worker empties, shown by the strip."""

import contextlib
import logging

from django.conf import settings

from portal.cache import versions
from portal.demonstration import registry
from portal.ops import worker

logger = logging.getLogger("portal.demonstration")
FILE = "demonstration-left"


def leave(left):
    """Write the parts that are left; the cached pages say it anew."""
    if left:
        lines = [f"{part.code} {part.label}\n" for part in left]
        _file().write_text("".join(lines), encoding="utf-8")
    else:
        _file().unlink(missing_ok=True)
    versions.bump()


def labels():
    """What is still to come, as people read it; looking costs no statement."""
    return [label for _code, label in _lines()] if settings.IS_DEMO else []


def strip(_request):
    """Context of templates: `demo_left`, what the strip of every page says is still to come."""
    return {"demo_left": labels()}


@worker.each_turn
def make_next():
    """Make the next part; one that fails is told in the log and left out."""
    if not (codes := [code for code, _label in _lines()]):
        return
    registry.discover()
    part, *others = [registry.LATER[code] for code in codes]
    try:
        is_over = part.run() is not False
    except Exception:
        logger.exception("demonstration: %s is left out", part.code)
        is_over = True
    if is_over:
        leave(others)


def _lines():
    with contextlib.suppress(FileNotFoundError):
        return [line.split(" ", 1) for line in _file().read_text(encoding="utf-8").splitlines()]
    return []


def _file():
    return settings.VAR / FILE
