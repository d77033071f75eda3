"""Addresses of pages by name, found once a process: a list asks for one a row, and the same ones at each page."""

from functools import lru_cache

from django.urls import reverse

MOST = 5_000  # addresses kept, some hundred bytes each


@lru_cache(maxsize=MOST)
def address(name, *args):
    """The path of a named page; nothing secret, whose argument would be kept (a token of an invitation)."""
    return reverse(name, args=args)
