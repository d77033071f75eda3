"""Entries of the process map and of the points in the member bar; link from the page of a dossier."""

from labelling.organisms.panels import Panel, register_panel
from labelling.process_map.rules import reader
from portal.web.navigation import SPACE, Entry, register_entry


def _reads(user):
    return reader(user, None)


register_entry(
    SPACE,
    Entry(
        "Cartographie", "labelling:process_map", visible=_reads, order=92,
        root="/espace/pilotage/cartographie/",
    ),
    Entry("Points d’alerte", "labelling:points", visible=_reads, order=93, root="/espace/pilotage/points/"),
)  # fmt: skip


@register_panel
def panel(user, _organism, dossier=None):
    """On the page of a dossier, to who reads the map: where its time went."""
    if dossier is None or not _reads(user):
        return None
    return Panel("labelling/process_map/panel.html", {"dossier": dossier})
