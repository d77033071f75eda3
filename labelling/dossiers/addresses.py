"""URLs of the pages of a dossier, those of other topics included."""

from functools import lru_cache

from django.urls import reverse


def page(dossier, name):
    """The address of a page of this dossier: every one takes its reference."""
    return _address(name, dossier.reference)


@lru_cache(maxsize=4_000)
def _address(name, reference):
    """Lists and tabs ask for the same ones all day."""
    return reverse(f"labelling:{name}", args=[reference])
