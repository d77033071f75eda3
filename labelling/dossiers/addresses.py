"""URLs of the pages of a dossier, those of other topics included."""

from portal.core.addresses import address


def page(dossier, name):
    """The address of a page of this dossier: every one takes its reference."""
    return address(f"labelling:{name}", dossier.reference)
