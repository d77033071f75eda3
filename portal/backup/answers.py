"""Registry of the public answers that a restored portal must give again, byte for byte."""

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import caches

ASKED = []
PRIVATE_CACHE = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "backup"}


def register_answers(function):
    """On a function that gives the addresses to ask, such as each attestation's."""
    ASKED.append(function)
    return function


def digests():
    """{address: « status digest »} of each, as a stranger gets it from this process."""
    from django.test import override_settings  # noqa: PLC0415 -- dear, and for a backup alone

    own = settings.CACHES | {"default": PRIVATE_CACHE}
    # The strip of a demonstration says what its worker has left to do; a rehearsal is closed.
    with override_settings(CACHES=own, IS_DEMO=False, IS_REHEARSAL=False):
        return {address: _answer(address) for function in ASKED for address in function()}


def _answer(address):
    """A new client each time, and no count of tries: what is asked before changes nothing."""
    from django.test import Client  # noqa: PLC0415 -- as above

    caches["default"].clear()
    host = urlsplit(settings.PORTAL_ADDRESS).hostname
    client = Client(
        raise_request_exception=False, SERVER_NAME=host, headers={"x-forwarded-proto": "https"}
    )
    answer = client.get(address, secure=True)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{answer.status_code} {hashlib.sha256(content).hexdigest()}"
