"""Structured logs: one JSON line an event, without what a person typed, without a secret (a law reads them)."""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

from django.urls import Resolver404, resolve

# Of the request, or of the task that is being done.
REQUEST_ID = ContextVar("request_id", default="")
PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
# Says nobody's name, opens nothing.
REFERENCE = re.compile(r"[A-Z]{1,4}(-[A-Z]{1,4})*-\d{4}-\d+|\d{1,9}")
WORD = re.compile(r"[a-z-]{0,24}")  # no key, no address
PATTERN = re.compile(r"[\^(]")  # a regular expression: of a page of the site
MORE = ("method", "path", "status", "ms")  # of an access line


class JsonLines(logging.Formatter):
    """A line holds no line break. Of an exception, its type and where it went: its message quotes what was typed."""

    def format(self, record):
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {
            "at": at.replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        if identity := REQUEST_ID.get():
            line["request"] = identity
        line |= {name: getattr(record, name) for name in MORE if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps(line, ensure_ascii=False)


def _message(record):
    """Django's own lines quote the path of their request."""
    request, message = getattr(record, "request", None), record.getMessage()
    path = getattr(request, "path", "")
    return message.replace(path, told_path(request)) if len(path) > 1 else message


def told_path(request, *, is_quick=False):
    """The address without what it captures, references and numbers apart: the rest may be a key or a name.

    Where no address of ours is met (a missing one, a page of the site), its first part alone; `is_quick`: of a
    cached page too, which costs less than to resolve its address.
    """
    match = getattr(request, "resolver_match", None)
    if match is None and not is_quick:
        match = _resolved(request.path)
    if match is None or PATTERN.search(match.route):
        first, _, rest = request.path.lstrip("/").partition("/")
        told = first if WORD.fullmatch(first) else "…"
        return f"/{told}/…" if rest else f"/{told}"
    return "/" + PLACE.sub(lambda place: _mask_value(place[1], match.kwargs), match.route)


def _resolved(path):
    """Of what was refused before its address was read."""
    try:
        return resolve(path)
    except Resolver404:
        return None


def _mask_value(name, values):
    value = str(values.get(name, ""))
    return value if REFERENCE.fullmatch(value) else f"<{name}>"


def configuration(*, is_json):
    """LOGGING of the settings. An access line a request, in production; a refusal has no second one from Django."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "portal.core.logs.JsonLines"}, "plain": {}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "json" if is_json else "plain",
            }
        },
        "root": {"handlers": ["console"] if is_json else [], "level": "WARNING"},
        "loggers": {
            "django.request": {"level": "CRITICAL" if is_json else "WARNING"},
            "django.tasks": {"level": "INFO" if is_json else "WARNING"},
            "portal": {
                "handlers": [] if is_json else ["console"],
                "level": "INFO",
            },
            "portal.requests": {"level": "INFO" if is_json else "WARNING"},
        },
    }
