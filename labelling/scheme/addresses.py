"""URLs of what the cells of the table lead to."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=4_000)
def page(name, key):
    """The address of a page of labelling by the reference or the slug of its thing; a table asks for the same ones."""
    return reverse(f"labelling:{name}", args=[key])
