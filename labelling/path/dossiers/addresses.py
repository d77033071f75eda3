"""URLs of the pages of a dossier, those of other topics included."""

from django.urls import reverse


def page(dossier, name):
    """The address of a page of this dossier: every one takes its reference."""
    return reverse(f"labelling:{name}", args=[dossier.reference])
