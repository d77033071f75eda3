"""Clock: the only source of time, in Paris, which tests and scenarios can set."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

PARIS = ZoneInfo("Europe/Paris")
_replayed = ContextVar("replayed", default=None)


def now():
    """The present instant, aware. Replay first, then the rehearsal clock, then the machine's."""
    if (instant := _replayed.get()) is not None:
        return instant
    if settings.PORTAL_CLOCK:
        return _rehearsed(settings.PORTAL_CLOCK)
    return timezone.now()


def today():
    """The date in Paris: from 00:00 to 02:00 in summer, UTC is still on the day before."""
    return now().astimezone(PARIS).date()


@contextmanager
def at(instant):
    """Everything inside happens at `instant` (aware, or naive in Paris)."""
    token = _replayed.set(aware(instant))
    try:
        yield
    finally:
        _replayed.reset(token)


def aware(instant):
    """In Paris when naive. Of an hour that October repeats, the second; one that March skips is
    refused (ValueError), for zoneinfo would silently give another.
    """
    if instant.tzinfo:
        return instant
    local = instant.replace(tzinfo=PARIS, fold=1)
    if local.astimezone(UTC).astimezone(PARIS).replace(tzinfo=None) != instant:
        raise ValueError(f"cette heure n’existe pas à Paris\u00a0: {instant:%d/%m/%Y %H:%M}")
    return local


def parse(text):
    """« 2026-11-24 » or « 2026-11-24 14:05 » (Paris) or with an offset; ValueError otherwise."""
    return aware(datetime.fromisoformat(text.strip()))


def move(instant):
    """In the file of `PORTAL_CLOCK`: it is now `instant` in every process, and time goes on from there."""
    path = Path(settings.PORTAL_CLOCK)
    draft = path.with_suffix(".part")
    draft.write_text(f"{(instant - timezone.now()).total_seconds():+.0f}\n", encoding="utf-8")
    draft.replace(path)


def _rehearsed(value):
    """`PORTAL_CLOCK`: an instant, seconds before or after the machine (« -86400 »), or the path of a
    file that holds either, read at each call; one that is not there yet moves nothing.
    """
    if value[0] not in "+-" and not value[:4].isdigit():
        try:
            value = Path(value).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return timezone.now()
    if value[0] in "+-":
        return timezone.now() + timedelta(seconds=int(value))
    return _fixed(value)


_fixed = cache(parse)
