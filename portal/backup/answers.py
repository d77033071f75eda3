"""Registry of the public answers that a restored portal must give again, byte for byte."""

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client, override_settings

ASKED = []
PRIVATE_CACHE = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "backup"}


def register_answers(function):
    """On a function that gives the addresses to ask, such as each attestation's."""
    ASKED.append(function)
    return function


def digests():
    """{address: « status digest »} of each, as a stranger gets it from this process."""
    caches = settings.CACHES | {"default": PRIVATE_CACHE}
    with override_settings(CACHES=caches, IS_DEMO=False):  # its strip says what the worker has left
        return {address: _answer(address) for function in ASKED for address in function()}


def _answer(address):
    """A new client each time, and no count of tries: what is asked before changes nothing."""
    from django.core.cache import cache  # noqa: PLC0415 -- made anew by the settings above

    cache.clear()
    host = urlsplit(settings.PORTAL_ADDRESS).hostname
    client = Client(
        raise_request_exception=False, SERVER_NAME=host, headers={"x-forwarded-proto": "https"}
    )
    answer = client.get(address, secure=True)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{answer.status_code} {hashlib.sha256(content).hexdigest()}"
