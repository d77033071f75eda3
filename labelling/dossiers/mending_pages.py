"""Pages that mend what a dossier lacks, and who may write there."""

from labelling.dossiers.addresses import page
from labelling.dossiers.editing import may_write

WRITTEN = {  # the page that mends, the part of the dossier that it writes
    "dossier_edit": "texts",
    "dossier_engagement": "engagement",
    "dossier_piece_add": "pieces",
    "dossier_tenants": "tenants",
    "dossier_complements": "complements",
    "dossier_note": "note",
    "dossier_waiver": "waiver",
}


def may_mend(user, dossier, address):
    """Pages that only read (plan, stock, missions) are followed by whoever sees the dossier."""
    parts = (part for name, part in WRITTEN.items() if address.startswith(page(dossier, name)))
    return all(may_write(part, dossier, user) for part in parts)
